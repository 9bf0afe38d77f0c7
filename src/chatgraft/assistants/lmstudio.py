"""A model that LM Studio runs on a machine of your own: needs no key.

Through OpenAI's official SDK, whose API LM Studio speaks (lmstudio.ai/docs/developer/openai-compat).
"""

from __future__ import annotations

from chatgraft.assistants.openai_servers import Place, assistant
from chatgraft.assistants.providers import Provider

PROVIDER = Provider(
    kind="lmstudio",
    packages=frozenset({"lmstudio"}),
    modules=("lmstudio",),
    node_packages=frozenset({"@lmstudio/sdk"}),
    variables=frozenset({"LMSTUDIO_BASE_URL", "LM_STUDIO_URL", "LM_STUDIO_BASE_URL"}),
    asks=("lmstudio.llm", "lms.llm", "llm.model"),
    port=1234,
    address_words=("LMSTUDIO", "LM_STUDIO"),
)
PLACE = Place(
    url_variable="LMSTUDIO_BASE_URL",
    key_variable="LMSTUDIO_API_KEY",
    model_variable="LMSTUDIO_MODEL",
    url="http://127.0.0.1:1234/v1",
    model="openai/gpt-oss-20b",
    needs_key=False,
)
ASSISTANT = assistant(PROVIDER, PLACE, rank=30, words=("lmstudio", "lm studio"))
