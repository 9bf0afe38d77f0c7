"""Virtual environments that Chatgraft makes for a chat service, which `remove` takes away again."""

from __future__ import annotations

from pathlib import PurePosixPath

USUAL, APART = ".venv", ".venv-chatkit"
MADE = ".chatkit-made"
"""The file in it that says who has made it."""


def is_environment(path: str) -> bool:
    return PurePosixPath(path).name in (USUAL, APART)
