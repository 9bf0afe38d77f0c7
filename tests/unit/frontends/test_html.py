"""Folders of plain HTML: which they are, and what loads the chat on their pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.core.changes import ByHand, Change
from chatgraft.core.errors import ChatgraftError, Exit
from chatgraft.core.facts import FrontendFact
from chatgraft.core.project import Project
from chatgraft.frontends import MountOptions, Pages, every
from tests.unit.sites import PAGE, Files, after, docusaurus, make_project, package

HTML = every()["html"]


def only(project: Project) -> FrontendFact:
    (fact,) = HTML.detect(project)
    return fact


def mounted(project: Project, *pages: str) -> list[Change]:
    fact = only(project)
    return list(HTML.mount(project, fact, MountOptions(HTML.landing(project, fact), pages)))


def script(up: str = "") -> str:
    return f'<script type="module" src="{up}chatkit-widget/widget.js"></script>\n'


@pytest.mark.parametrize(
    ("files", "root", "mounts"),
    [
        ({"index.html": PAGE, "about/index.html": PAGE}, ".", ["index.html", "about/index.html"]),
        ({"public/index.html": PAGE, "public/a.htm": PAGE}, "public", ["index.html", "a.htm"]),
        ({"docs/a.html": PAGE, "docs/b.html": PAGE}, "docs", ["a.html", "b.html"]),
        ({"test_a.html": PAGE, "test_b.html": PAGE}, ".", ["test_a.html", "test_b.html"]),
        ({"site/index.html": PAGE, "old.html": PAGE}, "site", ["index.html"]),
        ({"index.html": PAGE, "tests/a.html": PAGE, "htmlcov/index.html": PAGE}, ".", ["index.html"]),
        ({"index.html": PAGE, "package.json": package({"prettier": "^3"})}, ".", ["index.html"]),
        ({"index.html": PAGE.replace("<p>", "<code>{{ x }}</code><script>'<%'</script><p>")}, ".", ["index.html"]),
        ({"index.html": PAGE.replace("a", "{{ x }}<script src=//cdn/vue@3></script>")}, ".", ["index.html"]),
        ({"index.html": PAGE, "config.toml": "[tool]", "conf.py": "a = 1"}, ".", ["index.html"]),
        (
            {"INDEX.HTM": PAGE, "A.HTML": PAGE, "storybook-static/index.html": PAGE},
            ".",
            ["INDEX.HTM", "A.HTML"],
        ),
        ({"index.html": PAGE, "app/package.json": docusaurus(), "app/static/x.html": PAGE}, ".", ["index.html"]),
    ],
)
def test_a_folder_of_pages(tmp_path: Path, files: Files, root: str, mounts: list[str]) -> None:
    fact = only(make_project(tmp_path, files))
    assert (fact.framework, fact.root, fact.language, fact.package_manager) == ("html", root, None, None)
    assert [each.file for each in fact.mounts] == mounts
    assert all(each.exists for each in fact.mounts)
    assert fact.evidence[0].line == 2


@pytest.mark.parametrize(
    "files",
    [
        {"index.html": PAGE, "package.json": docusaurus()},
        {"public/index.html": PAGE, "package.json": package({"react-scripts": "5.0.1"})},
        {"index.html": PAGE, "package.json": package({}, devDependencies={"vite": "^8"})},
        {"index.html": PAGE, "_config.yml": ""},
        {"docs/index.html": PAGE, "mkdocs.yaml": "site_name: x"},
        {"layouts/index.html": PAGE, "config.toml": "baseURL = 'https://a.example/'"},
        {"static/index.html": PAGE, "config/_default/hugo.toml": ""},
        {"index.html": "---\nlayout: x\n---\n" + PAGE},
        {"index.html": PAGE.replace("<html>", "<html \u26a1 lang=en>")},
        {"index.html": PAGE.replace("<html>", "<HTML AMP>")},
        {"index.html": "<html><frameset cols='1,2'><frame src=a></frameset></html>"},
        {"templates/index.html": PAGE.replace("<p>", "{% block body %}<p>")},
        {"index.html": PAGE.replace("<p>a", "<p>{{ title }}")},
        {"index.html": PAGE.replace("<p>a", "<p><%= title %>")},
        {"index.html": PAGE.replace("<p>a", "<a href='{{ url_for(1) }}'>a</a><script src=/static/vue.js></script>")},
        {"index.html": PAGE.replace("<p>a", "{% if x %}{{ y }}<script src=/static/vue.js></script>")},
        {"index.html": PAGE.replace("<p>a", "<?php echo 1 ?>")},
        {"index.html": "<div>a fragment</div>"},
        {"node_modules/x/index.html": PAGE},
        {"dist/index.html": PAGE},
        {"htmlcov/index.html": PAGE},
        {"about.html": PAGE},
        {"a.html": "<p>a</p>", "b.html": PAGE},
        {"README.md": PAGE},
    ],
)
@pytest.mark.parametrize("git", [False, True])
def test_is_not_fooled(tmp_path: Path, files: Files, git: bool) -> None:
    assert list(HTML.detect(make_project(tmp_path, files, git=git))) == []


def test_an_example_ranks_below_the_site(tmp_path: Path) -> None:
    found = list(HTML.detect(make_project(tmp_path, {"public/index.html": PAGE, "examples/a/index.html": PAGE})))
    assert {fact.root: fact.confidence > 0.5 for fact in found} == {"public": True, "examples/a": False}


@pytest.mark.parametrize(
    "files",
    [
        {"docs/html/index.html": PAGE.replace("<html>", '<html><meta name="generator" content="Doxygen 1.9.8"/>')},
        {"docs/index.html": PAGE.replace("<html>", '<html><META content="Docusaurus v3" NAME=Generator>')},
        {"shop/static/redoc.html": PAGE, "shop/static/swagger.html": PAGE},
    ],
)
def test_pages_that_a_tool_has_written_are_not_taken_unasked(tmp_path: Path, files: Files) -> None:
    assert only(make_project(tmp_path, files)).confidence < 0.5


def test_a_page_made_with_an_editor_is_the_owners(tmp_path: Path) -> None:
    page = PAGE.replace("<html>", '<html><meta name="generator" content="LibreOffice 7.6">')
    assert only(make_project(tmp_path, {"index.html": page})).confidence == 0.9


def test_loads_the_widget_on_every_page(tmp_path: Path) -> None:
    files = {"index.html": PAGE, "a/b/index.html": PAGE, "a/part.html": "<p>a</p>", "a/t.html": PAGE + "{% x %}"}
    project = make_project(tmp_path, {f"site/{name}": text for name, text in files.items()})
    assert after(project, mounted(project)) == {
        "site/index.html": PAGE.replace("</body>", f"{script()}</body>"),
        "site/a/b/index.html": PAGE.replace("</body>", f"{script('../../')}</body>"),
    }
    make_project(tmp_path, after(project, mounted(project)))
    assert mounted(Project(tmp_path)) == []


def test_a_page_that_is_a_link_to_another_is_edited_once(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"home.html": PAGE, "a/b.html": PAGE})
    (tmp_path / "index.html").symlink_to("home.html")
    (tmp_path / "twin.html").symlink_to("a/b.html")
    assert after(project, mounted(project)) == {
        "home.html": PAGE.replace("</body>", f"{script()}</body>"),
        "a/b.html": PAGE.replace("</body>", f"{script('../')}</body>"),
    }


@pytest.mark.parametrize(
    ("globs", "pages"),
    [
        (["index.html"], {"index.html"}),
        (["*.html"], {"index.html", "prices.html"}),
        (["help/**"], {"help/a.html", "help/b/c.html"}),
        (["./prices.html", "help/*.html"], {"prices.html", "help/a.html"}),
    ],
)
def test_loads_the_widget_on_the_pages_that_are_named(tmp_path: Path, globs: list[str], pages: set[str]) -> None:
    names = ("index.html", "prices.html", "help/a.html", "help/b/c.html")
    project = make_project(tmp_path, dict.fromkeys(names, PAGE))
    assert after(project, mounted(project, *globs)).keys() == pages


def test_globs_that_fit_no_page_are_asked_about(tmp_path: Path) -> None:
    with pytest.raises(ChatgraftError) as caught:
        mounted(make_project(tmp_path, {"index.html": PAGE}), "blog/**")
    assert caught.value.exit_code is Exit.ASK
    assert "blog/**" in caught.value.finding.what
    assert "index.html" in caught.value.finding.why


def test_a_base_changes_what_the_address_is_read_from(tmp_path: Path) -> None:
    bases = {base: PAGE.replace("<body>", f'<head><base href="{base}"></head><body>') for base in ("/", "/x/")}
    project = make_project(tmp_path, {"index.html": PAGE, "a/root.html": bases["/"], "a/other.html": bases["/x/"]})
    changes = mounted(project)
    (by_hand,) = [change for change in changes if isinstance(change, ByHand)]
    assert (by_hand.file, "/x/" in by_hand.why) == ("a/other.html", True)
    edited = after(project, [change for change in changes if not isinstance(change, ByHand)])
    assert script() in edited["a/root.html"]


def test_a_page_in_utf_16_is_handed_over(tmp_path: Path) -> None:
    changes = mounted(make_project(tmp_path, {"index.html": PAGE, "a.html": PAGE.encode("utf-16")}))
    assert [change.file for change in changes if isinstance(change, ByHand)] == ["a.html"]


def test_how_it_is_shown_and_indexed(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"index.html": PAGE})
    fact = only(project)
    assert (HTML.dev(project, fact).argv, HTML.dev(project, fact).port, HTML.build(project, fact)) == ((), 3000, ())
    assert HTML.pages(project, fact) == (Pages("."),)
