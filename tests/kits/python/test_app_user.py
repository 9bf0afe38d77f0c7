"""The user of a FastAPI app, as the app's own dependency tells it, whenever that is made and however it refuses."""

import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any
from uuid import UUID

import pytest
from fastapi import FastAPI, Header, HTTPException, Request
from fastapi.responses import RedirectResponse
from fastapi.testclient import TestClient

from chatgraft.kits.python.chatkit_kit.mounts.app_user import AppUser, named
from chatgraft.kits.python.chatkit_kit.mounts.starlette import mount
from chatgraft.kits.python.chatkit_kit.settings import Settings
from chatgraft.kits.python.fastapi_mounted.chatkit_server import create_service
from tests.kits.python.services import SECRET

ASK = {"type": "threads.list", "params": {}}


class _ToLogin(Exception):  # noqa: N818 - as owners name it
    pass


@pytest.fixture
def module(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The app's module of users, which the app has imported."""
    made = ModuleType("users_of_the_app")
    monkeypatch.setitem(sys.modules, made.__name__, made)
    return made


def status(folder: Path, user: AppUser) -> int:
    """What a list of conversations is answered with."""
    app = FastAPI()

    @app.exception_handler(_ToLogin)
    async def to_login(_request: Request, _error: _ToLogin) -> RedirectResponse:
        return RedirectResponse("/login")

    settings = Settings.from_values(folder, {"CHATKIT_SECRET": SECRET})
    mount(app, lambda: settings, create_service, user)
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as client:
        client.post("/chatkit/session", json={"as": "cookie"})
        answered: int = client.post("/chatkit", json=ASK).status_code
        return answered


def refuse(code: int) -> Any:
    def refusing() -> None:
        raise HTTPException(code)

    return refusing


def to_login() -> None:
    raise _ToLogin


def needs_header(authorization: Annotated[str, Header()]) -> str:
    return authorization


@pytest.mark.parametrize("who", [refuse(401), refuse(403), refuse(404), to_login, needs_header, lambda: None])
def test_whom_the_app_does_not_know_may_chat(tmp_path: Path, module: ModuleType, who: Any) -> None:
    module.who = who  # type: ignore[attr-defined]
    assert status(tmp_path, AppUser("users_of_the_app:who", "")) == 200


@pytest.mark.parametrize("code", [429, 500, 503])
def test_nobody_seems_to_have_lost_a_history_when_the_app_fails(tmp_path: Path, module: ModuleType, code: int) -> None:
    module.who = refuse(code)  # type: ignore[attr-defined]
    assert status(tmp_path, AppUser("users_of_the_app:who", "")) == code


def test_a_name_that_is_not_there_is_told_in_the_log(
    tmp_path: Path, module: ModuleType, caplog: pytest.LogCaptureFixture
) -> None:
    assert status(tmp_path, AppUser(f"{module.__name__}:who", "id")) == 503
    assert "names users_of_the_app:who" in caplog.text


def test_a_user_without_the_field_chats_without_a_name(
    tmp_path: Path, module: ModuleType, caplog: pytest.LogCaptureFixture
) -> None:
    module.who = lambda: {"name": "ann"}  # type: ignore[attr-defined]
    assert status(tmp_path, AppUser(f"{module.__name__}:who", "id")) == 200
    assert "has no id" in caplog.text


PROGRAM = """\
from fastapi import FastAPI, Header
from fastapi.testclient import TestClient
from chatgraft.kits.python.fastapi_mounted import chatkit_server

app = FastAPI()
chatkit_server.signed_in = chatkit_server.AppUser("main:who", "id")
chatkit_server.FOLDER = __import__("pathlib").Path(__file__).parent
chatkit_server.mount_chatkit(app)
print("made")

def who(token: str = Header(None)):
    return {"id": token} if token else None

if __name__ == "__main__":
    with TestClient(app, base_url="http://localhost") as client:
        client.post("/chatkit/session", json={"as": "cookie"})
        asked = {"content": [{"type": "input_text", "text": "hi"}], "attachments": [], "inference_options": {}}
        request = {"type": "threads.create", "params": {"input": asked}}
        client.post("/chatkit", json=request, headers={"token": "ann"})
        for token in ({"token": "ann"}, {}):
            found = client.post("/chatkit", json={"type": "threads.list", "params": {}}, headers=token)
            print(len(found.json()["data"]))
"""


def test_an_app_that_is_one_file_is_run_once_and_says_who_it_is(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(PROGRAM)
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "main.py"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["made", "1", "0"], done.stderr[-2000:]


class _User:
    def __init__(self) -> None:
        self.id = UUID(int=7)


@pytest.mark.parametrize(
    ("value", "is_named"),
    [("ann", "ann"), (7, "7"), (UUID(int=7), str(UUID(int=7))), (None, ""), (True, ""), (_User(), ""), ({"id": 7}, "")],
)
def test_only_a_plain_id_names_a_user(value: object, is_named: str) -> None:
    assert named(value) == is_named
