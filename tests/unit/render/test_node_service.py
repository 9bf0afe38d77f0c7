# ruff: noqa: E501 - the code of a case stands on one line
"""The Node kit as it lands: which file answers, and the packages that it needs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from chatgraft.core.errors import ChatgraftError
from chatgraft.plan.choices import Choices
from chatgraft.plan.decide import decide
from chatgraft.render.render import render
from chatgraft.survey import survey
from tests.unit.sites import make_project, package

EXPRESS = {
    "package.json": package({"express": "5.2.1"}),
    "app.js": "const express = require('express');\nconst app = express();\napp.listen(3000);\n",
    "public/index.html": "<html><body></body></html>\n",
}
VITEST = {"package.json": package({"express": "5.2.1"}, devDependencies={"vitest": "4.1.12"})}


def grafted(folder: Path, files: Mapping[str, str], choices: Choices | None = None) -> dict[str, str]:
    """What is written to the project, by name."""
    project = make_project(folder, files)
    changes = render(project, decide(project, survey(project), choices or Choices()))
    return {change.file: (change.after or b"").decode() for change in changes.files}


@pytest.mark.parametrize(
    ("assistant", "says", "needs"),
    [
        ("site", "yield* answerFromSite(question);", "parse5"),
        ("openai", "from '@ai-sdk/openai';", "@ai-sdk/openai"),
        ("ollama", "OLLAMA_HOST", "@ai-sdk/openai-compatible"),
        ("lmstudio", "const URL_VARIABLE = 'LMSTUDIO_BASE_URL';", "@ai-sdk/openai-compatible"),
        ("groq", "const MODEL = 'openai/gpt-oss-20b';", "@ai-sdk/openai-compatible"),
        ("openai-compatible", "const URL_VARIABLE = 'CHATKIT_MODEL_URL';", "@ai-sdk/openai-compatible"),
    ],
)
def test_the_file_that_answers_is_the_assistants(tmp_path: Path, assistant: str, says: str, needs: str) -> None:
    files = grafted(tmp_path, EXPRESS, Choices(assistant=assistant))
    answers = files["chatkit-backend/chatkit-assistant.mjs"]
    assert says in answers
    assert "'./chatkit-kit/" in answers
    assert f'"{needs}"' in files["package.json"]


COMPILED: dict[str, str] = {
    "package.json": package({"express": "5.2.1"}, devDependencies={"typescript": "5.9.0"}),
    "src/app.ts": "import express from 'express';\nconst app = express();\napp.listen(3000);\n",
    "tsconfig.json": '{"compilerOptions": {"module": "commonjs", "outDir": "dist"}}',
}
TYPED_NEXT = {
    "package.json": package({"next": "16.4.6", "react": "19.3.1"}),
    "app/page.tsx": "export default function Page() { return <p>Hello</p>; }\n",
    "app/layout.tsx": "export default function Layout({ children }) { return <html><body>{children}</body></html>; }\n",
    "tsconfig.json": "{}",
}


@pytest.mark.parametrize(
    ("files", "file", "loads"),
    [
        (EXPRESS, "chatkit-backend/chatkit-kit/installed.mjs", "import({} 'pg')"),
        (TYPED_NEXT, "chatkit-backend/chatkit-kit/installed.ts", "import({} 'pg' as string)"),
        (COMPILED, "src/chatkit-backend/chatkit-kit/installed.ts", "require('pg')"),
    ],
    ids=["as it lies", "bundled", "compiled to CommonJS"],
)
def test_what_is_installed_is_named_for_those_who_copy_what_is_imported(
    tmp_path: Path, files: dict[str, str], file: str, loads: str
) -> None:
    made = grafted(tmp_path, files, Choices(database="postgresql", assistant="openai", frontend="none"))
    said = loads.format("/* webpackIgnore: true */ /* turbopackIgnore: false */")
    assert f"  pg: async () => {{\n    try {{\n      return await {said};\n" in made[file]
    named = re.findall(r"(?:import|require)\(.*?'(.+?)'", made[file])
    assert named == ["kysely", "libsql", "parse5", "pg", "prom-client"]


def test_functions_share_what_they_cannot_keep(tmp_path: Path) -> None:
    made = grafted(
        tmp_path, {**TYPED_NEXT, "vercel.json": "{}"}, Choices(database="postgresql", features=("attachments",))
    )
    for name in ("redis", "@aws-sdk/client-s3"):
        assert f'"{name}"' in made["package.json"]
        assert f" '{name}' as string)" in made["chatkit-backend/chatkit-kit/installed.ts"]


NODES, VITESTS = ("chatkit-server-test.mjs", "node:test"), ("chatkit-server.test.mjs", "vitest")


@pytest.mark.parametrize(
    ("files", "landed", "command"),
    [
        ({}, NODES, "node --test chatkit-backend/chatkit-server-test.mjs"),
        (VITEST, VITESTS, "npx vitest run chatkit-backend/chatkit-server.test.mjs"),
        (
            {**VITEST, "vite.config.js": "export default { test: { globals: true } };"},
            VITESTS,
            "npx vitest run chatkit-backend/chatkit-server.test.mjs",
        ),
        (
            {**VITEST, "vitest.config.js": "export default defineConfig({ test: { setupFiles: './setup.js' } });"},
            NODES,
            "node --test chatkit-backend/chatkit-server-test.mjs",
        ),
        (
            {**VITEST, "vitest.config.js": "export default mergeConfig(common, { test: { include: ['src/**'] } });"},
            NODES,
            "node --test chatkit-backend/chatkit-server-test.mjs",
        ),
    ],
)
def test_its_tests_are_for_a_runner_that_takes_them(
    tmp_path: Path, files: dict[str, str], landed: tuple[str, str], command: str
) -> None:
    made, (name, runner) = grafted(tmp_path, {**EXPRESS, **files}), landed
    assert [file for file in made if file.endswith(("test.mjs", "test.ts"))] == [f"chatkit-backend/{name}"]
    assert f"import {{ test }} from '{runner}';" in made[f"chatkit-backend/{name}"]
    assert f"\n{command}\n" in made["CHATKIT_SETUP.md"]


def jest(version: str = "30.0.0", **fields: Any) -> dict[str, str]:
    fields.setdefault("scripts", {"test": "jest"})
    return {**EXPRESS, "package.json": package({"express": "5.2.1"}, devDependencies={"jest": version}, **fields)}


def test_jest_shows_the_tests_that_node_runs(tmp_path: Path) -> None:
    made = grafted(tmp_path, jest())
    assert "import { test } from 'node:test';" in made["chatkit-backend/chatkit-server-test.mjs"]
    shown = made["chatkit-backend/chatkit-server.test.js"]
    assert "const { spawnSync } = require('node:child_process');" in shown
    assert "const PROGRAM = ['chatkit-server-test.mjs'];" in shown
    assert "\nimport " not in shown
    assert "\nnpm run test -- chatkit-server\n" in made["CHATKIT_SETUP.md"]
    assert "`chatkit-backend/chatkit-server.test.js` shows them to Jest" in made["CHATKIT_SETUP.md"]


def test_they_are_shown_where_jest_looks_and_as_it_loads_modules(tmp_path: Path) -> None:
    files = jest(jest={"testMatch": ["<rootDir>/checks/**/*.spec.js"]}, type="module", scripts={"test": "jest"})
    made = grafted(tmp_path, {**files, "checks/unit/sum.spec.js": ""})
    shown = made["checks/unit/chatkit-server.spec.js"]
    assert "import { spawnSync } from 'node:child_process';" in shown
    assert "const PROGRAM = ['../../chatkit-backend/chatkit-server-test.mjs'];" in shown


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"jest": {"roots": ["<rootDir>/checks"]}}, "Jest looks for other tests alone"),
        ({"jest": {"projects": ["a", "b"]}}, "is not understood (package.json)"),
        ({"version": "26.0.0"}, "Jest 26 is older than 27"),
    ],
)
def test_where_jest_would_not_find_them_the_plan_says_so(tmp_path: Path, fields: dict[str, Any], why: str) -> None:
    project = make_project(tmp_path, jest(**fields))
    plan = decide(project, survey(project), Choices())
    (said,) = [decision for decision in plan.decisions if decision.part == "tests"]
    assert said.choice == "by node --test chatkit-backend/chatkit-server-test.mjs"
    assert why in said.reason
    assert not [change.file for change in render(project, plan).files if ".test." in change.file]


def test_where_vitest_would_not_run_them_the_plan_says_so(tmp_path: Path) -> None:
    config = "export default defineConfig({ test: { include: ['src/**'] } });"
    project = make_project(tmp_path, {**EXPRESS, **VITEST, "vitest.config.js": config})
    decisions = decide(project, survey(project), Choices()).decisions
    assert [decision.reason[:29] for decision in decisions if decision.part == "tests"] == [
        "Vitest looks for other tests "
    ]


def test_no_pattern_of_jests_takes_the_test_for_its_own(tmp_path: Path) -> None:
    made = grafted(tmp_path, jest(jest={"testRegex": "test\\.m?js$"}))
    assert "chatkit-backend/chatkit-server-checks.mjs" in made
    assert "['chatkit-server-checks.mjs']" in made["chatkit-backend/chatkit-server.test.js"]


TYPESCRIPT = {
    "src/app.ts": "import express from 'express';\nconst app = express();\napp.listen(3000);\n",
    "tsconfig.json": '{"compilerOptions": {"module": "commonjs", "outDir": "dist"}}',
}


@pytest.mark.parametrize(("compiler", "ending"), [("ts-jest", "ts"), ("@types/jest", "js")])
def test_in_typescript_node_takes_the_types_out(tmp_path: Path, compiler: str, ending: str) -> None:
    wants = {"typescript": "5.9.0", "jest": "30.0.0", compiler: "29.4.0"}
    manifest = package({"express": "5.2.1"}, devDependencies=wants, scripts={"test": "jest"})
    made = grafted(tmp_path, {"package.json": manifest, **TYPESCRIPT}, Choices(frontend="none"))
    shown = made[f"src/chatkit-backend/chatkit-server.test.{ending}"]
    assert "= ['chatkit-kit/run-typescript.mjs', 'chatkit-server-test.ts'];" in shown
    assert ("interface " in shown) == (ending == "ts")
    assert "src/chatkit-backend/chatkit-kit/run-typescript.mjs" in made


def test_tests_in_typescript_that_nothing_runs_bring_what_runs_them(tmp_path: Path) -> None:
    manifest = package({"express": "5.2.1"}, devDependencies={"typescript": "5.9.0"})
    made = grafted(tmp_path, {"package.json": manifest, **TYPESCRIPT}, Choices(frontend="none"))
    folder = "src/chatkit-backend"
    assert f"{folder}/chatkit-kit/run-typescript.mjs" in made
    command = f"node {folder}/chatkit-kit/run-typescript.mjs {folder}/chatkit-server-test.ts"
    assert f"\n{command}\n" in made["CHATKIT_SETUP.md"]


def test_tests_in_typescript_are_run_by_what_the_app_has_for_it(tmp_path: Path) -> None:
    manifest = package({"express": "5.2.1"}, devDependencies={"typescript": "5.9.0", "ts-node": "10.9.2"})
    made = grafted(tmp_path, {"package.json": manifest, **TYPESCRIPT}, Choices(frontend="none"))
    assert "from './chatkit-kit/testing';" in made["src/chatkit-backend/chatkit-server-test.ts"]
    assert "\nnpx ts-node src/chatkit-backend/chatkit-server-test.ts\n" in made["CHATKIT_SETUP.md"]


def test_without_tests_none_land(tmp_path: Path) -> None:
    made = grafted(tmp_path, EXPRESS, Choices(without=("tests",)))
    assert not [file for file in made if "test." in file]
    assert "Its tests" not in made["CHATKIT_SETUP.md"]


ANSWERS = "export async function* answer(question) {}\n"
TYPED: dict[str, str] = {
    "package.json": package({"express": "5.2.1"}, devDependencies={"typescript": "5.9.0"}),
    "src/app.ts": "import express from 'express';\nconst app = express();\napp.listen(3000);\n",
    "tsconfig.json": '{"compilerOptions": {"module": "commonjs", "outDir": "dist", "rootDir": "src"}}',
    "public/index.html": "<html><body></body></html>\n",
    "src/ai/bot.ts": ANSWERS,
}
ENDED = {"src/app.ts": f"import './first.js';\n{TYPED['src/app.ts']}", "src/first.ts": ""}
NEXT = {
    "package.json": package({"next": "16.0.0", "react": "19.0.0"}),
    "src/app/layout.js": "export default () => <html><body /></html>;\n",
}
OWN = "src/chatkit-backend/chatkit-assistant.ts"


@pytest.mark.parametrize(
    ("files", "said", "answers", "imported"),
    [
        ({**EXPRESS, "lib/bot.js": ANSWERS}, "lib/bot.js:answer", "chatkit-backend/chatkit-assistant.mjs", "../lib/bot.js"),
        (TYPED, "src/ai/bot.ts:answer", OWN, "../ai/bot"),
        ({**TYPED, **ENDED}, "src/ai/bot.ts:answer", OWN, "../ai/bot.js"),
        ({**TYPED, **ENDED, "src/bot.mts": ANSWERS}, "src/bot.mts:answer", OWN, "../bot.mjs"),
        ({**NEXT, "src/lib/bot.ts": ANSWERS}, "src/lib/bot.ts:answer", OWN.replace(".ts", ".mjs"), "../lib/bot.ts"),
        (
            {"package.json": package({}), "index.html": "<html><body></body></html>", "bot.cjs": "exports.answer = (q) => q;"},
            "bot.cjs:answer", "chatkit-backend/chatkit-assistant.mjs", "../bot.cjs",
        ),
    ],
    ids=["javascript", "typescript", "typescript with endings", "a module of its own kind", "a route handler", "a service"],
)  # fmt: skip
def test_an_own_function_is_imported_from_where_it_lies(
    tmp_path: Path, files: dict[str, str], said: str, answers: str, imported: str
) -> None:
    made = grafted(tmp_path, files, Choices(callable=said))[answers]
    assert f"import('{imported}')" in made
    assert "const NAME = 'answer';" in made


@pytest.mark.parametrize(
    ("files", "said", "wire", "part"),
    [
        ({**EXPRESS, "bot.ts": ANSWERS}, "bot.ts:answer", None, "Node runs the app app.js as it lies"),
        (TYPED, "src/ai/bot.ts:answer", "service", "Node runs the chat service as it lies"),
        ({**TYPED, "src/bot.js": ANSWERS}, "src/bot.js:answer", None, "is JavaScript"),
        ({**TYPED, "bot.ts": ANSWERS}, "bot.ts:answer", None, "lies outside of src"),
    ],
)
def test_what_could_not_be_imported_is_refused(
    tmp_path: Path, files: dict[str, str], said: str, wire: str | None, part: str
) -> None:
    with pytest.raises(ChatgraftError, match=part):
        grafted(tmp_path, files, Choices(frontend="none", callable=said, wire=wire))
