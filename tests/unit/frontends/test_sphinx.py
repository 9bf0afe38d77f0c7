"""Sphinx sites: found by their config, and loaded by one entry of a list in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.core.changes import ByHand, Change
from chatgraft.core.facts import FrontendFact
from chatgraft.core.project import Project
from chatgraft.frontends import Dev, Landing, MountOptions, Pages, every
from tests.unit.sites import Files, after, make_project

SPHINX = every()["sphinx"]
CONF = "project = 'A'\nhtml_theme = 'furo'\nhtml_static_path = ['_static']\n"
ENTRY = "html_js_files = [('chatkit-widget/widget.js', {'type': 'module'})]\n"


def only(project: Project) -> FrontendFact:
    (fact,) = SPHINX.detect(project)
    return fact


def mounted(project: Project) -> list[Change]:
    fact = only(project)
    return list(SPHINX.mount(project, fact, MountOptions(SPHINX.landing(project, fact))))


@pytest.mark.parametrize(
    ("files", "place", "widget", "output"),
    [
        (
            {"docs/conf.py": CONF, "docs/index.rst": ""},
            ("docs", "conf.py"),
            "_static/chatkit-widget",
            "_build/html",
        ),
        (
            {"docs/source/conf.py": CONF, "docs/source/index.md": ""},
            ("docs", "source/conf.py"),
            "source/_static/chatkit-widget",
            "build/html",
        ),
        ({"conf.py": CONF, "requirements.txt": "sphinx\n"}, (".", "conf.py"), "_static/chatkit-widget", "_build/html"),
        (
            {
                "doc/conf.py": CONF.replace("_static'", "assets', 'x'"),
                "doc/index.rst": "",
                "doc/Makefile": "BUILDDIR ?= out\n",
            },
            ("doc", "conf.py"),
            "assets/chatkit-widget",
            "out/html",
        ),
        ({"conf.py": "extensions = f()\n", "index.txt": ""}, (".", "conf.py"), "_static/chatkit-widget", "_build/html"),
    ],
)
def test_finds_the_site(tmp_path: Path, files: Files, place: tuple[str, str], widget: str, output: str) -> None:
    project = make_project(tmp_path, files)
    fact = only(project)
    assert (fact.root, fact.mount) == place
    assert SPHINX.landing(project, fact) == Landing("html", widget)
    assert SPHINX.output_dir(project, fact) == output


@pytest.mark.parametrize(
    "files",
    [
        {"conf.py": CONF},
        {"conf.py": "debug = True\n", "index.md": ""},
        {"conf.py": "# project = 'A'\n", "index.rst": ""},
        {"conf.py": "def project():\n    html_theme = 1\n", "requirements.txt": "sphinx\n"},
        {"conf.py": "project = \n", "index.rst": ""},
        {"config.py": CONF, "index.rst": ""},
        {".venv/lib/conf.py": CONF, ".venv/lib/index.rst": ""},
    ],
)
def test_is_not_fooled(tmp_path: Path, files: Files) -> None:
    assert list(SPHINX.detect(make_project(tmp_path, files))) == []


def test_a_site_among_tests_ranks_low(tmp_path: Path) -> None:
    assert only(make_project(tmp_path, {"tests/a/conf.py": CONF, "tests/a/index.rst": ""})).confidence < 0.5


def test_one_entry_loads_the_widget_as_a_module(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"conf.py": CONF, "index.rst": ""})
    edited = after(project, mounted(project))
    assert edited == {"conf.py": f"{CONF}\n{ENTRY}"}
    assert mounted(make_project(tmp_path, edited)) == []


def test_the_folder_is_named_where_none_is(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"conf.py": "project = 'A'\n", "index.rst": ""})
    assert after(project, mounted(project)) == {"conf.py": f"project = 'A'\n\nhtml_static_path = ['_static']\n{ENTRY}"}


@pytest.mark.parametrize(
    "line", ["html_js_files = scripts()\n", "html_static_path = [here / 'x']\nhtml_js_files = f()\n"]
)
def test_lists_that_are_computed_are_handed_over(tmp_path: Path, line: str) -> None:
    (change,) = mounted(make_project(tmp_path, {"conf.py": f"project = 'A'\n{line}", "index.rst": ""}))
    assert isinstance(change, ByHand)
    assert "chatkit-widget/widget.js" in change.snippet


def test_how_it_is_shown_built_and_indexed(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"docs/source/conf.py": CONF, "docs/source/index.rst": ""})
    fact = only(project)
    assert SPHINX.build(project, fact) == ("sphinx-build", "-M", "html", "source", "build")
    assert SPHINX.dev(project, fact) == Dev((), 8000, folder="build/html")
    assert SPHINX.pages(project, fact) == (Pages("build/html"),)


def test_a_server_that_builds_anew(tmp_path: Path) -> None:
    files = {"docs/conf.py": CONF, "docs/index.rst": "", "docs/requirements.txt": "sphinx-autobuild\n"}
    project = make_project(tmp_path, files)
    dev = SPHINX.dev(project, only(project))
    assert (dev.argv, dev.options) == (("sphinx-autobuild", ".", "_build/html"), ("--port", "{port}"))
