"""MkDocs 1.5 and newer, with any theme: one entry of `mkdocs.yml` loads the chat on every page.

`extra_javascript` loads a script on every page (mkdocs.org/user-guide/configuration/#extra_javascript).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from chatgraft.core.asides import is_aside
from chatgraft.core.changes import Change
from chatgraft.core.facts import Evidence, FrontendFact, Mount
from chatgraft.core.project import Project
from chatgraft.core.python_project import find_wanted_version, requirements
from chatgraft.edits.yaml import add_item, read_value
from chatgraft.frontends import WIDGET, Dev, Frontend, Landing, MountOptions, Pages

CONFIGS = ("mkdocs.yml", "mkdocs.yaml")


def detect(project: Project) -> Iterator[FrontendFact]:
    for file in project.named(*CONFIGS):
        source = project.find_source(file)
        if source is None or read_value(source, "site_name") is None:
            continue
        evidence = [Evidence(file, source.line_of("site_name"), "the site's config")]
        evidence += [
            Evidence(named.file, named.line, "requires mkdocs")
            for named in requirements(project)
            if named.name.startswith("mkdocs")
        ][:1]
        path = PurePosixPath(file)
        yield FrontendFact(
            framework="mkdocs",
            version=find_wanted_version(project, "mkdocs"),
            root=str(path.parent),
            language=None,
            package_manager=None,
            mounts=(Mount(path.name, exists=True),),
            confidence=0.3 if is_aside(file) else 0.97,
            evidence=tuple(evidence),
        )


def landing(project: Project, fact: FrontendFact) -> Landing:
    """Beside the pages: MkDocs copies what it does not render."""
    return Landing("html", f"{_docs(project, fact)}/{WIDGET}")


def mount(project: Project, fact: FrontendFact, _options: MountOptions) -> Iterator[Change]:
    """As a module, which a mapping says since MkDocs 1.5."""
    source = project.find_source(fact.path(fact.mount))
    if source is not None:
        yield from add_item(source, "extra_javascript", {"path": f"{WIDGET}/widget.js", "type": "module"})


def pages(project: Project, fact: FrontendFact) -> tuple[Pages, ...]:
    """Both below the path of `site_url`, if it has one."""
    source = project.find_source(fact.path(fact.mount))
    said = {key: read_value(source, key) if source else None for key in ("site_url", "use_directory_urls")}
    below = re.match(r"https?://[^/]+(/[^?#]*)", said["site_url"] or "")
    base = f"{below[1].rstrip('/')}/" if below else "/"
    clean = said["use_directory_urls"] != "false"
    return (Pages(_output(project, fact), base), Pages(_docs(project, fact), base, clean, flavor="mkdocs"))


def _output(project: Project, fact: FrontendFact) -> str:
    source = project.find_source(fact.path(fact.mount))
    return (source and read_value(source, "site_dir")) or "site"


def _docs(project: Project, fact: FrontendFact) -> str:
    source = project.find_source(fact.path(fact.mount))
    return (source and read_value(source, "docs_dir")) or "docs"


FRONTEND = Frontend(
    name="mkdocs",
    detect=detect,
    landing=landing,
    mount=mount,
    dev=lambda _project, _fact: Dev(("mkdocs", "serve"), 8000, ("--dev-addr", "127.0.0.1:{port}")),
    build=lambda _project, _fact: ("mkdocs", "build"),
    output_dir=_output,
    pages=pages,
    words=("mkdocs", "mkdocs material", "material for mkdocs"),
)
