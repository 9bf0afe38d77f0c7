"""Servers that speak OpenAI's Chat Completions API, each by its own settings."""

from __future__ import annotations

from tests.assistants.source import KEY, Source, in_messages
from tests.assistants.sources.openai import TOO_LONG, WRONG_KEY

COMPATIBLE = Source(
    name="openai-compatible",
    assistant="openai_compatible",
    environ=lambda url: {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": f"{url}/v1", "OPENAI_MODEL": "a-model"},
    said=in_messages,
    too_long=TOO_LONG,
    wrong_key=WRONG_KEY,
    needs_key=False,
    looks_at=("image/png",),
)
