from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.changes.tree import make_project, scratch


@pytest.fixture(autouse=True, scope="module")
def logs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Logs of failed commands are kept for their owner to read; here they go with the other temporary files."""
    before, tempfile.tempdir = tempfile.tempdir, str(tmp_path_factory.mktemp("logs"))
    yield
    tempfile.tempdir = before


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    with scratch() as folder:
        yield Path(folder).resolve()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "site")
