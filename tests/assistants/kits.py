"""The kits that ask AI sources, each with how the suite lands it and puts it up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from tests.fixtures.node_kit import kit_assistant, land_node_kit, start_node_kit
from tests.fixtures.servers import KitService, land_python_kit, start_kit


@dataclass(frozen=True, slots=True)
class Kit:
    """`land` copies the kit into a folder, with the assistant of that name; `start` serves what has landed there."""

    assistant: str
    land: Callable[[Path, str], None]
    start: Callable[[Path, Mapping[str, str]], AbstractContextManager[KitService]]

    def answering(self, backend: Path) -> Path:
        """The file that answers."""
        return backend / self.assistant


def _land_node(backend: Path, assistant: str) -> None:
    land_node_kit(backend, kit_assistant(assistant))


PYTHON = Kit("chatkit_assistant.py", land_python_kit, start_kit)
NODE = Kit("chatkit-assistant.mjs", _land_node, start_node_kit)
