"""The chat service: its kit's files, what joins it to the owner's app, its packages and settings."""

from __future__ import annotations

from collections.abc import Iterator

from chatgraft import backends, databases
from chatgraft.backends import Landed
from chatgraft.core.changes import Change
from chatgraft.core.project import Project
from chatgraft.edits.alembic_env import leave_out_tables
from chatgraft.plan.decisions import Plan, Service
from chatgraft.render.services import kit_of
from chatgraft.render.settings import appended, settings

TABLES = "chatkit_"
"""What the names of the chat's tables begin with."""
RUNTIME = (".env", ".chatkit")


def service(project: Project, plan: Plan) -> Iterator[Change]:
    chosen = plan.service
    if chosen is None:
        return
    kit, mount = kit_of(chosen), backends.every()[chosen.backend].mount
    yield from kit.lands(plan, chosen)
    if mount and chosen.fact:
        yield from mount.edits(project, chosen.fact, Landed(chosen.folder))
    yield from _own_migrations(project, chosen)
    yield from kit.packages(project, plan, chosen)
    yield from settings(project, plan, chosen, kit.example(chosen))
    if project.in_git:
        made = [chosen.path(name) for name in RUNTIME]
        made += [chosen.environment] if chosen.environment else []
        yield from appended(project, ".gitignore", [f"/{name}" for name in made])


def _own_migrations(project: Project, chosen: Service) -> Iterator[Change]:
    """What the project's Alembic finds in a database that it shares with the chat, without a model, it would drop."""
    if chosen.database and databases.every()[chosen.database].shared:
        for source in project.holding(("env.py",), b"alembic"):
            yield from leave_out_tables(source, TABLES)


def kept(project: Project, plan: Plan) -> tuple[str, ...]:
    """What the service makes at run time and a removal leaves there until it is told to purge: keys and chats.

    An env file that the owner had before is theirs for good; the service's own begins like the example.
    """
    if plan.service is None:
        return ()
    env, chats = plan.service.path(".env"), plan.service.path(".chatkit")
    made = (plan.service.environment,) if plan.service.environment else ()
    source = project.find_source(env)
    first = kit_of(plan.service).example(plan.service).splitlines()[0]
    return (*(() if source and not source.data.startswith(first.encode()) else (env,)), chats, *made)
