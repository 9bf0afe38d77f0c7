"""Vue with Vite: what is found, where the chat is mounted, how the site is worked on."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.core.changes import ByHand, Change
from chatgraft.core.facts import FrontendFact
from chatgraft.core.project import Project
from chatgraft.frontends import Landing, MountOptions, Pages
from chatgraft.frontends.vue_vite import FRONTEND as VUE
from tests.unit.sites import PAGE, Files, after, make_project, package

PACKAGES = package({"vue": "^3.5.0", "vue-router": "4"}, devDependencies={"vite": "^8.0.0"})
MAIN = "import { createApp } from 'vue'\nimport App from './App.vue'\n\ncreateApp(App).mount('#app')\n"
MOUNTED = (
    "import { createApp } from 'vue'\nimport App from './App.vue'\nimport { mountChatKit } from './chatkit-widget'\n\n"
    "createApp(App).mount('#app')\nmountChatKit()\n"
)


def page(entry: str = "/src/main.js") -> str:
    return PAGE.replace("</body>", f'<script type="module" src="{entry}"></script>\n</body>')


JS = {"package.json": PACKAGES, "index.html": page(), "src/main.js": MAIN}
TS = {"package.json": PACKAGES, "index.html": page("/src/main.ts"), "src/main.ts": MAIN, "tsconfig.json": "{}"}


def only(project: Project) -> FrontendFact:
    (fact,) = VUE.detect(project)
    return fact


def mounted(project: Project) -> list[Change]:
    fact = only(project)
    return list(VUE.mount(project, fact, MountOptions(VUE.landing(project, fact))))


@pytest.mark.parametrize(
    ("files", "mount", "landing"),
    [
        (JS, "src/main.js", Landing("vanilla-javascript", "src/chatkit-widget")),
        (TS, "src/main.ts", Landing("vanilla-typescript", "src/chatkit-widget")),
        (
            {"package.json": PACKAGES, "index.html": page("./app/start.js?v=1"), "app/start.js": MAIN},
            "app/start.js",
            Landing("vanilla-javascript", "app/chatkit-widget"),
        ),
        (
            {
                "package.json": PACKAGES,
                "vite.config.js": "export default { root: 'client' }",
                "client/index.html": page("/main.js"),
                "client/main.js": MAIN,
            },
            "client/main.js",
            Landing("vanilla-javascript", "client/chatkit-widget"),
        ),
        (
            {**JS, "package.json": package({"vue": "2.7.16"}, devDependencies={"vite": "5"})},
            "src/main.js",
            Landing("vanilla-javascript", "src/chatkit-widget"),
        ),
    ],
)
def test_the_entry_and_the_widget_beside_it(tmp_path: Path, files: Files, mount: str, landing: Landing) -> None:
    project = make_project(tmp_path, files)
    fact = only(project)
    assert (fact.mount, VUE.landing(project, fact)) == (mount, landing)


def test_a_site_with_its_evidence(tmp_path: Path) -> None:
    fact = only(make_project(tmp_path, {f"web/{name}": text for name, text in TS.items()}))
    assert (fact.root, fact.version, fact.language, fact.router) == ("web", "3.5.0", "typescript", "vue-router")
    assert [(item.file, item.line) for item in fact.evidence][:2] == [("web/package.json", 7), ("web/index.html", 5)]


def test_an_app_of_a_workspace(tmp_path: Path) -> None:
    root = {"package.json": package({"vue": "3.5.0", "vite": "8.0.0"}, workspaces=["apps/*"])}
    app = {f"apps/shop/{name}": text for name, text in JS.items()} | {"apps/shop/package.json": package({})}
    app["apps/shop/vite.config.js"] = "export default {}"
    fact = only(make_project(tmp_path, root | app))
    assert (fact.root, fact.workspace) == ("apps/shop", ".")


@pytest.mark.parametrize(
    "files",
    [
        {**JS, "package.json": package({"vue": "3.5.0"})},
        {**JS, "package.json": package({"vite": "8.0.0"})},
        {**JS, "index.html": PAGE},
        {**JS, "index.html": page("https://cdn.example/main.js")},
        {**JS, "index.html": page().replace("<script", "<!-- <script").replace("</script>", "</script> -->")},
        {name: text for name, text in JS.items() if name != "src/main.js"},
        {**JS, "vite.config.ts": "export default defineConfig({ build: { lib: { entry: 'src/index.js' } } })"},
        {f"node_modules/x/{name}": text for name, text in JS.items()},
    ],
)
def test_is_not_fooled(tmp_path: Path, files: Files) -> None:
    assert list(VUE.detect(make_project(tmp_path, files))) == []


@pytest.mark.parametrize("files", [JS, TS])
def test_the_entry_mounts_the_chat(tmp_path: Path, files: Files) -> None:
    project = make_project(tmp_path, files)
    file = only(project).mount
    assert after(project, mounted(project)) == {file: MOUNTED}
    make_project(tmp_path, {file: MOUNTED})
    assert mounted(Project(tmp_path)) == []


def test_an_entry_that_exports_is_edited_too(tmp_path: Path) -> None:
    """vite-ssg takes the exported function; on its server the call does nothing."""
    main = (
        "import { ViteSSG } from 'vite-ssg'\nimport App from './App.vue'\n\nexport const createApp = ViteSSG(App, {})\n"
    )
    project = make_project(tmp_path, {**JS, "src/main.js": main})
    assert after(project, mounted(project))["src/main.js"].endswith("ViteSSG(App, {})\n\nmountChatKit()\n")


def test_an_entry_that_does_not_parse_is_handed_over(tmp_path: Path) -> None:
    (by_hand,) = mounted(make_project(tmp_path, {**JS, "src/main.js": "createApp(;\n"}))
    assert isinstance(by_hand, ByHand)
    assert by_hand.snippet == "import { mountChatKit } from './chatkit-widget';\n\nmountChatKit();"


def test_how_it_is_built_and_indexed(tmp_path: Path) -> None:
    scripts = {"dev": "vite", "build": "vite build"}
    files = {
        **JS,
        "package.json": package({"vue": "3.5.0", "vite": "8.0.0"}, scripts=scripts),
        "vite.config.js": "export default { build: { outDir: 'public_html' } }",
    }
    project = make_project(tmp_path, files)
    fact = only(project)
    assert VUE.dev(project, fact).argv == ("npm", "run", "dev")
    assert VUE.build(project, fact) == ("npm", "run", "build")
    assert VUE.output_dir(project, fact) == "public_html"
    assert VUE.pages(project, fact) == (Pages("public_html", bare=True), Pages("public", bare=True))
    make_project(tmp_path, {"src/pages/about.md": "# a"})
    assert VUE.pages(Project(tmp_path), fact) == (Pages("public_html", bare=True), Pages("src/pages"))
