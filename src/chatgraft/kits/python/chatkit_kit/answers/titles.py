"""The name that the assistant itself gives a new conversation, and what a model took for it."""

import asyncio
import logging
from dataclasses import asdict, replace

from .. import watch
from ..assistant import Assistant
from ..http.limits import Limits
from ..questions import Question, Usage, title_of

log = logging.getLogger(__name__)

TITLE_SECONDS = 10


async def own_title(assistant: Assistant, limits: Limits, question: Question, answer: str) -> str:
    """A title, cut as all are; empty where the assistant gives none, fails or takes too long."""
    if assistant.title is None:
        return ""
    title, taken = "", list[Usage]()
    try:
        made = assistant.title(replace(question, spent=taken.append), answer)
        title = title_of(await asyncio.wait_for(made, TITLE_SECONDS))
    except Exception:
        log.exception("The assistant gave no title")
    for usage in taken:
        watch.used(usage)
        log.info("A model gave a title", extra=asdict(usage))
    if assistant.uses_model and (title or taken):
        tokens = sum(usage.input_tokens + usage.output_tokens for usage in taken)
        await limits.spend(tokens, len(f"{question.text}{answer}{title}".encode()))
    return title
