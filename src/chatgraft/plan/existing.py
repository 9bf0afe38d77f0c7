"""Chats that the project has already: one that is ChatKit gets no second beside it, any other stays as it is."""

from __future__ import annotations

from collections.abc import Iterator

from chatgraft import chat_uis
from chatgraft.core.errors import ChatgraftError, Exit, Finding
from chatgraft.core.facts import CLEAR, ChatUiFact, FrontendFact, Survey
from chatgraft.plan.choices import Choices


def spoken_to(survey: Survey) -> tuple[ChatUiFact, ...]:
    """Those that speak ChatKit's protocol, which a service of ours can stand behind."""
    rooms = {room.name for room in chat_uis.every().values() if room.takeover}
    return tuple(fact for fact in survey.chat_uis if fact.kind in rooms and fact.confidence >= CLEAR)


def refuse_second(survey: Survey, choices: Choices, root: str) -> None:
    """Raises ChatgraftError (exit 2) where the site has ChatKit and its owner has not named the frontend."""
    there = [fact for fact in spoken_to(survey) if _is_below(root, fact.file)]
    if choices.frontend is not None or not there:
        return
    fact, place = there[0], f" in {root}" if root != "." else ""
    name = next((found.framework for found in survey.frontends if found.root == root), "NAME")
    finding = Finding(
        "chatkit-there",
        f"There is a ChatKit{place} already: {fact.library}, in {fact.file}, shown at {fact.mounted_at}.",
        "A second one is not put beside it. Keep it and give it a service of its own (what to change in it is then"
        " printed), or name the frontend: then the new chat comes beside it, and taking yours out is yours.",
        f"chatgraft add --frontend none\nchatgraft add --frontend {name}",
        fact.file,
        fact.evidence[0].line,
    )
    raise ChatgraftError(finding, Exit.ASK)


def beside(survey: Survey, site: FrontendFact) -> Iterator[Finding]:
    """What is there and stays."""
    for fact in survey.chat_uis:
        if fact.confidence < CLEAR or not _is_below(site.root, fact.file):
            continue
        name = f"{fact.kind} ({fact.library})" if fact.library else fact.kind
        yield Finding(
            "chat-there",
            f"The site has a chat already: {name}, in {fact.file}, shown at {fact.mounted_at}.",
            "It stays as it is; a visitor sees both, side by side.",
            "Taking it out is yours, when the new one serves you.",
            fact.file,
            fact.evidence[0].line,
        )


def _is_below(root: str, file: str) -> bool:
    return root == "." or file.startswith(f"{root}/")
