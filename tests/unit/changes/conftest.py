from pathlib import Path

import pytest

from tests.unit.changes.tree import make_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "site")
