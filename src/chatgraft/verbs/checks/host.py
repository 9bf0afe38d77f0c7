"""Does what the chat keeps stay where the app is deployed?"""

from __future__ import annotations

from collections.abc import Iterator

from chatgraft import deploys
from chatgraft.core.errors import Finding
from chatgraft.core.project import Project
from chatgraft.plan.decisions import Plan
from chatgraft.plan.hosting import VARIABLES, loses_chats, needs
from chatgraft.verbs.checks import Check, Say


def look(_project: Project, plan: Plan, say: Say) -> Iterator[Finding]:
    """What is set at the host no project shows: that is only said."""
    service = plan.service
    if service is None or service.functions is None:
        return
    if loses_chats(service):
        yield from needs(service)
    else:
        title = deploys.every()[service.functions.host].title
        say(f"functions on {title} carry the chat, where these must be set: {', '.join(VARIABLES)}")


CHECK = Check("Host", look)
