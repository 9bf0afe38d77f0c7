"""What the modules of server templates have in common. No framework by itself."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from chatgraft.core.asides import is_aside
from chatgraft.core.changes import ByHand, Change
from chatgraft.core.facts import Evidence, FrontendFact, Mount
from chatgraft.core.project import Project
from chatgraft.core.source import Source
from chatgraft.edits import Edit
from chatgraft.edits.templates import Reference
from chatgraft.frontends import WIDGET, Dev, Frontend, Landing, MountOptions

SCRIPT = f"{WIDGET}/widget.js"
# Words in the path of a whole page that no visitor's browser opens.
UNSEEN = frozenset({"email", "emails", "mail", "mails", "mailer", "mailers", "newsletter", "newsletters", "pdf"})


class Language(Protocol):
    """A template language, as `edits.templates.Dialect` has it."""

    @property
    def endings(self) -> tuple[str, ...]: ...

    def ends_body(self, source: Source) -> bool: ...

    def is_page(self, source: Source) -> bool: ...

    def references(self, source: Source) -> tuple[Reference, ...]: ...

    def insert(self, source: Source, snippet: str) -> Edit: ...


@dataclass(frozen=True, slots=True)
class Layout:
    """A template in which a page's body ends. `users`: how many others extend or include it."""

    file: str
    users: int

    @property
    def evidence(self) -> Evidence:
        return Evidence(self.file, 1, f"the layout of {self.users} templates" if self.users else "a whole page")


@dataclass(frozen=True, slots=True)
class TemplateSite:
    """One site. `static` is the folder, relative to the frontend's root, whose files the server shows as they lie.

    `tag` is the element that loads the widget in a given template, or what the owner must do there; `steps` are left
    to them in any case.
    """

    fact: FrontendFact
    static: str
    tag: Callable[[Source], str | ByHand]
    dev: Dev
    steps: tuple[ByHand, ...] = ()


def find_layouts(project: Project, files: Sequence[str], folders: Iterable[str], language: Language) -> list[Layout]:
    """The templates that end the pages of a site, most used first. `folders` are where names are looked up."""
    sources = {file: source for file in files if (source := project.find_source(file))}
    references = {file: language.references(source) for file, source in sources.items()}
    places = [*folders]
    used = Counter(
        target
        for file, named in references.items()
        for target in {_resolve(file, each.name, places, language, sources) for each in named}
        if target and target != file
    )
    found = [file for file, source in sources.items() if _is_seen(file) and language.ends_body(source)]
    found += [
        file
        for file, source in sources.items()
        if file not in found and _is_seen(file) and not (used[file] or references[file]) and language.is_page(source)
    ]
    return sorted((Layout(file, used[file]) for file in found), key=lambda each: (-each.users, each.file))


def _resolve(file: str, name: str, folders: list[str], language: Language, sources: dict[str, Source]) -> str | None:
    """The template that another one names, with or without its ending: below one of the folders, or beside it."""
    places = [posixpath.dirname(file), *folders]
    paths = (posixpath.normpath(posixpath.join(place, name.lstrip("/"))) for place in places)
    return next((path + end for path in paths for end in ("", *language.endings) if path + end in sources), None)


def _is_seen(file: str) -> bool:
    """Whether visitors see the page: not one for mail, nor one of an example."""
    inside = "/".join(part for part in file.split("/") if part not in ("templates", "template"))
    return UNSEEN.isdisjoint(re.split(r"[^a-z]+", file.lower())) and not is_aside(inside)


def within(files: Iterable[str], folders: Iterable[str]) -> list[str]:
    """The files that lie in one of the folders."""
    inside = tuple("" if folder == "." else f"{folder}/" for folder in folders)
    return [file for file in files if file.startswith(inside)]


def folders_named(files: Iterable[str], name: str) -> list[str]:
    """The folders of that name in which one of the files lies."""
    found = (
        file[: file.index(f"/{name}/") + len(name) + 1]
        for file in (f"/{file}" for file in files)
        if f"/{name}/" in file
    )
    return list(dict.fromkeys(folder.lstrip("/") for folder in found))


def common_root(*paths: str) -> str:
    """The folder in which all of these project-relative paths lie."""
    return (
        posixpath.commonpath([f"/{posixpath.normpath(path)}" if path != "." else "/" for path in paths]).lstrip("/")
        or "."
    )


def relative(path: str, root: str) -> str:
    """A project-relative path, seen from a frontend's root."""
    return posixpath.relpath(path, root)


def mounts_of(layouts: Iterable[Layout], root: str) -> tuple[Mount, ...]:
    return tuple(Mount(relative(each.file, root), exists=True) for each in layouts)


def confidence(app: str, layouts: Sequence[Layout]) -> float:
    """Surer where templates share a layout. What is an example says the place of the app."""
    return 0.3 if is_aside(app) else 0.9 if layouts[0].users else 0.75


def element(address: str) -> str:
    return f'<script type="module" src="{address}"></script>'


def frontend(name: str, sites: Callable[[Project], Iterator[TemplateSite]], language: Language) -> Frontend:
    """The record of a framework whose sites are found so. Their text lies in templates, which no address shows."""

    def site_of(project: Project, fact: FrontendFact) -> TemplateSite:
        return next(site for site in sites(project) if site.fact.root == fact.root)

    def mount(project: Project, fact: FrontendFact, _options: MountOptions) -> Iterator[Change]:
        site = site_of(project, fact)
        for each in fact.mounts:
            if source := project.find_source(fact.path(each.file)):
                tag = site.tag(source)
                yield from (tag,) if isinstance(tag, ByHand) else language.insert(source, tag)
        yield from site.steps

    return Frontend(
        name=name,
        detect=lambda project: (site.fact for site in sites(project)),
        landing=lambda project, fact: Landing(
            "html", posixpath.normpath(posixpath.join(site_of(project, fact).static, WIDGET))
        ),
        mount=mount,
        dev=lambda project, fact: site_of(project, fact).dev,
        build=lambda _project, _fact: (),
        output_dir=lambda _project, _fact: ".",
        pages=lambda _project, _fact: (),
    )
