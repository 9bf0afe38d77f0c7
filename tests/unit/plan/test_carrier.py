"""The app that is there carries the chat where it can; where it cannot, a service of its own does, and why is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.core.errors import ChatgraftError, Exit
from chatgraft.plan.choices import Choices
from chatgraft.plan.decide import decide
from chatgraft.plan.decisions import Plan, Service
from chatgraft.render.render import render
from chatgraft.survey import survey
from tests.unit.backends.test_django import CLUB
from tests.unit.sites import PAGE, Files, make_project, package

MAIN = "import { createApp } from 'vue'\nimport App from './App.vue'\n\ncreateApp(App).mount('#app')\n"
APP = "from fastapi import FastAPI\n\napp = FastAPI()\n"
SHOWN = f'{APP}app.mount("/", StaticFiles(directory="site", html=True))\n'.replace(
    "FastAPI\n", "FastAPI\nfrom fastapi.staticfiles import StaticFiles\n", 1
)
SITE: Files = {"site/index.html": PAGE, "main.py": SHOWN, "requirements.txt": "fastapi\n"}


def planned(root: Path, files: Files, **choices: str) -> Plan:
    project = make_project(root, files)
    return decide(project, survey(project), Choices(**choices))  # type: ignore[arg-type]


def service(root: Path, files: Files, **choices: str) -> Service:
    found = planned(root, files, **choices).service
    assert found is not None
    return found


def reason(plan: Plan, part: str) -> str:
    return next(decision.reason for decision in plan.decisions if decision.part == part)


def test_an_app_that_shows_the_site_does_all_by_itself(tmp_path: Path) -> None:
    plan = planned(tmp_path, SITE)
    assert plan.service is not None
    assert plan.site is not None
    assert (plan.service.wire, plan.service.folder, plan.service.shows_site) == ("mount", "chatkit_backend", True)
    assert plan.service.start.words() == ("uvicorn", "main:app", "--port", "8000")
    assert plan.site.proxy is None
    assert {"mounted", "shows-site"} <= plan.tags
    assert "one app" in reason(plan, "address")


def test_a_site_with_a_server_of_its_own_passes_the_chat_on_to_the_app(tmp_path: Path) -> None:
    page = PAGE.replace("</body>", '<script type="module" src="/src/main.js"></script></body>')
    packages = package({"vue": "^3.5.0"}, devDependencies={"vite": "^8.0.0"})
    config = "import { defineConfig } from 'vite'\n\nexport default defineConfig({})\n"
    files = {"package.json": packages, "index.html": page, "src/main.js": MAIN, "vite.config.js": config}
    plan = planned(tmp_path, {**files, "api/main.py": APP, "api/requirements.txt": "fastapi\n"})
    assert plan.site is not None
    assert plan.site.proxy is not None
    assert plan.site.proxy.target == "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    ("files", "folder", "statement"),
    [
        ({"main.py": APP}, "chatkit_backend", "from chatkit_backend.chatkit_server import"),
        ({"api/main.py": APP}, "api/chatkit_backend", "from chatkit_backend.chatkit_server import"),
        (
            {"app/__init__.py": "", "app/main.py": APP},
            "app/chatkit_backend",
            "from .chatkit_backend.chatkit_server import",
        ),
        (
            {"api/main.py": APP, "Procfile": "web: uvicorn api.main:app\n"},
            "api/chatkit_backend",
            "from .chatkit_backend.chatkit_server import",
        ),
    ],
)
def test_it_is_imported_as_the_apps_other_modules_are(
    tmp_path: Path, files: Files, folder: str, statement: str
) -> None:
    project = make_project(tmp_path, files)
    plan = decide(project, survey(project), Choices(frontend="none"))
    assert plan.service is not None
    assert plan.service.folder == folder
    edited = [change.after for change in render(project, plan).files if change.file.endswith("main.py")]
    assert [statement in (after or b"").decode() for after in edited] == [True]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"requirements.txt": "fastapi==0.95.0\n"}, "fastapi 0.100 or newer"),
        ({"requirements.txt": "fastapi\npydantic<2\n"}, "pydantic 2.9 or newer"),
        ({"requirements.txt": "fastapi\nopenai==1.95.1\n"}, "openai 1.107 or newer"),
        ({".python-version": "3.9\n"}, "Python 3.10 or newer"),
        ({"chat.py": "import openai\n\n\ndef ask():\n    openai.ChatCompletion.create()\n"}, "chat.py:5"),
        ({"chat.py": "@router.post('/chatkit')\ndef chat(): ...\n"}, "a route at /chatkit of its own"),
    ],
)
def test_an_app_that_cannot_carry_it_gets_a_service_beside_it(tmp_path: Path, more: Files, why: str) -> None:
    plan = planned(tmp_path, {**SITE, **more})
    assert plan.service is not None
    assert (plan.service.wire, plan.service.root, plan.service.apart) == ("service", "backend", True)
    assert why in reason(plan, "backend")
    with pytest.raises(ChatgraftError) as refusal:
        planned(tmp_path, {}, wire="mount")
    assert refusal.value.exit_code is Exit.ASK
    assert (refusal.value.finding.code, why in refusal.value.finding.what) == ("cannot-mount", True)


def test_a_service_of_its_own_can_be_asked_for(tmp_path: Path) -> None:
    plan = planned(tmp_path, SITE, wire="service")
    assert plan.service is not None
    assert (plan.service.wire, plan.service.port) == ("service", 8001)
    assert "--wire service" in reason(plan, "backend")


def test_where_there_is_no_app_nothing_can_be_mounted(tmp_path: Path) -> None:
    with pytest.raises(ChatgraftError, match="no app here"):
        planned(tmp_path, {"index.html": PAGE}, wire="mount")


@pytest.mark.parametrize(
    ("app", "port"),
    [
        (APP + "uvicorn.run(app, port=8080)\n", "8080"),
        (APP, "8000"),
        ("from flask import Flask\n\napp = Flask(__name__)\napp.run(port=5050)\n", "5050"),
        ("from flask import Flask\n\napp = Flask(__name__)\n", "5000"),
    ],
)
def test_an_app_is_started_where_its_code_says(tmp_path: Path, app: str, port: str) -> None:
    found = service(tmp_path, {"main.py": app, "index.html": PAGE}, wire="mount")
    assert found.start.words()[-1] == port


def test_the_packages_of_a_project_whose_code_lies_in_a_folder(tmp_path: Path) -> None:
    files = {f"src/{name}": text for name, text in CLUB.items()}
    files["requirements.txt"] = files.pop("src/requirements.txt")
    assert service(tmp_path, files, frontend="none").requirements == "requirements.txt"


def test_a_local_address_moves_the_app(tmp_path: Path) -> None:
    found = service(tmp_path, SITE, api_url="http://localhost:9000/chatkit")
    assert found.start.words()[-1] == "9000"


@pytest.mark.parametrize(
    ("files", "requirements", "words"),
    [
        (
            {"pyproject.toml": '[project]\ndependencies = ["fastapi"]\n', "uv.lock": ""},
            "pyproject.toml",
            "uv run uvicorn",
        ),
        ({"pyproject.toml": "[tool.poetry]\n", "poetry.lock": ""}, "pyproject.toml", "poetry run uvicorn"),
        ({"pyproject.toml": '[project]\nname = "x"\n', "pdm.lock": ""}, "pyproject.toml", "pdm run uvicorn"),
        ({"Pipfile": "[packages]\n", "Pipfile.lock": "{}"}, "Pipfile", "pipenv run uvicorn"),
        ({"requirements.txt": "fastapi\n"}, "requirements.txt", "uvicorn main:app"),
        ({"pyproject.toml": '[project]\nname = "x"\n'}, "chatkit_backend/requirements.txt", "uvicorn main:app"),
        ({"pyproject.toml": '[project]\ndependencies = ["fastapi"]\n'}, "pyproject.toml", "uvicorn main:app"),
        ({"pyproject.toml": '[tool.poetry.dependencies]\nfastapi = "*"\n'}, "pyproject.toml", "poetry run uvicorn"),
        ({"requirements/base.txt": "fastapi\n"}, "requirements/base.txt", "uvicorn main:app"),
        (
            {"requirements/dev.txt": "-r base.txt\nfastapi[all]\n", "requirements/base.txt": "fastapi\n"},
            "requirements/base.txt",
            "uvicorn main:app",
        ),
        (
            {
                "requirements.txt": "-r requirements/production.txt\n",
                "requirements/production.txt": "-r common.txt\ngunicorn\n",
                "requirements/common.txt": "FastAPI==0.115\n",
            },
            "requirements/common.txt",
            "uvicorn main:app",
        ),
        ({"requirements.txt": "fastapi\n", "requirements/ci.txt": "ruff\n"}, "requirements.txt", "uvicorn main:app"),
    ],
)
def test_its_packages_are_where_the_apps_are(tmp_path: Path, files: Files, requirements: str, words: str) -> None:
    found = service(tmp_path, {"main.py": APP, **files}, frontend="none")
    assert found.requirements == requirements
    assert " ".join(found.start.words()).startswith(words)


WORKSPACE: Files = {
    "pyproject.toml": '[project]\nname = "all"\n\n[tool.uv.workspace]\nmembers = ["services/*"]\nexclude = ["*/old"]\n',
    "uv.lock": "",
    "services/api/pyproject.toml": '[project]\nname = "api"\ndependencies = ["fastapi"]\n',
    "services/api/main.py": APP,
}


def test_a_member_of_a_workspace_is_kept_by_the_lock_above_it(tmp_path: Path) -> None:
    project = make_project(tmp_path, WORKSPACE)
    plan = decide(project, survey(project), Choices(frontend="none"))
    assert plan.service is not None
    assert (plan.service.requirements, plan.service.start.argv[:2]) == ("services/api/pyproject.toml", ("uv", "run"))
    command = render(project, plan).commands[0]
    assert (command.folder, command.writes, command.makes) == ("services/api", ("uv.lock",), (".venv",))


def test_what_a_workspace_leaves_out_is_not_kept_by_its_lock(tmp_path: Path) -> None:
    files = {file.replace("services/api", "services/old"): text for file, text in WORKSPACE.items()}
    found = service(tmp_path, files, frontend="none")
    assert (found.requirements, found.start.argv[0]) == ("services/old/pyproject.toml", "uvicorn")


def test_new_packages_are_named_to_poetry_so_that_it_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    poetry = '[tool.poetry.dependencies]\npython = "^3.11"\nfastapi = "*"\npydantic = "^2.9"\n'
    project = make_project(tmp_path, {"main.py": APP, "pyproject.toml": poetry, "poetry.lock": ""})
    first, last = render(project, decide(project, survey(project), Choices(frontend="none"))).commands
    assert first.argv[:5] == ("poetry", "update", "--lock", "--no-interaction", "openai-chatkit")
    assert "pydantic" not in first.argv
    assert last.argv == ("poetry", "install", "--no-interaction")


@pytest.mark.parametrize(
    ("files", "after"),
    [
        (
            {"requirements/base.txt": "fastapi\n", "requirements/dev.txt": "-r base.txt\npytest\n"},
            {"requirements/base.txt": ("selectolax", "httpx"), "requirements/dev.txt": ("httpx", "selectolax")},
        ),
        (
            {"requirements.in": "fastapi\n", "requirements.txt": "fastapi==0.115.0\n"},
            {"requirements.in": ("selectolax", "pdm"), "requirements.txt": ("selectolax", "pdm")},
        ),
    ],
)
def test_packages_go_to_the_files_that_the_owner_has_for_them(
    tmp_path: Path, files: Files, after: dict[str, tuple[str, str]]
) -> None:
    project = make_project(tmp_path, {"main.py": APP, **files})
    changes = render(project, decide(project, survey(project), Choices(frontend="none")))
    texts = {change.file: (change.after or b"").decode() for change in changes.files}
    for file, (there, elsewhere) in after.items():
        assert there in texts[file]
        assert elsewhere not in texts[file]


def test_what_is_compiled_with_hashes_is_compiled_again_by_its_owner(tmp_path: Path) -> None:
    files = {"main.py": APP, "requirements.in": "fastapi\n", "requirements.txt": "fastapi==0.115.0 --hash=sha256:0\n"}
    project = make_project(tmp_path, files)
    changes = render(project, decide(project, survey(project), Choices(frontend="none")))
    assert [step.file for step in changes.by_hand] == ["requirements.txt"]
    assert "requirements.in" in {change.file for change in changes.files}


def test_where_poetry_has_both_forms_the_list_is_what_counts(tmp_path: Path) -> None:
    both = '[project]\ndependencies = ["fastapi"]\n\n[tool.poetry.dependencies]\nfastapi = { source = "here" }\n'
    project = make_project(tmp_path, {"main.py": APP, "pyproject.toml": both, "poetry.lock": ""})
    changes = render(project, decide(project, survey(project), Choices(frontend="none")))
    after = next(change.after or b"" for change in changes.files if change.file == "pyproject.toml")
    assert b'"openai-chatkit>=' in after.partition(b"[tool")[0]


def test_dependencies_that_are_computed_are_left_to_the_owner(tmp_path: Path) -> None:
    dynamic = '[project]\nname = "x"\ndynamic = ["dependencies"]\n'
    project = make_project(tmp_path, {"main.py": APP, "pyproject.toml": dynamic, "pdm.lock": ""})
    changes = render(project, decide(project, survey(project), Choices(frontend="none")))
    assert [step.file for step in changes.by_hand] == ["pyproject.toml"]


def test_where_the_packages_do_not_go_together_each_has_a_file_and_an_environment(tmp_path: Path) -> None:
    files = {"api/main.py": APP, "api/requirements.txt": "fastapi==0.115.12\nopenai==1.76.2\n"}
    project = make_project(tmp_path, files)
    plan = decide(project, survey(project), Choices(frontend="none"))
    assert plan.service is not None
    assert (plan.service.requirements, plan.service.environment) == (
        "api/requirements-chatkit.txt",
        "api/.venv-chatkit",
    )
    assert "api/requirements.txt" not in {change.file for change in render(project, plan).files}


def test_a_function_of_the_other_language_is_asked_in_a_service_of_its_own(tmp_path: Path) -> None:
    files = {**SITE, "package.json": package({}), "bot.js": "exports.answer = (question) => question;\n"}
    plan = planned(tmp_path, files, callable="bot.js:answer")
    assert plan.service is not None
    assert (plan.service.wire, plan.service.backend, plan.service.assistant) == ("service", "node", "function")
    assert "main.py:app cannot carry it: function is asked in Node alone" in reason(plan, "backend")
    assert reason(plan, "assistant") == "bot.js:answer, named by --callable; answer answers, given message (bot.js:1)"


@pytest.mark.parametrize(
    ("files", "file"),
    [
        (SITE, "chatkit_assistant.py"),
        ({"package.json": package({"express": "5.2.1"}), "app.js": "require('express')();\n"}, "chatkit-assistant.mjs"),
    ],
)
def test_where_no_chat_route_is_found_the_plan_names_the_file_that_says_what_it_is_like(
    tmp_path: Path, files: Files, file: str
) -> None:
    plan = planned(tmp_path, files, frontend="none", assistant="http")
    assert f"say at the top of {file} what it takes" in reason(plan, "assistant")
