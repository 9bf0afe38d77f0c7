"""Google's Gemini models: needs a key.

Through the official SDK, google-genai (ai.google.dev/gemini-api/docs).
"""

from __future__ import annotations

import re
from functools import partial

from chatgraft.assistants import Assistant, Variable
from chatgraft.assistants.providers import Provider, detect
from chatgraft.core.facts import AssistantFact

KEY = "GEMINI_API_KEY"
PROVIDER = Provider(
    kind="gemini",
    packages=frozenset({"google-genai", "google-generativeai"}),
    modules=("google.genai", "google.generativeai"),
    node_packages=frozenset({"@google/genai", "@google/generative-ai", "@ai-sdk/google"}),
    variables=frozenset({KEY, "GOOGLE_GENERATIVE_AI_API_KEY"}),
    asks=(
        *("models.generate_content", "models.generate_content_stream", "chats.create", "GenerativeModel"),
        *("models.generateContent", "models.generateContentStream", "getGenerativeModel", "google"),
    ),
    models=re.compile(r"gemini-[\w.-]+"),
)


def env(fact: AssistantFact | None) -> tuple[Variable, ...]:
    model = fact.model if fact and fact.model else "gemini-3.8-flash"
    return (
        Variable(KEY, "The key that answers are paid with. It stays on the server."),
        Variable("GEMINI_MODEL", "Any model of the Gemini API.", model),
    )


ASSISTANT = Assistant(
    name=PROVIDER.kind,
    detect=partial(detect, provider=PROVIDER),
    kit_file="assistants/gemini.py",
    packages=("google-genai>=2,<4",),
    env=env,
    rank=46,
    words=("gemini", "google ai", "google genai"),
    retrieves=True,
)
