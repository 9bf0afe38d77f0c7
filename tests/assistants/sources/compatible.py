"""Servers that speak OpenAI's Chat Completions API, each by its own settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from chatgraft import assistants
from chatgraft.core.source import Source as File
from chatgraft.edits import applied
from chatgraft.edits.python_constants import set_constants
from tests.assistants.source import KEY, Source, in_messages
from tests.assistants.sources.openai import TOO_LONG, WRONG_KEY


def _as_added(name: str) -> Callable[[Path, str], AbstractContextManager[Mapping[str, str]]]:
    """The model file with the constants that `add` writes into it for that name."""

    @contextmanager
    def lay(folder: Path, _url: str) -> Iterator[Mapping[str, str]]:
        path = folder / "backend" / "chatkit_assistant.py"
        source = File(path.name, path.read_bytes())
        constants = assistants.every()[name].constants(None, "backend")
        path.write_bytes(applied(source, set_constants(source, constants)).data)
        yield {}

    return lay


COMPATIBLE = Source(
    name="openai-compatible",
    assistant="openai_compatible",
    environ=lambda url: {"CHATKIT_MODEL_KEY": KEY, "CHATKIT_MODEL_URL": f"{url}/v1", "CHATKIT_MODEL": "a-model"},
    said=in_messages,
    too_long=TOO_LONG,
    wrong_key=WRONG_KEY,
    needs_key=False,
    looks_at=("image/png",),
)
GROQ = Source(
    name="groq",
    assistant="openai_compatible",
    environ=lambda url: {"GROQ_API_KEY": KEY, "CHATKIT_MODEL_URL": f"{url}/v1", "GROQ_MODEL": "a-model"},
    said=in_messages,
    too_long=TOO_LONG,
    wrong_key=WRONG_KEY,
    looks_at=("image/png",),
    settings_alone=True,
    own_client=False,
    lay=_as_added("groq"),
)
LMSTUDIO = Source(
    name="lmstudio",
    assistant="openai_compatible",
    environ=lambda url: {"LMSTUDIO_BASE_URL": f"{url}/v1", "LMSTUDIO_MODEL": "a-model"},
    said=in_messages,
    too_long=TOO_LONG,
    wrong_key=None,
    looks_at=("image/png",),
    settings_alone=True,
    own_client=False,
    lay=_as_added("lmstudio"),
)
