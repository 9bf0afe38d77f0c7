"""Vercel's AI SDK in a project's own code. It is told of; what answers is the provider that it is pointed at."""

from __future__ import annotations

from collections.abc import Iterator

from chatgraft.assistants import Seen
from chatgraft.assistants.providers import Provider, found_in, in_order
from chatgraft.core.facts import AssistantFact
from chatgraft.core.project import Project

PROVIDER = Provider(kind="ai-sdk", node_packages=frozenset({"ai"}))


def detect(project: Project) -> Iterator[AssistantFact]:
    if evidence := list(found_in(project, PROVIDER)):
        yield AssistantFact(PROVIDER.kind, tuple(in_order(evidence)))


SEEN = Seen(PROVIDER.kind, detect, words=("vercel ai sdk", "vercel's ai sdk", "ai sdk"))
