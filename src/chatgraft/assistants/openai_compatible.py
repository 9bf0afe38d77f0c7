"""Any other server that speaks OpenAI's Chat Completions API, such as vLLM, OpenRouter or Azure: mostly needs a key.

Through OpenAI's official SDK. Azure's address for it ends in /openai/v1/.
"""

from __future__ import annotations

from chatgraft.assistants.openai_servers import COMPATIBLE, Place, assistant
from chatgraft.assistants.providers import Provider

PROVIDER = Provider(
    kind=COMPATIBLE,
    node_packages=frozenset({"@ai-sdk/openai-compatible", "@ai-sdk/azure", "@openrouter/ai-sdk-provider"}),
    variables=frozenset({"OPENROUTER_API_KEY", "AZURE_OPENAI_API_KEY"}),
)
# Names of its own: in an app that carries the chat, OPENAI_BASE_URL would lead the app's own clients elsewhere too.
PLACE = Place(
    url_variable="CHATKIT_MODEL_URL",
    key_variable="CHATKIT_MODEL_KEY",
    model_variable="CHATKIT_MODEL",
    url="http://127.0.0.1:8000/v1",
    model="gpt-oss-20b",
)
ASSISTANT = assistant(PROVIDER, PLACE, rank=42, words=("openai-compatible", "vllm", "openrouter", "azure openai"))
