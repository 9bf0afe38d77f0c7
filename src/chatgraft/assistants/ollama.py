"""A model that Ollama runs on a machine of your own: needs no key.

Through the official SDK (docs.ollama.com).
"""

from __future__ import annotations

from functools import partial
from urllib.parse import urlsplit

from chatgraft.assistants import Assistant, Variable
from chatgraft.assistants.openai_servers import detect_server
from chatgraft.assistants.providers import Provider
from chatgraft.core.facts import AssistantFact

PROVIDER = Provider(
    kind="ollama",
    packages=frozenset({"ollama"}),
    modules=("ollama",),
    node_packages=frozenset({"ollama", "ollama-ai-provider", "ollama-ai-provider-v2"}),
    variables=frozenset({"OLLAMA_HOST", "OLLAMA_BASE_URL", "OLLAMA_MODEL"}),
    asks=("ollama.chat", "ollama.generate", "client.chat", "client.generate", "ollama"),
    port=11434,
    address_words=("OLLAMA",),
)


def env(fact: AssistantFact | None) -> tuple[Variable, ...]:
    parts = urlsplit(fact.base_url if fact and fact.base_url else "http://127.0.0.1:11434")
    model = fact.model if fact and fact.model else "llama3.2"
    return (
        Variable("OLLAMA_HOST", "Where Ollama listens.", f"{parts.scheme}://{parts.netloc}"),
        Variable("OLLAMA_MODEL", "A model that was fetched there by `ollama pull`.", model),
    )


ASSISTANT = Assistant(
    name=PROVIDER.kind,
    detect=partial(detect_server, provider=PROVIDER),
    kit_file="assistants/ollama.py",
    packages=("ollama>=0.5,<1",),
    env=env,
    rank=32,
    retrieves=True,
)
