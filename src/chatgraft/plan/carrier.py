"""Who carries the chat: an app that is there, or a service of its own beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from chatgraft import backends
from chatgraft.backends import PACKAGE, Landed, Mount, Start
from chatgraft.core.facts import CLEAR, BackendFact, Survey
from chatgraft.core.project import Project
from chatgraft.core.python_managers import find_manager, find_unlocked
from chatgraft.core.python_needs import too_wide
from chatgraft.core.requirement_files import find_requirements
from chatgraft.endpoints import find_port
from chatgraft.plan.asking import ask, folder, refuse_ties, require_known
from chatgraft.plan.choices import MOUNT, SERVICE, Choices
from chatgraft.plan.decisions import Decision, Service, Site
from chatgraft.plan.places import Place, find_place

DEFAULT_BACKEND = "fastapi"
DEFAULT_FOLDER = "backend"
PYTHON = (3, 10)
"""The oldest that the chat's packages run on."""
INTERFACES = frozenset({"asgi", "wsgi"})
"""Those of apps that files of Python may lie beside."""
REQUIREMENTS, APART = "requirements.txt", "requirements-chatkit.txt"
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class _Found:
    """The app that is meant; `mount` None: it does not carry the chat, and `why` says for what reason, if any."""

    fact: BackendFact | None
    mount: Mount | None
    why: str = ""


def carrier(project: Project, survey: Survey, choices: Choices, site: Site | None) -> tuple[Service, Decision]:
    """The service without what it keeps and who answers. Raises ChatgraftError (exit 2) where an answer is needed."""
    name = require_known(choices.backend, backends.every(), "backend")
    found = _found(project, survey, choices, site)
    if not (found.fact and found.mount):
        place = _place(project, survey, choices)
        apart = found.fact is not None and found.fact.interface in INTERFACES
        service = _standalone(project, name or DEFAULT_BACKEND, place, choices.api_url, apart=apart)
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


def _found(project: Project, survey: Survey, choices: Choices, site: Site | None) -> _Found:
    named = choices.backend_root and folder(choices.backend_root)
    meant = survey.backends if choices.backend else _python(survey)
    facts = [fact for fact in meant if choices.backend in (None, fact.framework)]
    facts = [fact for fact in facts if fact.root == named or (named is None and fact.confidence >= CLEAR)]
    if choices.wire == SERVICE or not facts:
        if choices.wire == MOUNT:
            raise ask("no-app", "There is no app here that could carry the chat.", "See: chatgraft survey")
        return _Found(None, None, "asked for by --wire service" if facts else "")
    facts = [fact for fact in facts if site and site.dev.app == _file(fact)] or _one_each(facts)
    refuse_ties(facts, "backend")
    fact = facts[0]
    mount = backends.every()[fact.framework].mount
    why = mount.obstacle(project, fact) if mount else f"nothing is mounted in {fact.framework} apps"
    if why and choices.wire == MOUNT:
        raise ask("cannot-mount", f"The app {fact.entry} cannot carry the chat: {why}.", "Use: --wire service")
    return _Found(fact, None, f"{fact.entry} cannot carry it: {why}") if why else _Found(fact, mount)


def _python(survey: Survey) -> tuple[BackendFact, ...]:
    return tuple(fact for fact in survey.backends if fact.interface in INTERFACES)


def _mounted(project: Project, fact: BackendFact, mount: Mount, api_url: str | None) -> Service:
    root, start = mount.place(project, fact), mount.start(project, fact)
    landed = str(PurePosixPath(root, PACKAGE))
    service = Service(
        backend=fact.framework,
        server=mount.server,
        root=root,
        start=replace(start, port=_port(api_url, find_port(project, fact) or start.port)),
        migrate=mount.migrate(project, fact, Landed(landed)),
        health=mount.health,
        requirements=f"{landed}/requirements.txt",
        database=None,
        assistant="",
        package=PACKAGE,
        fact=fact,
        own_database=mount.own_database,
    )
    return _kept_by(project, service, fact.root)


def _standalone(project: Project, name: str, place: Place, api_url: str | None, *, apart: bool) -> Service:
    """Typed in the project's root, or in its own folder where a manager keeps the packages of that."""
    backend, port = backends.every()[name], _port(api_url, backends.every()[name].port)
    kept = not apart and find_manager(project, place.root) is not None
    home = place.root if kept else "."
    program = place.launcher if kept else str(PurePosixPath(place.root, place.launcher))
    service = Service(
        backend=name,
        server=backend.server,
        root=place.root,
        start=Start(("python", program), home, port, (("CHATKIT_PORT", "{port}"),)),
        migrate=("python", program, "migrate"),
        health=backend.health,
        requirements=str(PurePosixPath(place.root, _own_file(project, place.root) if apart else REQUIREMENTS)),
        database=None,
        assistant="",
        package=place.package,
        launcher=place.launcher,
        apart=apart,
    )
    return service if apart else _kept_by(project, service, place.root)


def _own_file(project: Project, root: str) -> str:
    """For packages that do not go with those of an app in the same folder."""
    file = str(PurePosixPath(root, REQUIREMENTS))
    is_taken = project.exists(file) and file not in project.grafted
    return APART if is_taken or find_manager(project, root) else REQUIREMENTS


def _shows(project: Project, fact: BackendFact, mount: Mount, site: Site) -> bool:
    """Whether the app that carries the chat is the one that shows the site."""
    shown = site.fact.path(site.dev.folder) if not site.dev.argv else None
    return site.dev.app == _file(fact) or (shown or ".").rstrip("/") in mount.shows(project, fact)


def _file(fact: BackendFact) -> str:
    return fact.entry.partition(":")[0]


def _one_each(facts: list[BackendFact]) -> list[BackendFact]:
    """The best of each folder."""
    roots = [fact.root for fact in facts]
    return [fact for number, fact in enumerate(facts) if fact.root not in roots[:number]]


def _kept_by(project: Project, service: Service, root: str) -> Service:
    """The service with its packages where those of the folder are: a manager's, a requirements file, else its own.

    An app's may lie above it, as where `src/` holds the code of the whole project.
    """
    manager, homes = find_manager(project, root), [root]
    homes += map(str, PurePosixPath(root).parents) if service.fact else ()
    files = (find_requirements(project, home, service.backend) for home in homes)
    own = next(filter(None, files), None)
    if own is None and manager is None:
        manager = find_unlocked(project, root)
    if manager is None or service.start.folder != root or too_wide(project, root, PYTHON):
        return replace(service, requirements=own) if own else service
    start = replace(service.start, argv=(*manager.run, *service.start.argv))
    manifest = str(PurePosixPath(root, manager.manifest))
    return replace(
        service, start=start, migrate=(*manager.run, *service.migrate), requirements=manifest, manager=manager
    )


def _place(project: Project, survey: Survey, choices: Choices) -> Place:
    if choices.backend_root:
        return find_place(project, folder(choices.backend_root), "named by --backend-root")
    found = [fact for fact in _python(survey) if fact.root != "." and fact.confidence >= CLEAR]
    if not found:
        return find_place(project, DEFAULT_FOLDER, "a service of its own beside the site")
    refuse_ties(_one_each(found), "backend")
    return find_place(project, found[0].root, f"beside {found[0].entry}, as a service of its own")


def _port(api_url: str | None, default: int) -> int:
    """A local address names the port that the service must listen on."""
    parts = urlsplit(api_url or "")
    return parts.port if parts.hostname in LOOPBACK and parts.port else default
