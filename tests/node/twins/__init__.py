"""Programs that run a part of the Node kit by itself, so that what it tells can be laid beside the Python kit's."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.fixtures.node_kit import land_node_kit

_HERE = Path(__file__).parent


def told_by_node(program: str, given: object, kit: Path, settings: Mapping[str, str] | None = None) -> Any:
    """What a program of this folder says to `given`, both in JSON. The kit is landed at `kit` unless it is there."""
    if not kit.exists():
        land_node_kit(kit)
    shutil.copy(_HERE / f"{program}.mjs", kit)
    environ = {"PATH": os.environ["PATH"], "CHATKIT_SECRET": "s" * 40, **(settings or {})}
    command = ["node", str(kit / f"{program}.mjs")]
    done = subprocess.run(
        command, input=json.dumps(given), env=environ, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
