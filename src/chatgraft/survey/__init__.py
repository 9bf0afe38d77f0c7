"""Asks every module of every room what it knows of a project. Facts with evidence, best first; never decisions."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import PurePosixPath
from typing import Any, TypeVar

from chatgraft import assistants, backends, chat_uis, databases, endpoints, frontends, policies, retrieval, sign_ins
from chatgraft.core.asides import is_template
from chatgraft.core.errors import Finding
from chatgraft.core.facts import CLEAR, AssistantFact, BackendFact, ChatUiFact, FrontendFact, SignedIn, Survey
from chatgraft.core.project import Project
from chatgraft.core.source import Source
from chatgraft.frontends import Frontend

DOCUMENTATION = frozenset({"docs", "documentation", "doc"})
"""Folders whose site tells of the product: beside an app it is not what is meant first."""
SURE, LESS, TEMPLATE = 0.85, 0.2, 0.3
App = TypeVar("App", FrontendFact, BackendFact)


def survey(project: Project) -> Survey:
    with _kept_in_memory():
        return _survey(project)


@contextmanager
def _kept_in_memory() -> Iterator[None]:
    """Syntax trees are kept until the survey ends: to look through them for garbage finds none and costs a fifth."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _survey(project: Project) -> Survey:
    sites = _with_chats(project, list(_sites(project)))
    servers = _ranked([fact for room in backends.every().values() for fact in room.detect(project)])
    shown = {(site.framework, site.root) for site in sites}  # a site with a server has its routes as a site
    apps = tuple(app for app in servers if (app.framework, app.root) in shown)
    apps = _ranked([*apps, *_with_chats(project, [app for app in servers if app not in apps])])
    apps = tuple(replace(app, signed_in=_signed_in(project, app)) for app in apps)
    found = [fact for room in assistants.every().values() for fact in room.detect(project)]
    found += [fact for room in assistants.every_seen().values() for fact in room.detect(project)]
    found += [fact for room in retrieval.every_store().values() for fact in room.detect(project)]
    found += [fact for room in retrieval.every_embedding().values() for fact in room.detect(project)]
    return Survey(
        root=".",
        frontends=sites,
        backends=apps,
        databases=tuple(fact for room in databases.every().values() for fact in room.detect(project)),
        assistants=(*_routes(*apps, *sites), *found),
        chat_uis=_chats(project),
    )


def _with_chats(project: Project, facts: list[App]) -> tuple[App, ...]:
    """Ranked, each with the chat routes that it has already."""
    return tuple(replace(fact, chat_endpoints=endpoints.find_endpoints(project, fact)) for fact in _ranked(facts))


def _signed_in(project: Project, app: BackendFact) -> SignedIn | None:
    """As the app's own routes ask, else as its libraries do."""
    return endpoints.find_signed_in(project, app) or sign_ins.find_signed_in(project, app)


def _routes(*apps: BackendFact | FrontendFact) -> Iterator[AssistantFact]:
    """The chat routes of the apps that are no example, as what can answer: what wants nothing unknown first."""
    routes = [each for app in apps if app.confidence >= CLEAR for each in app.chat_endpoints]
    speaking = [room for room in assistants.every().values() if room.speaks]
    for route in sorted(routes, key=lambda each: (bool(each.needs), -each.score)):
        yield from (AssistantFact(room.name, route.evidence, endpoint=route) for room in speaking)


def _chats(project: Project) -> tuple[ChatUiFact, ...]:
    """Surest first. What is written around a library is not one more chat: of one file the higher rank speaks."""
    rooms = sorted(chat_uis.every().values(), key=lambda room: -room.rank)
    found: list[ChatUiFact] = []
    spoken_for: set[str] = set()
    for room in rooms:
        new = [fact for fact in room.detect(project) if room.rank > 0 or fact.file not in spoken_for]
        found += new
        spoken_for |= {place.file for fact in new for place in fact.evidence}
    return tuple(sorted(found, key=lambda fact: (-fact.confidence, fact.file)))


def _sites(project: Project) -> Iterator[FrontendFact]:
    """What the modules see, without a bundler where a framework that is built on it lies in the same folder, and
    without pages of HTML that a framework serves. What is beside an application ranks below it.
    """
    found = [(room, fact) for room in frontends.every().values() for fact in room.detect(project)]
    ranks = sorted((room.rank, fact.path(each.file)) for room, fact in found for each in fact.mounts)
    owner = {file: rank for rank, file in ranks}
    sites = [
        (room, fact)
        for room, fact in found
        if owner[fact.path(fact.mount)] == room.rank
        and not any(_speaks_for(other, room) for other, beside in found if beside.root == fact.root)
    ]
    apps = [(room, fact) for room, fact in sites if fact.confidence >= SURE and not _is_documentation(fact)]
    folders = {PurePosixPath(fact.root) for room, fact in apps if room.builds}
    everywhere = list(policies.every_policy(project))
    for room, fact in sites:
        policy = next(policies.of_site(project, everywhere, fact.root), None)
        root = PurePosixPath(fact.root)
        is_inside = not room.builds and not folders.isdisjoint((root, *root.parents))
        less = LESS if is_inside or (apps and _is_documentation(fact)) else 0
        most = TEMPLATE if is_template(fact.root) else 1
        yield replace(fact, confidence=min(fact.confidence - less, most), csp=str(policy) if policy else None)


def _speaks_for(one: Frontend, other: Frontend) -> bool:
    """Whether what is found of the other in the same folder is only a part of it."""
    return one.rank > other.rank and (one.builds or not other.builds)


def _is_documentation(fact: FrontendFact) -> bool:
    """By the folder of the site: its root, or one on the way from there to the mount."""
    names = (PurePosixPath(fact.root).name, *PurePosixPath(fact.mount).parent.parts)
    return any(name in DOCUMENTATION or name.endswith("-docs") for name in names)


def _ranked(facts: list[App]) -> tuple[App, ...]:
    """Best first; of equals the one that lies least deep."""
    return tuple(sorted(facts, key=lambda fact: (-fact.confidence, fact.root.strip(".").count("/"), fact.root)))


def counts(project: Project) -> str:
    """How much a survey has looked at so far."""
    parsed = sum(source.is_parsed for source in project.read)
    return f"Survey: {len(project.files)} files, {len(project.read)} read, {parsed} parsed"


def to_json(found: Survey) -> dict[str, Any]:
    """The survey as JSON data, with the field names that are a contract."""
    data = asdict(found)
    for fact, frontend in zip(found.frontends, data["frontends"], strict=True):
        frontend |= {"mount": fact.mount, "mount_exists": fact.mounts[0].exists}
    return data


def findings(project: Project) -> Iterator[Finding]:
    """What keeps the survey from seeing clearly, in the files that it has read or tried to read."""
    if project.git_is_silent:
        yield Finding(
            "git-silent",
            "Git does not say which files are the project's.",
            "It is not installed or refuses this checkout: ignored files are read too, and unsaved work is not seen.",
            "git status says why",
        )
    for file, reason in sorted(project.unreadable.items()):
        yield Finding("unreadable", f"{file} cannot be read: {reason}.", "It is left out.", "Fix or remove it.", file)
    for source in project.read:
        if source.has_conflict_markers:
            yield _conflict(source)
        elif source.is_utf16:
            yield Finding(
                "utf-16",
                f"{source.file} is UTF-16.",
                "It is left out: tools of the web read UTF-8.",
                f"iconv -f UTF-16 -t UTF-8 {source.file} > {source.file}.new && mv {source.file}.new {source.file}",
                source.file,
            )
        elif source in project.broken_packages:
            yield _broken(source)


def _conflict(source: Source) -> Finding:
    line = min(source.line_of(mark) for mark in ("<<<<<<< ", ">>>>>>> ") if mark.encode() in source.data)
    return Finding(
        "merge-conflict",
        f"{source.file} has an unresolved merge conflict.",
        "It is neither read nor edited.",
        f"Resolve it, then: git add {source.file}",
        source.file,
        line,
    )


def _broken(source: Source) -> Finding:
    why, line = "It does not hold an object.", 1
    try:
        json.loads(source.text)
    except json.JSONDecodeError as fault:
        why, line = f"{fault.msg} (column {fault.colno}).", fault.lineno
    except ValueError:
        why = "It is not UTF-8."
    except RecursionError:
        why = "It is nested too deep."
    return Finding("broken-json", f"{source.file} is not JSON.", why, "Correct it there.", source.file, line)
