"""What a survey must not find: a framework that is only spoken of, or that belongs to somebody else's work."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chatgraft import frontends
from chatgraft.core.facts import CLEAR
from chatgraft.survey import survey
from tests.unit.sites import PAGE, Files, make_project, package

NAMES = {
    "@docusaurus/core": "3.8.1",
    "next": "15.1.0",
    "react": "19.0.0",
    "vite": "8.0.0",
    "react-scripts": "5.0.1",
    "gatsby": "5.0.0",
    "astro": "5.0.0",
    "vue": "3.5.0",
    "nuxt": "4.0.0",
    "@sveltejs/kit": "2.0.0",
    "@remix-run/react": "2.0.0",
    "@react-router/dev": "7.0.0",
    "@angular/core": "20.0.0",
    "vitepress": "1.6.0",
    "express": "5.0.0",
}
SITES: Files = {
    "package.json": package({"react": "19.0.0", "react-dom": "19.0.0", "vite": "8.0.0", "next": "15.1.0"}),
    "next.config.js": "export default {};\n",
    "app/layout.jsx": "export default function Layout({ children }) {\n  return <html>{children}</html>;\n}\n",
    "vite.config.js": "export default {};\n",
    "index.html": PAGE.replace("<p>a</p>", '<div id="root"></div><script type="module" src="/src/main.jsx"></script>'),
    "src/main.jsx": "import { createRoot } from 'react-dom/client';\ncreateRoot(document.body).render(<App />);\n",
    "docusaurus.config.js": "export default { title: 'a' };\n",
    "astro.config.mjs": "export default {};\n",
    "mkdocs.yml": "site_name: a\n",
}
LOCKED = json.dumps({"packages": {f"node_modules/{name}": {"version": text} for name, text in NAMES.items()}}, indent=2)
MENTION = "\n".join(f"import x from '{name}'; // {name} {version}" for name, version in NAMES.items())


def below(folder: str) -> Files:
    return {f"{folder}/{file}": text for file, text in SITES.items()}


def test_the_sites_themselves_are_found(tmp_path: Path) -> None:
    """Else nothing below would say anything."""
    assert survey(make_project(tmp_path, SITES)).frontends
    assert {name for name in frontends.every() if name.startswith(("next", "react", "docusaurus"))}


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"README.md": MENTION, "docs.txt": MENTION}, id="a text"),
        pytest.param({"main.js": "\n".join(f"// {line}" for line in MENTION.splitlines())}, id="comments"),
        pytest.param({"cli.js": f"const template = `\n{MENTION.replace('`', '')}\n`;\n"}, id="a template string"),
        pytest.param({"package-lock.json": LOCKED, "yarn.lock": MENTION, "bun.lock": LOCKED}, id="lock files"),
        pytest.param({"package.json": package({}, description="for next", keywords=list(NAMES))}, id="a description"),
        pytest.param({"package.json": package({}, overrides=NAMES, resolutions=NAMES)}, id="overrides"),
        pytest.param({"package.json": json.dumps({"peerDependencies": NAMES})}, id="peers"),
        pytest.param({"config.json": json.dumps({"dependencies": NAMES})}, id="another JSON file"),
        pytest.param(below("node_modules/site"), id="node_modules"),
        pytest.param(below("web/node_modules/@scope/site"), id="nested node_modules"),
        pytest.param(below(".yarn/unplugged/site"), id="unplugged packages"),
        pytest.param(below("dist"), id="a build"),
        pytest.param(
            {"requirements.txt": "# flask, fastapi and sphinx\n", "a.py": "'''from fastapi import FastAPI'''"},
            id="Python",
        ),
    ],
)
@pytest.mark.parametrize("git", [False, True])
def test_what_is_not_there_is_not_found(tmp_path: Path, files: Files, git: bool) -> None:
    found = survey(make_project(tmp_path, files, git=git))
    assert (found.frontends, found.backends) == ((), ())


@pytest.mark.parametrize(
    "folder",
    [
        "examples/site",
        "vendor/site",
        "third_party/site",
        "tests/fixtures/site",
        "e2e",
        "apps/site-e2e",
        "apps/storybook",
        "playground",
        "packages/create-site/template-react",
        "templates/react",
        "{{cookiecutter.name}}/web",
    ],
)
def test_what_is_somebody_elses_is_never_taken(tmp_path: Path, folder: str) -> None:
    """It may be listed, for whoever works on it; a graft asks."""
    files = {**below(folder), "package.json": package({}, workspaces=["**"])}
    assert [fact for fact in survey(make_project(tmp_path, files)).frontends if fact.confidence >= CLEAR] == []


@pytest.mark.parametrize("fields", [{"bin": "cli.js"}, {"exports": "./index.js"}, {"peerDependencies": {"react": "*"}}])
def test_what_a_tool_or_a_library_needs_for_its_own_work_is_no_site(tmp_path: Path, fields: dict[str, object]) -> None:
    own = json.dumps({"name": "x", "devDependencies": {**NAMES}, **fields})
    files = {**below("packages/ui"), "packages/ui/package.json": own, "packages/ui/mkdocs.yml": ""}
    found = survey(make_project(tmp_path, files)).frontends
    assert [fact.framework for fact in found if fact.confidence >= CLEAR] == []


@pytest.mark.parametrize("name", ["docs", "dev-docs"])
def test_the_app_comes_before_its_documentation(tmp_path: Path, name: str) -> None:
    docs = {f"apps/{name}/package.json": package({"@docusaurus/core": "3.8.1", "react": "19.0.0"})}
    docs |= {
        f"apps/{name}/docusaurus.config.js": "export default {};\n",
        "package.json": package({}, workspaces=["apps/*"]),
    }
    assert survey(make_project(tmp_path / "alone", docs)).frontends[0].confidence > CLEAR
    app = {file: text for file, text in below("apps/web").items() if "docusaurus" not in file and "mkdocs" not in file}
    found = survey(make_project(tmp_path / "both", {**docs, **app})).frontends
    assert found[0].root == "apps/web"
    assert found[0].workspace == "."
    best_docs = max(fact.confidence for fact in found if fact.root == f"apps/{name}")
    assert found[0].confidence - best_docs > 0.1


DEEP = "[" * 100_000


@pytest.mark.parametrize(
    "file", ["project.json", "package.json", "a/package.json", "pnpm-workspace.yaml", "mkdocs.yml"]
)
def test_a_file_that_is_nested_too_deep_ends_no_survey(tmp_path: Path, file: str) -> None:
    deep = f'{{"a": {DEEP}' if file.endswith("json") else f"site_name: {DEEP[:1000]}"
    wants = {"react": "catalog:", "vite": "catalog:", "react-dom": "19.0.0"}
    files = {"package.json": package(wants), "nx.json": "{}", "index.html": PAGE, file: deep}
    assert survey(make_project(tmp_path, files)).frontends is not None
