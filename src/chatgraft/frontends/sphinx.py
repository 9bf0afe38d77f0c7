"""Sphinx 4 and newer, with any theme: an entry of `html_js_files` in `conf.py` loads the chat on every page.

Themes write the files of that list into each page, as modules where an attribute says so
(sphinx-doc.org/en/master/usage/configuration.html#confval-html_js_files).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from chatgraft.core.asides import is_aside
from chatgraft.core.changes import Change
from chatgraft.core.facts import Evidence, FrontendFact, Mount
from chatgraft.core.project import Project
from chatgraft.core.python_project import find_wanted_version, requirements
from chatgraft.core.source import Source
from chatgraft.edits.python_lists import add_items, assigned_names, read_list
from chatgraft.frontends import WIDGET, Dev, Frontend, Landing, MountOptions, Pages

CONFIG = "conf.py"
STATIC = "_static"
# What a configuration of Sphinx sets and other files of this name do not; one of them with the text's first page
# beside it, or with Sphinx among the project's requirements, is enough.
NAMES = ("html_theme", "extensions", "master_doc", "root_doc", "html_static_path", "project")
FIRST_PAGES = tuple(f"index.{ending}" for ending in ("rst", "md", "txt", "ipynb"))
SEPARATE = frozenset({"source", "src"})
AUTOBUILD = "sphinx-autobuild"


def detect(project: Project) -> Iterator[FrontendFact]:
    wanted = [named for named in requirements(project) if named.name.startswith("sphinx")]
    for file in project.named(CONFIG):
        source = project.find_source(file)
        said = assigned_names(source) if source else {}
        name = next((name for name in NAMES if name in said), None)
        folder = PurePosixPath(file).parent
        if name is None or not (wanted or any(str(folder / page) in project.files for page in FIRST_PAGES)):
            continue
        root = folder.parent if folder.name in SEPARATE else folder
        yield FrontendFact(
            framework="sphinx",
            version=find_wanted_version(project, "sphinx"),
            root=str(root),
            language=None,
            package_manager=None,
            mounts=(Mount(str(PurePosixPath(file).relative_to(root)), exists=True),),
            confidence=0.3 if is_aside(file) else 0.95,
            evidence=(
                Evidence(file, said[name], f"sets {name}, as Sphinx's configuration does"),
                *(Evidence(named.file, named.line, f"requires {named.name}") for named in wanted[:1]),
            ),
        )


def _source(fact: FrontendFact) -> str:
    """The folder of the text, relative to the frontend's root: `.`, or one beside which the build lies."""
    return posixpath.dirname(fact.mount) or "."


def _config(project: Project, fact: FrontendFact) -> Source | None:
    return project.find_source(fact.path(fact.mount))


def _static(project: Project, fact: FrontendFact) -> str:
    """The folder whose files Sphinx copies: the first that `html_static_path` names."""
    source = _config(project, fact)
    named = read_list(source, "html_static_path") if source else None
    return next((str(folder) for folder in named or () if isinstance(folder, str)), STATIC)


def landing(project: Project, fact: FrontendFact) -> Landing:
    folder = posixpath.join(_source(fact), _static(project, fact), WIDGET)
    return Landing("html", posixpath.normpath(folder))


def mount(project: Project, fact: FrontendFact, _options: MountOptions) -> Iterator[Change]:
    if source := _config(project, fact):
        entry = f'("{WIDGET}/widget.js", {{"type": "module"}})'
        yield from add_items(source, {"html_static_path": f'"{_static(project, fact)}"', "html_js_files": entry})


def _build(project: Project, fact: FrontendFact) -> str:
    """Where the site's Makefile, made by sphinx-quickstart, puts what it builds; else its default."""
    makefile = project.find_source(fact.path("Makefile"))
    said = re.search(rb"^BUILDDIR[ \t]*[?:]?=[ \t]*([\w./-]+)", makefile.data, re.MULTILINE) if makefile else None
    default = "_build" if _source(fact) == "." else "build"
    return said.group(1).decode() if said else default


def _output(project: Project, fact: FrontendFact) -> str:
    return f"{_build(project, fact)}/html"


def dev(project: Project, fact: FrontendFact) -> Dev:
    """sphinx-autobuild where the project asks for it; else the pages are built once and shown."""
    if any(named.name == AUTOBUILD for named in requirements(project)):
        argv = (AUTOBUILD, _source(fact), _output(project, fact))
        return Dev(argv, 8000, ("--port", "{port}"))
    return Dev((), 8000, folder=_output(project, fact))


FRONTEND = Frontend(
    name="sphinx",
    detect=detect,
    landing=landing,
    mount=mount,
    dev=dev,
    # What the Makefile of sphinx-quickstart runs for `make html`.
    build=lambda project, fact: ("sphinx-build", "-M", "html", _source(fact), _build(project, fact)),
    output_dir=_output,
    # What is built alone: of the sources most are reStructuredText, and none says the address of its page.
    pages=lambda project, fact: (Pages(_output(project, fact)),),
    words=("sphinx", "read the docs theme"),
)
