"""Is the project's own chat route there, and does it still take and give what the assistant was told?"""

from __future__ import annotations

import ast
import http.client
import os
from collections.abc import Iterator
from pathlib import PurePosixPath

from chatgraft import assistants
from chatgraft.assistants import Assistant
from chatgraft.core.addresses import find_parts
from chatgraft.core.errors import Finding
from chatgraft.core.facts import ChatEndpoint
from chatgraft.core.project import Project
from chatgraft.edits.python_constants import constants_of
from chatgraft.plan.decisions import Plan, Service
from chatgraft.plan.kits import kit_of
from chatgraft.render.own_route import waiting
from chatgraft.verbs.checks import Check, Say
from chatgraft.verbs.checks.service import values_of

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
SECONDS = 3
NOT_FOUND = 404
SILENT = "The site's own pages answer in its place."


def look(project: Project, plan: Plan, say: Say) -> Iterator[Finding]:
    service = plan.service
    room = assistants.every().get(service.assistant) if service else None
    if service is None or room is None or not room.speaks:
        return
    file = str(PurePosixPath(service.folder, kit_of(service.backend).assistant(service)))
    source = project.find_source(file)
    told = constants_of(source) if source else {}
    if not told:
        return
    url = _address(project, service, room, str(told.get("URL", "")))
    yield from waiting(project, plan)
    yield from _answers(url, say)
    route = service.assistant_fact.endpoint if service.assistant_fact else None
    parts = find_parts(url)
    if route and parts and parts.path == route.path:
        yield from _drift(route, told, file, say)


def _address(project: Project, service: Service, room: Assistant, written: str) -> str:
    """As the service reads it: the environment, its `.env`, the file itself."""
    (variable, *_) = room.env(service.assistant_fact)
    kept = values_of(project.root / service.path(".env"))
    return os.environ.get(variable.name) or kept.get(variable.name) or written


def _answers(url: str, say: Say) -> Iterator[Finding]:
    """One OPTIONS request, which asks no model anything. A local app that is not started is no trouble."""
    parts = find_parts(url)
    if parts is None:
        yield Finding("route-down", f"{url} is no address.", SILENT, "Correct CHATKIT_ENDPOINT_URL.")
        return
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    try:
        connection = kind(parts.hostname or "", parts.port, timeout=SECONDS)
        connection.request("OPTIONS", parts.path or "/")
        status = connection.getresponse().status
        connection.close()
    except (OSError, http.client.HTTPException, ValueError):
        if parts.hostname in LOCAL:
            say(f"The chat route {url} does not answer now: the app is not started, or listens elsewhere")
        else:
            cure = "Start what answers there, or correct CHATKIT_ENDPOINT_URL."
            yield Finding("route-down", f"Nobody answers at {url}.", SILENT, cure)
        return
    if status == NOT_FOUND:
        cure = "Correct CHATKIT_ENDPOINT_URL; `chatgraft survey` shows the routes that there are."
        yield Finding("no-route", f"There is no route at {url}.", SILENT, cure)
    else:
        say(f"The chat route answers at {url}")


def _drift(route: ChatEndpoint, told: dict[str, object], file: str, say: Say) -> Iterator[Finding]:
    """Fields that the file names and the route's source has no longer."""
    question, answer = told.get("QUESTION"), told.get("ANSWER")
    place = f"{route.file}:{route.line}"
    if question not in route.request:
        what = f"The chat route takes no field {question} any more."
        cure = f"QUESTION = {ast.unparse(ast.Constant(route.roles['question']))}"
        yield Finding("route-changed", what, f"It takes {', '.join(route.request)} ({place}).", cure, file)
    elif answer != route.response and told.get("GIVES") == route.format:
        what = f"The chat route gives no field {answer} any more."
        cure = f"ANSWER = {ast.unparse(ast.Constant(route.response))}"
        yield Finding("route-changed", what, f"It gives {route.response or 'a bare text'} ({place}).", cure, file)
    else:
        say(f"{file} says what {place} takes and gives")


CHECK = Check("Route", look)
