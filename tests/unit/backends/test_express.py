"""Express apps that cannot carry the chat get a service beside them, and the plan says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.plan.choices import NONE, Choices
from chatgraft.plan.decide import decide
from chatgraft.survey import survey
from tests.unit.sites import make_project, package

TYPED = "import express from 'express';\n\nconst app = express();\napp.get('/', (_, response) => response.end());\n"
PLAIN = "const express = require('express');\n\nconst app = express();\n"


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"package.json": package({"express": "3.21.2"}), "app.js": PLAIN}, "Express 3.21.2 is older than 4"),
        (
            {"package.json": package({"express": "4.22.1", "typescript": "4.1.3"}), "src/app.ts": TYPED},
            "TypeScript 4.1.3 is older than 4.9",
        ),
    ],
    ids=["express", "typescript"],
)
def test_what_is_too_old_is_said(tmp_path: Path, files: dict[str, str], why: str) -> None:
    project = make_project(tmp_path, files)

    plan = decide(project, survey(project), Choices(frontend=NONE))

    assert plan.service is not None
    assert plan.service.fact is None
    assert any(why in one.reason for one in plan.decisions)


@pytest.mark.parametrize("version", ["4.9.5", "5.0.4", "^6", "latest"])
def test_newer_typescript_carries_it(tmp_path: Path, version: str) -> None:
    files = {"package.json": package({"express": "5.1.0", "typescript": version}), "src/app.ts": TYPED}
    project = make_project(tmp_path, files)

    plan = decide(project, survey(project), Choices(frontend=NONE))

    assert plan.service is not None
    assert plan.service.fact is not None
