"""What a survey finds in a few files, said briefly."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from chatgraft.core.facts import BackendFact, ChatEndpoint, FrontendFact
from chatgraft.survey import survey
from tests.unit.sites import make_project


def routes(folder: Path, files: Mapping[str, str]) -> tuple[ChatEndpoint, ...]:
    """Every chat route of every app in the files."""
    found = survey(make_project(folder, files))
    apps: tuple[BackendFact | FrontendFact, ...] = (*found.backends, *found.frontends)
    return tuple(each for app in apps for each in app.chat_endpoints)


def briefly(route: ChatEndpoint) -> str:
    """Such as `POST /api/chat message -> answer (json)`."""
    body = "" if route.body == "json" else f" as {route.body}"
    streams = ", streams" if route.streams else ""
    return f"{route.method} {route.path} {route.roles['question']}{body} -> {route.response} ({route.format}{streams})"
