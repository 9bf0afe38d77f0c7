"""The tests that land with the Node kit, as an owner runs them: by the command that the documents name."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.fixtures.grafted import App, graft
from tests.fixtures.npm import node
from tests.fixtures.services.express_mounted import BREWERY, QUARRY

COMMAND = re.compile(r"## Its tests\n\n```sh\n(.+)\n```")


@pytest.mark.parametrize("app", [BREWERY, QUARRY], ids=lambda app: app.fixture)
def test_they_pass_in_the_app_and_leave_nothing_behind(app: App, tmp_path: Path) -> None:
    project, temporary = graft(app, tmp_path), tmp_path / "temporary"
    temporary.mkdir()
    before = {*project.rglob("*")}
    command = COMMAND.search((project / "CHATKIT_SETUP.md").read_text())
    assert command
    environ = {**os.environ, **node(), "TMPDIR": str(temporary), "DATABASE_URL": "postgresql://nowhere.invalid/x"}
    done = subprocess.run(
        command[1].split(), cwd=project, env=environ, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stdout
    assert re.search(r"^\S+ pass [1-9]\d*$", done.stdout, re.MULTILINE), done.stdout
    assert re.search(r"^\S+ fail 0$", done.stdout, re.MULTILINE), done.stdout
    assert [*temporary.glob("chatkit-*")] == []
    assert {*project.rglob("*")} == before
