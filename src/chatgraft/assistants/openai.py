"""OpenAI's models, and servers that speak its Responses API: needs a key.

Through the official SDK (platform.openai.com/docs/api-reference/responses).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatgraft.assistants import Assistant, Variable
from chatgraft.assistants.openai_servers import asks_by_module, clients
from chatgraft.assistants.providers import Provider
from chatgraft.assistants.providers import detect as found_by
from chatgraft.core.asides import is_aside
from chatgraft.core.facts import AssistantFact
from chatgraft.core.project import Project

NAME = "openai"
KEY = "OPENAI_API_KEY"
PROVIDER = Provider(
    kind=NAME,
    packages=frozenset({NAME}),
    modules=(NAME,),
    node_packages=frozenset({NAME, "@ai-sdk/openai"}),
    variables=frozenset({KEY}),
    asks=(
        *("responses.create", "responses.stream", "completions.create", "completions.stream"),
        *("openai", "openai.chat", "openai.responses"),
    ),
    # Other names belong to embeddings, or to other servers that the same SDK was pointed at.
    models=re.compile(r"(?:gpt-|chatgpt-|o\d|ft:)[\w.:-]*"),
    host="api.openai.com",
)


def detect(project: Project) -> Iterator[AssistantFact]:
    """Not where all clients of its SDK in the product are pointed at other servers."""
    made = [client for client in clients(project) if not is_aside(client.evidence.file)]
    if not made or any(client.kind == NAME for client in made) or asks_by_module(project):
        yield from found_by(project, PROVIDER)


def env(fact: AssistantFact | None) -> tuple[Variable, ...]:
    return (
        Variable(KEY, "The key that answers are paid with. It stays on the server."),
        Variable(
            "OPENAI_MODEL", "Any model of the Responses API.", fact.model if fact and fact.model else "gpt-5-mini"
        ),
    )


ASSISTANT = Assistant(
    name=NAME,
    detect=detect,
    kit_file="assistants/openai.py",
    packages=(),
    env=env,
    rank=50,
    words=("openai", "gpt", "chatgpt"),
    retrieves=True,
)
