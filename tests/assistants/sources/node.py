"""The Node kit's assistants, which ask the same providers by the Vercel AI SDK."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from chatgraft import assistants
from tests.assistants.kits import NODE
from tests.assistants.source import Said, Source, in_messages, text_in
from tests.assistants.sources.anthropic import ANTHROPIC
from tests.assistants.sources.compatible import COMPATIBLE, LMSTUDIO
from tests.assistants.sources.gemini import GEMINI
from tests.assistants.sources.openai import OPENAI, TOO_LONG


def _in_node(source: Source, assistant: str) -> Source:
    return replace(source, name=f"node-{source.name}", assistant=assistant, kit=NODE, own_client=False)


def _as_added(name: str) -> Callable[[Path, str], AbstractContextManager[Mapping[str, str]]]:
    """The model file with the constants that `add` writes into it for that name."""

    @contextmanager
    def lay(folder: Path, _url: str) -> Iterator[Mapping[str, str]]:
        path = NODE.answering(folder / "backend")
        text = path.read_text("utf-8")
        for constant, value in assistants.every()[name].constants(None, "backend").items():
            text, count = re.subn(rf"(const {constant} = )'.*'", rf"\1'{value}'", text)
            assert count == 1, constant
        path.write_text(text, "utf-8")
        yield {}

    return lay


def _said_to_openai(body: dict[str, Any]) -> Said:
    """The SDK puts instructions before the messages, in the role that the model wants for them."""
    return [(one["role"], text_in(one["content"])) for one in body["input"]]


NODE_OPENAI = replace(_in_node(OPENAI, "openai"), said=_said_to_openai)
NODE_ANTHROPIC = _in_node(ANTHROPIC, "anthropic")
NODE_GEMINI = _in_node(GEMINI, "gemini")
NODE_COMPATIBLE = _in_node(COMPATIBLE, "openai-compatible")
NODE_LMSTUDIO = replace(_in_node(LMSTUDIO, "openai-compatible"), lay=_as_added("lmstudio"))
NODE_OLLAMA = Source(
    name="node-ollama",
    assistant="ollama",
    environ=lambda url: {"OLLAMA_HOST": url, "OLLAMA_MODEL": "a-model"},
    said=in_messages,
    too_long=TOO_LONG,
    wrong_key=None,
    needs_key=False,
    kit=NODE,
    own_client=False,
)
