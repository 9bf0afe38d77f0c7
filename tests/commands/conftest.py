"""Whole commands in this process, on projects that are made for them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from chatgraft.cli import main
from chatgraft.core.errors import Exit
from tests.unit.changes.tree import scratch


@dataclass(frozen=True)
class Ran:
    exit: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """What `--json` printed: stdout holds this and nothing else."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found

    @property
    def codes(self) -> list[str]:
        return [finding["code"] for finding in self.document["findings"]]


Chatgraft = Callable[..., Ran]


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    with scratch() as folder:
        yield Path(folder).resolve()


@pytest.fixture
def chatgraft(capsys: pytest.CaptureFixture[str]) -> Chatgraft:
    """The command line in this process: `chatgraft("add", path, "--yes")`."""

    def run(*words: str | Path) -> Ran:
        capsys.readouterr()
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        assert code in set(Exit)
        return Ran(code, said.out, said.err)

    return run
