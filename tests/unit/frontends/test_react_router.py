"""React Router in framework mode: found by its compiler, mounted at the end of the document that `root` renders."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from chatgraft.core.changes import ByHand
from chatgraft.core.facts import FrontendFact
from chatgraft.core.project import Project
from chatgraft.core.source import Source
from chatgraft.edits.imports import imports
from chatgraft.frontends import Dev, Landing, MountOptions, Pages, Proxy
from chatgraft.frontends.react_router import FRONTEND as REACT_ROUTER
from chatgraft.frontends.root_document import BROUGHT
from tests.unit.sites import Files, after, make_project, package

ROOT = """import { Outlet, Scripts } from "react-router";

export function Layout({ children }) {
  return (
    <html lang="en">
      <body>
        {children}
        <Scripts />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}
"""
MOUNTED = ROOT.replace(
    '"react-router";\n', '"react-router";\nimport ChatKitBot from "./components/ChatKitBot";\n'
).replace("        <Scripts />\n", "        <Scripts />\n        <ChatKitBot />\n")
VITE = 'import { reactRouter } from "@react-router/dev/vite";\n\nexport default {\n  plugins: [reactRouter()],\n};\n'
SCRIPTS = {"dev": "react-router dev", "build": "react-router build"}


def manifest(**fields: object) -> str:
    wants = {"react": "^19.0.0", "react-router": "7.18.4", "@react-router/dev": "7.18.4"}
    return package(wants, **{"scripts": SCRIPTS, **fields})


def site(tmp_path: Path, files: Files | None = None, **fields: object) -> Project:
    usual: Files = {"package.json": manifest(**fields), "app/root.tsx": ROOT, "tsconfig.json": "{}"}
    return make_project(tmp_path, {**usual, **(files or {})})


def only(project: Project) -> FrontendFact:
    (fact,) = REACT_ROUTER.detect(project)
    return fact


def grafted(project: Project) -> dict[str, str]:
    fact = only(project)
    options = MountOptions(REACT_ROUTER.landing(project, fact))
    return after(project, list(REACT_ROUTER.mount(project, fact, options)))


def test_finds_the_app(tmp_path: Path) -> None:
    fact = only(site(tmp_path))
    assert (fact.version, fact.language, fact.mount, fact.mounts[0].exists) == (
        "7.18.4",
        "typescript",
        "app/root.tsx",
        True,
    )
    assert [item.file for item in fact.evidence] == ["package.json", "app/root.tsx"]


@pytest.mark.parametrize(
    "files",
    [
        {"package.json": package({"react-router": "7", "react-router-dom": "7"}), "app/root.tsx": ROOT},
        {"package.json": package({"x": "1"}, description="@react-router/dev"), "app/root.tsx": ROOT},
        {"package.json": manifest(), "src/index.ts": "export {};\n"},
        {"package.json": manifest(), "node_modules/x/app/root.tsx": ROOT},
        {"app/root.tsx": ROOT, "README.md": "npm i @react-router/dev"},
    ],
)
def test_is_not_fooled(tmp_path: Path, files: Files) -> None:
    assert list(REACT_ROUTER.detect(make_project(tmp_path, files))) == []


def test_an_example_ranks_lower(tmp_path: Path) -> None:
    project = site(tmp_path, {"examples/a/package.json": manifest(), "examples/a/app/root.jsx": ROOT})
    own, example = sorted(REACT_ROUTER.detect(project), key=lambda fact: -fact.confidence)
    assert (own.root, example.root) == (".", "examples/a")
    assert own.confidence - example.confidence > 0.1


def test_shows_the_chat_at_the_end_of_the_document(tmp_path: Path) -> None:
    assert grafted(site(tmp_path)) == {"app/root.tsx": MOUNTED}


def test_a_second_graft_changes_nothing(tmp_path: Path) -> None:
    assert grafted(site(tmp_path, {"app/root.tsx": MOUNTED})) == {}


@pytest.mark.parametrize("name", ["react-router.config.ts", "react-router.config.js"])
@pytest.mark.parametrize("folder", ["src", "./src", "./src/"])
def test_the_app_may_lie_elsewhere(tmp_path: Path, name: str, folder: str) -> None:
    config = f'export default {{ appDirectory: "{folder}", buildDirectory: "dist" }};\n'
    files = {"package.json": manifest(), name: config, "src/root.jsx": ROOT}
    project = make_project(tmp_path, files)
    fact = only(project)
    assert (fact.mount, fact.language) == ("src/root.jsx", "javascript")
    assert REACT_ROUTER.landing(project, fact) == Landing("javascript", "src/components/ChatKitBot")
    assert REACT_ROUTER.output_dir(project, fact) == "dist/client"
    assert grafted(project) == {"src/root.jsx": MOUNTED}


def test_typed_configuration(tmp_path: Path) -> None:
    config = (
        'import type { Config } from "@react-router/dev/config";\nexport default { ssr: false } satisfies Config;\n'
    )
    project = site(tmp_path, {"react-router.config.ts": config})
    fact = only(project)
    assert REACT_ROUTER.pages(project, fact) == (Pages("build/client", bare=True),)


@pytest.mark.parametrize("root", ["export { default } from './elsewhere';\n", ROOT.replace("body", "Body"), "<html"])
def test_a_document_that_is_not_in_sight_is_the_owners(tmp_path: Path, root: str) -> None:
    project = site(tmp_path, {"app/root.tsx": root})
    fact = only(project)
    (change,) = REACT_ROUTER.mount(project, fact, MountOptions(REACT_ROUTER.landing(project, fact)))
    assert isinstance(change, ByHand)
    assert "<ChatKitBot />" in change.snippet


def test_an_app_whose_folder_is_computed_is_the_owners(tmp_path: Path) -> None:
    files = {"package.json": manifest(), "react-router.config.ts": "export default { appDirectory: make() };\n"}
    project = make_project(tmp_path, files)
    fact = only(project)
    (change,) = REACT_ROUTER.mount(project, fact, MountOptions(REACT_ROUTER.landing(project, fact)))
    assert isinstance(change, ByHand)


def test_vite_knows_of_all_that_the_component_imports() -> None:
    """One that is left out is found when the page is loading: two copies of React, and a page that stays broken."""
    kit = Path(str(files("chatgraft.kits") / "widget" / "javascript"))
    sources = (Source(file.name, file.read_bytes()) for file in kit.rglob("*.js*") if ".test." not in file.name)
    imported = {each.module for source in sources for each in imports(source) if not each.module.startswith(".")}
    assert imported - {"react"} == set(BROUGHT)


def test_vite_has_the_chat_ready_and_passes_it_on(tmp_path: Path) -> None:
    project = site(tmp_path, {"vite.config.ts": VITE})
    assert 'optimizeDeps: { include: ["@openai/chatkit-react", "react-dom"] }' in grafted(project)["vite.config.ts"]
    changes = list(REACT_ROUTER.proxy(project, only(project), Proxy("/chatkit", "http://127.0.0.1:8001")))  # type: ignore[misc]
    assert '"^/chatkit(/|$)": "http://127.0.0.1:8001"' in after(project, changes)["vite.config.ts"]


@pytest.mark.parametrize(("types", "wanted"), [("vite/client", "VITE_CHATKIT_API"), ("node", None)])
def test_reads_the_address_where_typescript_knows_of_it(tmp_path: Path, types: str, wanted: str | None) -> None:
    project = site(tmp_path, {"tsconfig.json": f'{{"compilerOptions": {{"types": ["{types}"]}}}}'})
    variable = REACT_ROUTER.variable(project, only(project))
    assert (variable and variable.name) == wanted


def test_a_configuration_that_is_not_understood_is_left(tmp_path: Path) -> None:
    assert list(grafted(site(tmp_path, {"vite.config.ts": "export default make();\n"}))) == ["app/root.tsx"]


@pytest.mark.parametrize(
    ("script", "wanted"),
    [
        ("react-router dev", Dev(("npm", "run", "dev"), 5173, ("--", "--port", "{port}"))),
        (
            "NODE_OPTIONS=--inspect react-router dev --host",
            Dev(("npm", "run", "dev"), 5173, ("--", "--port", "{port}")),
        ),
        ("node server.js", Dev(("npm", "run", "dev"), 3000)),
        ("react-router dev & node worker.js", Dev(("npm", "run", "dev"), 3000)),
    ],
)
def test_how_it_is_worked_on(tmp_path: Path, script: str, wanted: Dev) -> None:
    project = site(tmp_path, scripts={"dev": script})
    assert REACT_ROUTER.dev(project, only(project)) == wanted
