"""What an owner reads last: what to do next, with exact commands."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

from chatgraft import assistants
from chatgraft.plan.decisions import Plan
from chatgraft.plan.hosting import VARIABLES
from chatgraft.render.documents import DOCUMENTS
from chatgraft.render.words import ready, words


def closing(plan: Plan, folder: Path) -> Iterator[str]:
    """`folder` is the project's, as the owner typed it: commands are meant to be typed there."""
    yield ""
    if folder.resolve() != Path.cwd():
        yield f"In {shlex.quote(str(folder))}:"
    rows = list(_steps(plan))
    width = max(len(what) for what, _ in rows)
    for what, how in rows:
        yield f"  {what:<{width}}  {how}"


def _steps(plan: Plan) -> Iterator[tuple[str, str]]:
    said = words(plan)
    both = "site and chat service" if plan.site and plan.service else "site" if plan.site else "chat service"
    yield f"Start {both}", "chatgraft dev"
    if plan.service:
        alone = "Start the app" if plan.service.fact else "Start the service alone"
        yield alone, " && ".join((*ready(plan.service), said["start_service"]))
        if plan.service.functions:
            yield "Set at the host", f"{', '.join(VARIABLES)} (see {DOCUMENTS['deployment']})"
        if _needs_key(plan):
            made = "" if plan.service.own_database else "made at the first start; "
            yield "Put the key into", f"{said['env_file']} ({made}git must not have it)"
    else:
        yield "Chat service", f"{plan.api_url}, which is not part of this project"
    if plan.site:
        yield "Looks and words", said["config_file"]
    if plan.service:
        yield "The answer itself", f"{plan.service.folder}/{said['assistant_file']}"
    yield "Look for trouble", "chatgraft doctor"
    yield "Read next", DOCUMENTS["setup"]
    yield "Take it out again", "chatgraft remove"


def _needs_key(plan: Plan) -> bool:
    service = plan.service
    return service is not None and any(
        variable.example is None for variable in assistants.every()[service.assistant].env(None)
    )
