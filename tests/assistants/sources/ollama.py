"""Ollama on a machine of one's own: no key, and lines of JSON in place of events."""

from __future__ import annotations

from tests.assistants.source import Source, in_messages, refused

OLLAMA = Source(
    name="ollama",
    assistant="ollama",
    environ=lambda url: {"OLLAMA_HOST": url, "OLLAMA_MODEL": "a-model"},
    said=in_messages,
    too_long=refused(400, {"error": "input is too long: exceeds the context length"}),
    wrong_key=None,
    noise=b'{"oops\n',
    declined=None,
    needs_key=False,
    counts=False,
    tells_when=False,
)
