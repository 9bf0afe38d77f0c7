"""Models that Groq runs: needs a key.

Through OpenAI's official SDK, whose API Groq speaks (console.groq.com/docs/openai).
"""

from __future__ import annotations

from chatgraft.assistants.openai_servers import Place, assistant
from chatgraft.assistants.providers import Provider

PROVIDER = Provider(
    kind="groq",
    packages=frozenset({"groq"}),
    modules=("groq",),
    node_packages=frozenset({"groq-sdk", "@ai-sdk/groq"}),
    variables=frozenset({"GROQ_API_KEY"}),
    asks=("completions.create", "groq"),
    host="api.groq.com",
    address_words=("GROQ",),
)
PLACE = Place(
    url_variable="CHATKIT_MODEL_URL",  # GROQ_BASE_URL means another address to Groq's own SDK
    key_variable="GROQ_API_KEY",
    model_variable="GROQ_MODEL",
    url="https://api.groq.com/openai/v1",
    model="openai/gpt-oss-20b",
)
ASSISTANT = assistant(PROVIDER, PLACE, rank=44)
