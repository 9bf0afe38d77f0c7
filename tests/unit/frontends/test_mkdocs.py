"""MkDocs sites: found by their config, and loaded by one entry of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.core.facts import FrontendFact
from chatgraft.core.project import Project
from chatgraft.frontends import Landing, MountOptions, Pages
from chatgraft.frontends.mkdocs import FRONTEND as MKDOCS
from tests.unit.sites import after, make_project

CONFIG = "site_name: Sparrows\n"
ENTRY = "extra_javascript:\n  - path: chatkit-widget/widget.js\n    type: module\n"


def only(project: Project) -> FrontendFact:
    (fact,) = MKDOCS.detect(project)
    return fact


def grafted(project: Project) -> dict[str, str]:
    fact = only(project)
    return after(project, list(MKDOCS.mount(project, fact, MountOptions(MKDOCS.landing(project, fact)))))


@pytest.mark.parametrize("name", ["mkdocs.yml", "mkdocs.yaml"])
@pytest.mark.parametrize("folder", ["", "handbook/"])
def test_finds_the_site(tmp_path: Path, name: str, folder: str) -> None:
    files = {f"{folder}{name}": CONFIG, "requirements.txt": "mkdocs-material==9\n"}
    fact = only(make_project(tmp_path, files))
    assert (fact.root, fact.mount) == (folder.rstrip("/") or ".", name)
    assert [item.file for item in fact.evidence] == [f"{folder}{name}", "requirements.txt"]


@pytest.mark.parametrize("text", ["site_names: x\n", "# site_name: x\n", "- site_name: x\n", "site_name: [a\n"])
def test_is_not_fooled(tmp_path: Path, text: str) -> None:
    assert list(MKDOCS.detect(make_project(tmp_path, {"mkdocs.yml": text}))) == []


def test_an_example_ranks_lower(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"mkdocs.yml": CONFIG, "examples/a/mkdocs.yml": CONFIG})
    own, example = sorted(MKDOCS.detect(project), key=lambda fact: -fact.confidence)
    assert own.root == "."
    assert own.confidence - example.confidence > 0.1


def test_the_config_loads_the_widget_as_a_module(tmp_path: Path) -> None:
    assert grafted(make_project(tmp_path, {"mkdocs.yml": CONFIG})) == {"mkdocs.yml": CONFIG + ENTRY}


def test_a_second_graft_changes_nothing(tmp_path: Path) -> None:
    assert grafted(make_project(tmp_path, {"mkdocs.yml": CONFIG + ENTRY})) == {}


def test_the_widget_lands_among_the_pages(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"mkdocs.yml": CONFIG + "docs_dir: pages\nsite_dir: public\n"})
    fact = only(project)
    assert MKDOCS.landing(project, fact) == Landing("html", "pages/chatkit-widget")
    assert MKDOCS.pages(project, fact) == (Pages("public"), Pages("pages", clean=True, flavor="mkdocs"))


def test_pages_lie_where_the_configuration_says(tmp_path: Path) -> None:
    said = "site_url: https://example.com/handbook/\nuse_directory_urls: false\n"
    project = make_project(tmp_path, {"mkdocs.yml": CONFIG + said})
    pages = (Pages("site", "/handbook/"), Pages("docs", "/handbook/", flavor="mkdocs"))
    assert MKDOCS.pages(project, only(project)) == pages
