"""Create React App: its entry by its own rule, and a proxy that is a file of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.core.changes import ByHand, Create
from chatgraft.frontends import Dev, Landing, Pages, Proxy, Variable, every
from tests.unit.frontends.react_sites import MOUNTED, RENDERS, app, library, mounted, only, proxied
from tests.unit.sites import Files, after, make_project

CRA = every()["create-react-app"]
SCRIPTS = {"start": "react-scripts start", "build": "react-scripts build"}
JS: dict[str, str] = {"package.json": app("18.3.1", SCRIPTS, react_scripts="5.0.1"), "src/index.js": RENDERS}


def test_a_site(tmp_path: Path) -> None:
    project = make_project(tmp_path, {**JS, "yarn.lock": ""})
    fact = only(CRA, project)
    assert (fact.framework, fact.version, fact.mount, fact.language) == (
        "create-react-app",
        "5.0.1",
        "src/index.js",
        "javascript",
    )
    assert CRA.landing(project, fact) == Landing("javascript", "src/components/ChatKitBot")
    assert CRA.dev(project, fact) == Dev(("yarn", "start"), 3000)
    assert (CRA.build(project, fact), CRA.output_dir(project, fact)) == (("yarn", "build"), "build")
    assert CRA.pages(project, fact) == (Pages("build", bare=True), Pages("public", bare=True))
    assert CRA.variable(project, fact) == Variable("REACT_APP_CHATKIT_API", "process.env.REACT_APP_CHATKIT_API")
    assert after(project, mounted(CRA, project)) == {"src/index.js": MOUNTED}


def test_a_typed_site(tmp_path: Path) -> None:
    files = {"package.json": JS["package.json"], "tsconfig.json": "{}", "src/index.tsx": RENDERS}
    project = make_project(tmp_path, files)
    fact = only(CRA, project)
    assert (fact.mount, CRA.landing(project, fact).kit) == ("src/index.tsx", "typescript")


def test_the_first_entry_that_react_scripts_would_take(tmp_path: Path) -> None:
    project = make_project(tmp_path, {**JS, "src/index.tsx": RENDERS, "src/index.jsx": RENDERS})
    assert only(CRA, project).mount == "src/index.js"


@pytest.mark.parametrize(
    "files",
    [
        {"package.json": library(app(react_scripts="5.0.1"))},
        {"package.json": app()},
        {"src/index.js": b"", "package.json": "{"},
    ],
)
def test_what_is_no_site(tmp_path: Path, files: Files) -> None:
    assert list(CRA.detect(make_project(tmp_path, {**JS, **files}))) == []


def test_no_entry_no_site(tmp_path: Path) -> None:
    assert list(CRA.detect(make_project(tmp_path, {"package.json": JS["package.json"]}))) == []


def test_the_proxy_is_a_file_that_names_the_service(tmp_path: Path) -> None:
    project = make_project(tmp_path, JS)
    assert CRA.proxy is not None
    (change,) = CRA.proxy(project, only(CRA, project), Proxy("/chatkit", "http://127.0.0.1:8002"))
    assert isinstance(change, Create)
    assert change.file == "src/setupProxy.js"
    assert b"'http://127.0.0.1:8002'" in change.data


@pytest.mark.parametrize(
    "files",
    [
        {"src/setupProxy.js": "module.exports = function (app) {};\n"},
        {"package.json": app("16.3.0", SCRIPTS, react_scripts="1.1.1")},
    ],
)
def test_no_proxy_where_one_is_set_up_or_none_is_read(tmp_path: Path, files: Files) -> None:
    (change,) = proxied(CRA, make_project(tmp_path, {**JS, **files}))
    assert isinstance(change, ByHand)
