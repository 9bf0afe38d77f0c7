"""Who carries the chat: an app that is there, or a service of its own beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from chatgraft import backends
from chatgraft.backends import Landed, Mount
from chatgraft.core.errors import ask
from chatgraft.core.facts import CLEAR, BackendFact, Survey
from chatgraft.core.project import Project
from chatgraft.endpoints import find_port
from chatgraft.plan import kits
from chatgraft.plan.asking import folder, refuse_ties, require_known
from chatgraft.plan.choices import MOUNT, SERVICE, Choices
from chatgraft.plan.decisions import Decision, Service, Site
from chatgraft.plan.kits import Alone, Kit, default, kit_of
from chatgraft.plan.places import Place

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class _Found:
    """The app that is meant; `mount` None: it does not carry the chat, and `why` says for what reason, if any. `kit` is
    what a service in its place would be made of."""

    fact: BackendFact | None
    mount: Mount | None
    kit: Kit
    why: str = ""


def carrier(
    project: Project, survey: Survey, choices: Choices, site: Site | None, wanted: tuple[str, ...]
) -> tuple[Service, Decision]:
    """The service without what it keeps and who answers; `wanted` are the parts that this takes.

    Raises ChatgraftError (exit 2) where an answer is needed.
    """
    name = require_known(choices.backend, backends.every(), "backend")
    found = _found(project, survey, choices, site, wanted)
    if not (found.fact and found.mount):
        kit = found.kit if found.kit.lacks(wanted) is None else default(wanted)
        place = _place(project, survey, choices, kit)
        apart = found.fact is not None and kit_of(found.fact.framework) is kit
        backend = name if name and kit_of(name) is kit else kit.backend
        port = _port(choices.api_url, backends.every()[backend].port)
        service = kit.alone(project, Alone(backend, place, port, apart))
        reason = "; ".join(filter(None, (place.reason, found.why)))
        return service, Decision("backend", f"a {service.backend} service in {place.folder}", reason)
    if found.mount.own_database and choices.database and "database" not in choices.heard:
        what = f"In the app {found.fact.entry} chats are kept in its own database."
        raise ask("own-database", what, "Drop --database, or use: --wire service")
    service = _mounted(project, found.fact, found.mount, choices.api_url)
    if site and _shows(project, found.fact, found.mount, site):
        service = replace(service, shows_site=True)
    reason = f"{found.fact.evidence[0].why}: it carries the chat itself"
    return service, Decision("backend", f"in the {found.fact.framework} app {found.fact.entry}", reason)


def _found(project: Project, survey: Survey, choices: Choices, site: Site | None, wanted: tuple[str, ...]) -> _Found:
    named = choices.backend_root and folder(choices.backend_root)
    facts = [fact for fact in _meant(survey, choices, wanted) if fact.root == named or named is None]
    kit = kit_of(choices.backend or facts[0].framework) if choices.backend or facts else default(wanted)
    if choices.wire == SERVICE or not facts:
        if choices.wire == MOUNT:
            raise ask("no-app", "There is no app here that could carry the chat.", "See: chatgraft survey")
        return _Found(None, None, kit, _without(kit, wanted) or ("asked for by --wire service" if facts else ""))
    facts = [fact for fact in facts if site and _is_of(site, fact)] or _one_each(facts)
    refuse_ties(facts, "backend")
    fact = facts[0]
    mount = backends.every()[fact.framework].mount
    why = mount.obstacle(project, fact) if mount else f"nothing is mounted in {fact.framework} apps"
    why = why or _without(kit, wanted)
    if why and choices.wire == MOUNT:
        raise ask("cannot-mount", f"The app {fact.entry} cannot carry the chat: {why}.", "Use: --wire service")
    return _Found(fact, None, kit, f"{fact.entry} cannot carry it: {why}") if why else _Found(fact, mount, kit)


def _without(kit: Kit, wanted: tuple[str, ...]) -> str:
    missing = kit.lacks(wanted)
    return f"{missing} is asked in {default(wanted).name.capitalize()} alone" if missing else ""


def _meant(survey: Survey, choices: Choices, wanted: tuple[str, ...]) -> list[BackendFact]:
    """The apps of the backend that is named, else of the kit that comes first among those that the project has: those
    that have what is wanted come before the others."""
    if choices.backend:
        facts = [fact for fact in survey.backends if fact.framework == choices.backend]
        return [fact for fact in facts if choices.backend_root or fact.confidence >= CLEAR]
    for kit in sorted(kits.every().values(), key=lambda kit: (kit.lacks(wanted) is not None, -kit.rank)):
        if facts := [fact for fact in _of(survey, kit) if choices.backend_root or fact.confidence >= CLEAR]:
            return facts
    return []


def _of(survey: Survey, kit: Kit) -> list[BackendFact]:
    return [fact for fact in survey.backends if kit_of(fact.framework) is kit]


def _mounted(project: Project, fact: BackendFact, mount: Mount, api_url: str | None) -> Service:
    kit, root, start = kit_of(fact.framework), mount.place(project, fact), mount.start(project, fact)
    landed = str(PurePosixPath(root, kit.package))
    service = Service(
        backend=fact.framework,
        kit=kit.name,
        server=mount.server,
        root=root,
        start=replace(start, port=_port(api_url, find_port(project, fact) or start.port)),
        migrate=mount.migrate(project, fact, Landed(landed)),
        health=mount.health,
        api=mount.api,
        built=mount.route(fact) is not None,
        requirements=f"{landed}/requirements.txt",
        database=None,
        assistant="",
        package=kit.package,
        fact=fact,
        own_database=mount.own_database,
    )
    return kit.kept(project, service, fact.root)


def _shows(project: Project, fact: BackendFact, mount: Mount, site: Site) -> bool:
    """Whether the app that carries the chat is the one that shows the site."""
    shown = site.fact.path(site.dev.folder) if not site.dev.argv else None
    return _is_of(site, fact) or (shown or ".").rstrip("/") in mount.shows(project, fact)


def _is_of(site: Site, fact: BackendFact) -> bool:
    """Whether the app is started with the site: as what shows it, or as the site's own server."""
    return site.dev.app == _file(fact) or (site.fact.framework, site.fact.root) == (fact.framework, fact.root)


def _file(fact: BackendFact) -> str:
    return fact.entry.partition(":")[0]


def _one_each(facts: list[BackendFact]) -> list[BackendFact]:
    """The best of each folder."""
    roots = [fact.root for fact in facts]
    return [fact for number, fact in enumerate(facts) if fact.root not in roots[:number]]


def _place(project: Project, survey: Survey, choices: Choices, kit: Kit) -> Place:
    if choices.backend_root:
        return kit.place(project, folder(choices.backend_root), "named by --backend-root")
    found = [fact for fact in _of(survey, kit) if fact.root != "." and fact.confidence >= CLEAR]
    if not found:
        return kit.place(project, kit.home, "a service of its own beside the site")
    refuse_ties(_one_each(found), "backend")
    return kit.place(project, found[0].root, f"beside {found[0].entry}, as a service of its own")


def _port(api_url: str | None, default: int) -> int:
    """A local address names the port that the service must listen on."""
    parts = urlsplit(api_url or "")
    return parts.port if parts.hostname in LOOPBACK and parts.port else default
