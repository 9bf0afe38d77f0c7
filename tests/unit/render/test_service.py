"""What the service is told of the site."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.plan.choices import Choices
from chatgraft.plan.decide import decide
from chatgraft.render.render import render
from chatgraft.survey import survey
from tests.unit.sites import PAGE, Files, make_project, package

FLASK = {"app.py": "from flask import Flask\napp = Flask(__name__)\n", "templates/base.html": PAGE}


def told(root: Path, files: Files, assistant: str | None = None) -> tuple[str, list[str]]:
    """The line of the example environment that names the pages, and the codes of what the owner is told."""
    project = make_project(root, files)
    changes = render(project, decide(project, survey(project), Choices(assistant=assistant)))
    (example,) = [change.after or b"" for change in changes.files if change.file.endswith(".env.example")]
    line = next(line for line in example.decode().splitlines() if "SITE_ROOT=" in line)
    return line, [finding.code for finding in changes.findings]


def test_where_the_pages_lie(tmp_path: Path) -> None:
    assert told(tmp_path, {"index.html": PAGE}) == ("SITE_ROOT=..", [])


def test_pages_that_are_shown_without_their_ending(tmp_path: Path) -> None:
    files = {"package.json": package({"next": "16.4.6"}), "app/page.js": "", "content/a.md": ""}
    assert told(tmp_path, files) == ("SITE_ROOT=../.next/server/app=/*,../content=/:next", [])


def test_templates_hold_no_pages(tmp_path: Path) -> None:
    assert told(tmp_path, FLASK) == ("#SITE_ROOT=", ["no-pages"])


VITE = {
    "package.json": package({"react": "19.0.0", "react-dom": "19.0.0", "vite": "8.0.0"}, scripts={"dev": "vite"}),
    "index.html": '<div id="root"></div><script type="module" src="/src/main.jsx"></script>\n',
    "src/main.jsx": "import { createRoot } from 'react-dom/client';\ncreateRoot(document.body).render(<p />);\n",
}
REMIX = {
    "package.json": package({"react": "18.3.1", "@remix-run/react": "2.17.5", "@remix-run/dev": "2.17.5"}),
    "app/root.jsx": "export default () => <html><body></body></html>;\n",
    "vite.config.js": "export default {};\n",
}
NUXT = {"package.json": package({"nuxt": "4.5.2"}), "app/app.vue": "", "nuxt.config.js": "export default {};\n"}
KIT = {"package.json": package({"@sveltejs/kit": "2.70.4"}), "src/app.html": "", "src/routes/+page.svelte": ""}


@pytest.mark.parametrize("files", [VITE, {**VITE, "public/index.html": PAGE}, REMIX, NUXT, KIT])
def test_text_that_is_made_when_a_visitor_comes_is_in_no_file(tmp_path: Path, files: Files) -> None:
    assert told(tmp_path, files)[1] == ["no-pages"]


@pytest.mark.parametrize(
    "files",
    [
        {**VITE, "public/terms.html": PAGE},
        {**NUXT, "content/a.md": "# A\n"},
        {**NUXT, "nuxt.config.js": "export default { nitro: { prerender: { crawlLinks: true } } };\n"},
        {**KIT, "src/routes/+layout.js": "export const prerender = true;\n"},
    ],
)
def test_text_that_lies_in_files_or_will(tmp_path: Path, files: Files) -> None:
    assert told(tmp_path, files)[1] == []


def test_another_assistant_needs_none(tmp_path: Path) -> None:
    assert told(tmp_path, FLASK, "openai") == ("#SITE_ROOT=", [])


@pytest.mark.parametrize(("assistant", "lands"), [("openai", True), ("site", False)])
def test_what_a_model_rests_on_is_its_owners_to_choose(tmp_path: Path, assistant: str, lands: bool) -> None:
    project = make_project(tmp_path, {"index.html": PAGE})
    changes = render(project, decide(project, survey(project), Choices(assistant=assistant)))
    files = {change.file: (change.after or b"").decode() for change in changes.files}
    assert ("backend/chatkit_retrieval.py" in files) is lands
    assert ("backend/chatkit_retrieval.py" in files["CHATKIT_SETUP.md"]) is lands
    assert ("from chatkit_retrieval import find_passages" in files["backend/chatkit_assistant.py"]) is lands


@pytest.mark.parametrize("without", [(), ("metrics",)])
def test_a_setting_is_shown_where_something_heeds_it(tmp_path: Path, without: tuple[str, ...]) -> None:
    project = make_project(tmp_path, {"index.html": PAGE})
    changes = render(project, decide(project, survey(project), Choices(without=without)))
    (example,) = [change.after or b"" for change in changes.files if change.file.endswith(".env.example")]
    assert (b"CHATKIT_METRICS_TOKEN" in example) is not bool(without)
    assert b"\n\n\n" not in example
