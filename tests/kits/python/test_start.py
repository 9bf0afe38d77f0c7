"""An app that carries the chat, and its commands, start without what only an answer needs."""

import subprocess
import sys

import pytest

HEAVY = "{'chatkit', 'agents', 'openai', 'alembic', 'sqlalchemy', 'httpx'}"
SETTINGS = "import django.conf; django.conf.settings.configure(); "
REST = "import time; warming.warm_up(); warming._thread.get().join(); import sys; print('chatkit' in sys.modules)"


@pytest.mark.parametrize(
    "code",
    [
        "import {kit}.flask.chatkit_server",
        "import {kit}.fastapi_mounted.chatkit_server",
        SETTINGS + "import {kit}.django.chatkit_server, {kit}.django.views, {kit}.django.apps",
    ],
    ids=["flask", "fastapi", "django"],
)
def test_what_carries_the_chat_is_imported_without_it(code: str) -> None:
    program = code.format(kit="chatgraft.kits.python") + f"; import sys; print({HEAVY} & set(sys.modules))"
    assert run(program) == "set()"


def test_the_rest_is_imported_beside_the_apps_first_request_whatever_warnings_are_taken_for() -> None:
    assert run(f"from chatgraft.kits.python.chatkit_kit.mounts import warming; {REST}") == "True"


def run(program: str) -> str:
    command = [sys.executable, "-W", "error", "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.strip()
