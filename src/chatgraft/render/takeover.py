"""A ChatKit that the project has already, with the service behind it: the owner points the one to the other."""

from __future__ import annotations

from collections.abc import Iterator

from chatgraft import chat_uis
from chatgraft.core.changes import ByHand
from chatgraft.core.project import Project
from chatgraft.plan.decisions import Plan


def takeover(project: Project, plan: Plan) -> Iterator[ByHand]:
    if plan.service is None:
        return
    url = plan.api_url or f"http://localhost:{plan.service.port}/chatkit"
    for fact in plan.taken_over:
        change = chat_uis.every()[fact.kind].takeover
        if change and (snippet := change(project, fact, url)):
            place = f"the chat's options ({fact.evidence[0].file}:{fact.evidence[0].line})"
            yield ByHand(fact.file, place, snippet, "the chat that is there then speaks with the new service")
