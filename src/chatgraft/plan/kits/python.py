"""The Python kit: beside a Python app, and for sites that have no server of their own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

from chatgraft import assistants, backends, kits
from chatgraft.backends import PACKAGE, Start
from chatgraft.core import environments
from chatgraft.core.project import Project
from chatgraft.core.python_managers import find_manager, find_unlocked
from chatgraft.core.python_needs import too_wide
from chatgraft.core.requirement_files import FOLDER, find_requirements
from chatgraft.plan.decisions import Service
from chatgraft.plan.kits import Alone, Kit
from chatgraft.plan.places import find_place

NAME = "python"
PYTHON = (3, 10)
"""The oldest that the chat's packages run on."""
REQUIREMENTS, APART = "requirements.txt", "requirements-chatkit.txt"


def alone(project: Project, wanted: Alone) -> Service:
    """Typed in the project's root, or in its own folder where a manager keeps the packages of that."""
    backend, place, apart = backends.every()[wanted.backend], wanted.place, wanted.apart
    managed = not apart and find_manager(project, place.root) is not None
    home = place.root if managed else "."
    program = place.launcher if managed else str(PurePosixPath(place.root, place.launcher))
    service = Service(
        backend=backend.name,
        server=backend.server,
        root=place.root,
        start=Start(("python", program), home, wanted.port, (("CHATKIT_PORT", "{port}"),)),
        migrate=("python", program, "migrate"),
        health=backend.health,
        requirements=str(PurePosixPath(place.root, _own_file(project, place.root) if apart else REQUIREMENTS)),
        database=None,
        assistant="",
        package=place.package,
        launcher=place.launcher,
        apart=apart,
    )
    return _with_environment(service) if apart else kept(project, service, place.root)


def _own_file(project: Project, root: str) -> str:
    """For packages that do not go with those of an app in the same folder."""
    file = str(PurePosixPath(root, REQUIREMENTS))
    is_taken = project.exists(file) and file not in project.grafted
    return APART if is_taken or find_manager(project, root) else REQUIREMENTS


def kept(project: Project, service: Service, root: str) -> Service:
    return _with_environment(_with_packages(project, service, root))


def _with_environment(service: Service) -> Service:
    if service.manager and service.manager.run:  # which makes it
        return service
    beside = PurePosixPath(service.requirements).parent
    home = beside.parent if beside.name == FOLDER else beside
    return replace(service, environment=str(home / (environments.APART if service.apart else environments.USUAL)))


def _with_packages(project: Project, service: Service, root: str) -> Service:
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


def lacks(wanted: tuple[str, ...]) -> str | None:
    """It has all stores and embeddings that there are records for."""
    known = assistants.every()
    return next((part for part in wanted if part in known and not kits.has(f"{NAME}/{known[part].kit_file}")), None)


KIT = Kit(
    name=NAME,
    backend="fastapi",
    home="backend",
    package=PACKAGE,
    server=lambda _service: "chatkit_server.py",
    assistant=lambda _service: "chatkit_assistant.py",
    store=lambda _service: "chatkit_store.py",
    user="USER",
    rank=1,
    place=find_place,
    kept=kept,
    alone=alone,
    lacks=lacks,
)
