"""Every frontend: a real site grafted, worked on, built for production, served, and used in a browser.

A fixture is a folder of `tests/fixtures/sites` with a `fixture.json` (see `tests.fixtures.site.Site`). A new framework
brings its fixture and nothing else. `FULL=1` tries those too that the usual run leaves out for their time.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from chatgraft import frontends
from tests.e2e.conftest import Visitor
from tests.e2e.deployment import Kind, carried, deploy, model_settings
from tests.fixtures.model_server import Model
from tests.fixtures.site import SITES, Site, chatgraft, check, check_out, every_site, find_variable, in_development

_FIRST_ANSWER = 20_000
"""Milliseconds. Before it the service loads the model's library: on a busy machine that takes longer than a page."""
TRIED = [site for site in every_site() if os.environ.get("FULL") or not site.full]


def test_every_frontend_has_a_site() -> None:
    assert {site.framework for site in every_site()} == set(frontends.every())


@pytest.mark.parametrize("site", TRIED, ids=lambda site: site.name)
def test_a_visitor_chats(
    site: Site, tmp_path: Path, browser: Browser, imitation: Model, record_property: Callable[[str, object], None]
) -> None:
    """In production: the chat at an origin of its own that the build reads from its environment, where it reads any."""
    record_property("site", site.name)
    with _on_the_air(site, tmp_path, imitation) as (project, url):
        _chat(site, browser, url)
        check(site, project)
    chatgraft(site, project, "remove", "--yes", "--purge", "--allow-dirty")
    assert _status(project) == ""


@contextmanager
def _on_the_air(site: Site, folder: Path, model: Model) -> Iterator[tuple[Path, str]]:
    """The grafted project, and the site's address."""
    if site.mounted:
        with carried(site, folder, model) as shown:
            yield shown
        return
    told = find_variable(site, SITES / site.name) is not None
    kind = Kind(site.name, site.assistant, same_origin=not told, told_by_environment=told)
    with deploy(kind, folder, model) as deployment:
        yield deployment.project, deployment.url
        deployment.kit.stop()
        deployment.kit.log.unlink()


@pytest.mark.parametrize("site", [site for site in TRIED if site.development], ids=lambda site: site.name)
def test_the_owner_works_on_it(
    site: Site, tmp_path: Path, browser: Browser, imitation: Model, record_property: Callable[[str, object], None]
) -> None:
    """`add` and `dev` as the README has them: no address named, the framework's own development server."""
    record_property("site", site.name)
    project = check_out(site, tmp_path / "project")
    chatgraft(site, project, "add", "--yes", "--ui", "selfhosted", "--assistant", site.assistant)
    with in_development(site, project, model_settings(imitation)) as url:
        _chat(site, browser, url)
    chatgraft(site, project, "remove", "--yes", "--purge", "--allow-dirty")
    assert _status(project) == ""


def _chat(site: Site, browser: Browser, url: str) -> None:
    """Opens the chat, asks, goes to another page, reloads: the answer stays, and nothing complains."""
    context = browser.new_context()
    visitor = Visitor(context, url)
    chat = visitor.tab().open()
    chat.ask(site.question)
    expect(chat.answer).to_contain_text(site.answer, timeout=_FIRST_ANSWER)
    if site.link:
        chat.page.evaluate("window.same = 'page'")
        chat.page.get_by_role("link", name=site.link, exact=True).first.click()
        chat.page.wait_for_url(f"**{site.other_page}")
        assert chat.page.evaluate("window.same") == "page", "the link loaded the page anew"
        expect(chat.answer).to_contain_text(site.answer)
    else:
        chat.page.goto(url + site.other_page)
    expect(chat.answer).to_contain_text(site.answer)
    chat.page.reload()
    expect(chat.answer).to_contain_text(site.answer)
    visitor.require_clean()
    context.close()


def _status(project: Path) -> str:
    command = ["git", "status", "--porcelain", "--untracked-files=all"]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=True).stdout
