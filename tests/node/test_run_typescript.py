"""Where nothing of a project's runs TypeScript as it lies."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.fixtures.node_kit import KIT
from tests.fixtures.npm import node

COMPILERS = Path(__file__).parents[2] / "node_modules"


@pytest.mark.parametrize("ending", ["", ".js"])
def test_what_is_missing_is_named_as_the_file_that_asks_for_it_names_it(ending: str, tmp_path: Path) -> None:
    (tmp_path / "node_modules").symlink_to(COMPILERS)
    (tmp_path / "run.mjs").write_bytes((KIT / "typescript" / "run-typescript.mjs").read_bytes())
    (tmp_path / "there.ts").write_text("export const said: string = 'there';\n")
    (tmp_path / "app.ts").write_text(
        f"import {{ said }} from './there{ending}';\nconsole.log(said);\nimport('./gone{ending}').catch(console.log);\n"
    )
    command = ["node", "run.mjs", "app.ts"]
    done = subprocess.run(command, cwd=tmp_path, env=node(), capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.startswith("there\n"), done.stderr
    assert f"gone{ending}'" in done.stdout
    assert "gone.ts" not in done.stdout + done.stderr
