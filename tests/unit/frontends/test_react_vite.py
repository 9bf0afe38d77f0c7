"""React with Vite: the entry that index.html loads, what is no site, and where the chat goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.core.changes import ByHand
from chatgraft.frontends import Dev, Landing, Pages, Variable, every
from chatgraft.frontends.vite_site import API_VARIABLE
from tests.unit.frontends.react_sites import HYDRATES, MOUNTED, RENDERS, app, library, mounted, only, proxied
from tests.unit.sites import Files, after, make_project, package

VITE = every()["react-vite"]
TYPED_VARIABLE = Variable("VITE_CHATKIT_API", "(import.meta.env.VITE_CHATKIT_API as string | undefined)")
SERVE = {"dev": "vite", "build": "tsc -b && vite build", "preview": "vite preview"}
CONFIG = "export default {};\n"


def page(script: str = "/src/main.jsx") -> str:
    return f'<!doctype html>\n<html>\n<body>\n<div id="root"></div>\n<script type="module" src="{script}"></script>\n'


JS: dict[str, str] = {
    "package.json": app(vite="8.3.8", scripts=SERVE),
    "vite.config.js": CONFIG,
    "index.html": page(),
    "src/main.jsx": RENDERS,
}
TS: dict[str, str] = {
    **{name: text for name, text in JS.items() if not name.startswith("src/")},
    "tsconfig.json": '{"files": [], "references": [{"path": "./tsconfig.app.json"}]}',
    "tsconfig.app.json": '{"compilerOptions": {"types": ["vite/client"]}}',
    "index.html": page("/src/main.tsx"),
    "src/main.tsx": RENDERS,
}


def test_a_site_with_its_evidence(tmp_path: Path) -> None:
    project = make_project(tmp_path, {f"web/{name}": text for name, text in JS.items()})
    fact = only(VITE, project)
    assert VITE.variable(project, fact) == API_VARIABLE
    assert (fact.framework, fact.root, fact.version, fact.mount) == ("react-vite", "web", "8.3.8", "src/main.jsx")
    assert (fact.language, fact.package_manager, fact.react_version) == ("javascript", "npm", "^19.0.0")
    assert [(place.file, place.line) for place in fact.evidence] == [
        ("web/package.json", 11),
        ("web/index.html", 5),
        ("web/src/main.jsx", 1),
    ]


def test_the_component_goes_beside_what_is_rendered(tmp_path: Path) -> None:
    project = make_project(tmp_path, JS)
    assert VITE.landing(project, only(VITE, project)) == Landing("javascript", "src/components/ChatKitBot")
    assert after(project, mounted(VITE, project)) == {"src/main.jsx": MOUNTED}


def test_a_typed_site(tmp_path: Path) -> None:
    project = make_project(tmp_path, TS)
    fact = only(VITE, project)
    assert VITE.landing(project, fact) == Landing("typescript", "src/components/ChatKitBot")
    assert VITE.variable(project, fact) == TYPED_VARIABLE
    assert after(project, mounted(VITE, project)) == {"src/main.tsx": MOUNTED}


def test_an_older_react_gets_the_build_without_react(tmp_path: Path) -> None:
    legacy = "import ReactDOM from 'react-dom';\n\nReactDOM.render(<App />, document.body);\n"
    project = make_project(tmp_path, {**JS, "package.json": app("17.0.2", vite="5.4.0"), "src/main.jsx": legacy})
    assert VITE.landing(project, only(VITE, project)) == Landing("vanilla-javascript", "src/chatkit-widget")
    assert after(project, mounted(VITE, project))["src/main.jsx"] == (
        "import ReactDOM from 'react-dom';\nimport { mountChatKit } from './chatkit-widget';\n\n"
        "ReactDOM.render(<App />, document.body);\nmountChatKit();\n"
    )


def test_a_page_that_a_server_renders_before_is_not_hydrated_with_more(tmp_path: Path) -> None:
    server = "import { renderToString } from 'react-dom/server';\n"
    project = make_project(tmp_path, {**JS, "src/main.jsx": HYDRATES, "src/entry-server.jsx": server})
    assert VITE.landing(project, only(VITE, project)).kit == "vanilla-javascript"
    alone = make_project(tmp_path / "alone", {**JS, "src/main.jsx": HYDRATES})
    assert VITE.landing(alone, only(VITE, alone)).kit == "javascript"


@pytest.mark.parametrize(
    ("files", "mount", "folder"),
    [
        ({"index.html": page("./src/main.jsx")}, "src/main.jsx", "src/components/ChatKitBot"),
        ({"index.html": page("src/main.jsx?v=2")}, "src/main.jsx", "src/components/ChatKitBot"),
        (
            {"index.html": page("/index.jsx"), "index.jsx": RENDERS},
            "index.jsx",
            "components/ChatKitBot",
        ),
        (
            {"vite.config.js": "export default { root: 'client' };\n", "client/index.html": page("/main.jsx")}
            | {"client/main.jsx": RENDERS},
            "client/main.jsx",
            "client/components/ChatKitBot",
        ),
        (
            {
                "vite.config.js": "export default defineConfig({ root: path.join(__dirname, 'client') });\n",
                "client/index.html": page(),
                "client/src/main.jsx": RENDERS,
            },
            "client/src/main.jsx",
            "client/src/components/ChatKitBot",
        ),
        (
            {"src/main.jsx": "import './boot';\n", "src/boot.jsx": RENDERS},
            "src/boot.jsx",
            "src/components/ChatKitBot",
        ),
        (
            {"src/main.jsx": "import('./app/start');\n", "src/app/start/index.tsx": RENDERS},
            "src/app/start/index.tsx",
            "src/components/ChatKitBot",
        ),
    ],
)
def test_the_entry_as_vite_knows_it(tmp_path: Path, files: Files, mount: str, folder: str) -> None:
    project = make_project(tmp_path, {**JS, **files})
    fact = only(VITE, project)
    assert (fact.mount, VITE.landing(project, fact).folder) == (mount, folder)


@pytest.mark.parametrize(
    "files",
    [
        {"package.json": library(app(vite="8.0.0"))},
        {"package.json": package({"vue": "3.5.0", "vite": "8.0.0"})},
        {"package.json": app(), "vite.config.js": CONFIG},
        {"vite.config.js": "export default { build: { lib: { entry: 'src/index.js' } } };\n"},
        {"index.html": "<!doctype html><html><body><script src='/src/main.jsx'></script></body></html>"},
        {"index.html": page("https://cdn.example.org/main.js")},
        {"index.html": "<!doctype html><html><body><!-- " + page() + " --></body></html>"},
    ],
)
def test_what_is_no_site(tmp_path: Path, files: Files) -> None:
    assert list(VITE.detect(make_project(tmp_path, {**JS, **files}))) == []


def test_no_index_no_site(tmp_path: Path) -> None:
    """Frameworks that are built on Vite make their pages themselves."""
    files = {name: text for name, text in JS.items() if name != "index.html"}
    assert list(VITE.detect(make_project(tmp_path, files))) == []


def test_an_example_ranks_low(tmp_path: Path) -> None:
    project = make_project(tmp_path, {f"examples/a/{name}": text for name, text in JS.items()})
    assert only(VITE, project).confidence < 0.5


def test_a_member_of_a_workspace_that_brings_vite(tmp_path: Path) -> None:
    member = {f"apps/web/{name}": text for name, text in JS.items()} | {"apps/web/package.json": app()}
    root = {"package.json": package({"vite": "8.0.0"}, workspaces=["apps/*"])}
    fact = only(VITE, make_project(tmp_path, {**root, **member}))
    assert (fact.root, fact.workspace, fact.version) == ("apps/web", ".", "8.0.0")


@pytest.mark.parametrize(
    ("scripts", "dev"),
    [
        (SERVE, Dev(("npm", "run", "dev"), 5173, ("--", "--port", "{port}", "--strictPort"))),
        ({"start": "vite --open"}, Dev(("npm", "start"), 5173, ("--", "--port", "{port}", "--strictPort"))),
        (
            {"serve": "cross-env A=1 vite --mode x"},
            Dev(("npm", "run", "serve"), 5173, ("--", "--port", "{port}", "--strictPort")),
        ),
        ({"dev": 'concurrently "vite" "node api"'}, Dev(("npm", "run", "dev"), 4000)),
        ({"dev": "vite & node api"}, Dev(("npm", "run", "dev"), 4000)),
        ({"build": "vite build"}, Dev(("npx", "vite"), 5173, ("--port", "{port}", "--strictPort"))),
    ],
)
def test_the_server_is_told_its_port_where_it_is_vite_itself(tmp_path: Path, scripts: dict[str, str], dev: Dev) -> None:
    config = "export default { server: { port: 4000 } };\n"
    files = {**JS, "package.json": app(vite="8.0.0", scripts=scripts), "vite.config.js": config}
    project = make_project(tmp_path, files)
    assert VITE.dev(project, only(VITE, project)) == dev


@pytest.mark.parametrize(
    ("config", "output"),
    [
        (CONFIG, "dist"),
        ("export default { build: { outDir: 'build' } };\n", "build"),
        ("export default { root: 'src', build: { outDir: '../public' } };\n", "public"),
    ],
)
def test_where_the_build_goes(tmp_path: Path, config: str, output: str) -> None:
    files = {**JS, "vite.config.js": config, "src/index.html": page("./main.jsx")}
    project = make_project(tmp_path, files)
    fact = only(VITE, project)
    assert VITE.output_dir(project, fact) == output
    assert VITE.pages(project, fact) == (Pages(output, bare=True), Pages("public", bare=True))
    assert VITE.build(project, fact) == ("npm", "run", "build")


def test_no_environment_where_typescript_does_not_know_it(tmp_path: Path) -> None:
    bare = {**TS, "tsconfig.app.json": "{}"}
    project = make_project(tmp_path, bare)
    assert VITE.variable(project, only(VITE, project)) is None
    told = make_project(tmp_path, {"src/vite-env.d.ts": '/// <reference types="vite/client" />\n'})
    assert VITE.variable(told, only(VITE, told)) == TYPED_VARIABLE


def test_a_router_is_named(tmp_path: Path) -> None:
    project = make_project(tmp_path, {**JS, "package.json": app(vite="8.0.0", react_router_dom="^7.0.0")})
    assert only(VITE, project).router == "react-router-dom"


def test_the_proxy(tmp_path: Path) -> None:
    project = make_project(tmp_path, JS)
    changed = after(project, proxied(VITE, project))["vite.config.js"]
    assert changed == "export default { server: { proxy: { '^/chatkit(/|$)': 'http://127.0.0.1:8001' } } };\n"


def test_an_entry_that_is_not_understood_is_handed_over_whole(tmp_path: Path) -> None:
    project = make_project(tmp_path, {**JS, "src/main.jsx": "import App from './App';\nboot(App);\n"})
    (change,) = mounted(VITE, project)
    assert isinstance(change, ByHand)
    assert change.snippet == "import ChatKitBot from './components/ChatKitBot';\n<ChatKitBot />"


def test_a_root_beside_the_package_is_written_to(tmp_path: Path) -> None:
    files = {
        "web/package.json": JS["package.json"],
        "web/vite.config.js": "export default { root: path.resolve(__dirname, '../client') };\n",
        "client/index.html": page("/main.jsx"),
        "client/main.jsx": RENDERS,
    }
    project = make_project(tmp_path, files)
    assert list(after(project, mounted(VITE, project))) == ["client/main.jsx"]
    fact = only(VITE, project)
    assert fact.path(VITE.landing(project, fact).folder) == "client/components/ChatKitBot"
