"""Which Express apps are found, and which of them cannot carry the chat: the plan says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.plan.choices import NONE, Choices
from chatgraft.plan.decide import decide
from chatgraft.render.render import render
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


ROUTER = "import { Router } from 'express';\n\nexport const router = Router();\nrouter.get('/', home);\n"
FACTORY = """const start = require('express');

module.exports = function createApp() {
  const app = start();
  return app;
};
"""


@pytest.mark.parametrize(
    ("files", "entry", "why"),
    [
        ({"src/routes/books.ts": ROUTER, "src/api/deep/app.ts": TYPED}, "src/api/deep/app.ts", "an Express app"),
        ({"test/app.js": PLAIN, "src/lib/make.js": FACTORY}, "src/lib/make.js", "an Express app"),
        ({"test/app.js": PLAIN, "routes/books.js": ROUTER}, "routes/books.js", "an Express router"),
        ({"index.js": "require('express')().listen(3000);\n"}, "index.js", "an Express app"),
    ],
)
def test_the_app_is_found_where_it_is_made(tmp_path: Path, files: dict[str, str], entry: str, why: str) -> None:
    project = make_project(tmp_path, {"package.json": package({"express": "5.1.0"}), **files})
    (fact,) = survey(project).backends
    assert (fact.entry, fact.evidence[0].why) == (entry, why)


def test_where_only_routers_are_there_the_owner_is_told_what_goes_where(tmp_path: Path) -> None:
    made = {"package.json": package({"express": "5.1.0"}, type="module"), "routes/books.js": ROUTER}
    project = make_project(tmp_path, made)
    changes = render(project, decide(project, survey(project), Choices(frontend=NONE)))
    (step,) = changes.by_hand
    assert step.snippet == "import { chatkit } from '../chatkit-backend/express.mjs';\n\nrouter.use(chatkit());"
    assert "chatgraft add --api-url /api/chatkit" in step.why
    assert "chatkit-backend/express.mjs" in {change.file for change in changes.files}
    done = "import { chatkit } from './chatkit-backend/express.mjs';\n\nstart().use(chatkit());\n"
    project = make_project(tmp_path, {"server.js": done})
    assert render(project, decide(project, survey(project), Choices(frontend=NONE))).by_hand == ()
