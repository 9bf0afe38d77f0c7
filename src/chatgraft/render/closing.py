"""What an owner reads last: what to do next, with exact commands."""

from __future__ import annotations

from collections.abc import Iterator

from chatgraft import assistants
from chatgraft.plan.decisions import Plan
from chatgraft.render.words import words


def closing(plan: Plan) -> Iterator[str]:
    said = words(plan)
    yield ""
    if plan.service:
        yield "Start site and chat service together:   chatgraft dev"
        yield f"The service alone:                      {said['install_service']} && {said['start_service']}"
    if _needs_key(plan):
        yield f"Put the key into {said['env_file']} (made at the first start; git ignores it)."
    if plan.site:
        yield f"Looks and words:                        {said['config_file']}"
    if plan.service:
        yield f"The answer itself:                      {plan.service.folder}/chatkit_assistant.py"
    yield "Read next: CHATKIT_SETUP.md. Take it out again: chatgraft remove"


def _needs_key(plan: Plan) -> bool:
    service = plan.service
    return service is not None and any(
        variable.example is None for variable in assistants.every()[service.assistant].env(None)
    )
