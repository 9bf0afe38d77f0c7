"""Every frontend: a real site grafted, built for production, served, and used in a browser.

A fixture is a folder of `tests/fixtures/sites` with a `fixture.json`: a question, what the answer from the site's own
pages must say, and another page of the site. A new framework brings its fixture and nothing else.
"""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from chatgraft import frontends
from tests.e2e.conftest import Visitor
from tests.e2e.deployment import Deployment, Kind, chatgraft, deploy
from tests.fixtures.model_server import Model

SITES = Path(__file__).resolve().parents[1] / "fixtures" / "sites"


@dataclass(frozen=True, slots=True)
class Site:
    name: str
    framework: str
    question: str
    answer: str
    other_page: str


def every_site() -> list[Site]:
    return [
        Site(file.parent.name, **json.loads(file.read_text("utf-8"))) for file in sorted(SITES.glob("*/fixture.json"))
    ]


def test_every_frontend_has_a_site() -> None:
    assert {site.framework for site in every_site()} == set(frontends.every())


@pytest.mark.parametrize("site", every_site(), ids=lambda site: site.name)
def test_a_visitor_chats(site: Site, tmp_path: Path, browser: Browser, imitation: Model) -> None:
    with deploy(Kind(site.name, "site", same_origin=True), tmp_path, imitation) as deployment:
        _chat(site, browser, deployment)
        deployment.kit.stop()
        deployment.kit.log.unlink()
        chatgraft(deployment.project, "remove", "--yes", "--purge", "--allow-dirty")
        assert _status(deployment.project) == ""


def _chat(site: Site, browser: Browser, deployment: Deployment) -> None:
    """Opens the chat, asks, goes to another page, reloads: the answer stays, and nothing complains."""
    context = browser.new_context()
    visitor = Visitor(context, deployment.url)
    chat = visitor.tab().open()
    chat.ask(site.question)
    expect(chat.answer).to_contain_text(site.answer)
    chat.page.goto(deployment.url + site.other_page)
    expect(chat.answer).to_contain_text(site.answer)
    chat.page.reload()
    expect(chat.answer).to_contain_text(site.answer)
    visitor.require_clean()
    context.close()


def _status(project: Path) -> str:
    command = ["git", "status", "--porcelain", "--untracked-files=all"]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=True).stdout
