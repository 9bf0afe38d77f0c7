"""Anthropic's models: needs a key.

Through the official SDK (docs.anthropic.com/en/api/messages).
"""

from __future__ import annotations

import re
from functools import partial

from chatgraft.assistants import Assistant, Variable
from chatgraft.assistants.providers import Provider, detect
from chatgraft.core.facts import AssistantFact

KEY = "ANTHROPIC_API_KEY"
PROVIDER = Provider(
    kind="anthropic",
    packages=frozenset({"anthropic"}),
    modules=("anthropic",),
    node_packages=frozenset({"@anthropic-ai/sdk", "@ai-sdk/anthropic"}),
    variables=frozenset({KEY}),
    asks=("messages.create", "messages.stream", "anthropic"),
    models=re.compile(r"claude-[\w.@:-]+"),
)


def env(fact: AssistantFact | None) -> tuple[Variable, ...]:
    model = fact.model if fact and fact.model else "claude-haiku-4-5"
    return (
        Variable(KEY, "The key that answers are paid with. It stays on the server."),
        Variable("ANTHROPIC_MODEL", "Any model of the Messages API.", model),
    )


ASSISTANT = Assistant(
    name=PROVIDER.kind,
    detect=partial(detect, provider=PROVIDER),
    kit_file="assistants/anthropic.py",
    packages=("anthropic>=2,<3",),
    env=env,
    rank=48,
    words=("anthropic", "claude"),
    retrieves=True,
)
