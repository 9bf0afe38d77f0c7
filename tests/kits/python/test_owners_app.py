"""Whatever is wrong with the chat, the app that carries it starts and answers."""

from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from chatgraft.kits import python as kit
from chatgraft.kits.python.chatkit_kit.env_file import read_env_file
from chatgraft.kits.python.chatkit_kit.errors import DatabaseUnavailableError, SettingsError
from chatgraft.kits.python.chatkit_kit.mounts.starlette import mount
from chatgraft.kits.python.chatkit_kit.settings import Settings
from chatgraft.kits.python.chatkit_kit.stores import open_executor
from chatgraft.kits.python.fastapi_mounted.chatkit_server import create_service
from tests.kits.python.services import SECRET
from tests.kits.python.test_attachments import PNG

KIT = Path(kit.__file__).parent


def nobody() -> str:
    return ""


def shown(settings: Any, who: Any = nobody) -> tuple[int, int, Any]:
    """The statuses of a page of the app's own and of the chat's session, and what the chat said."""
    app = FastAPI()

    @app.get("/own")
    def own() -> str:
        return "own"

    mount(app, settings, create_service, who)
    with TestClient(app, base_url="http://localhost") as client:
        chat = client.post("/chatkit/session", json={"as": "cookie"})
        return client.get("/own").status_code, chat.status_code, chat.json()


def test_the_app_starts_where_the_settings_fail_in_any_way() -> None:
    def fail() -> Settings:
        raise OSError("no room")

    own, chat, said = shown(fail)
    assert (own, chat, said["error"]["code"]) == (200, 503, "not_set_up")


def test_the_app_starts_where_the_folder_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / ".chatkit").write_text("a file in the folder's place")
    own, chat, said = shown(lambda: Settings.from_values(tmp_path, {"CHATKIT_SECRET": SECRET}))
    assert (own, chat, said["error"]["code"]) == (200, 503, "database_unavailable")


UNREADABLE = Path("/proc/self/mem")
"""A file that not even root can read from its beginning."""


@pytest.mark.skipif(not UNREADABLE.exists(), reason="needs a file that not even root can read, which Linux alone has")
def test_an_env_file_that_cannot_be_read_is_named() -> None:
    with pytest.raises(SettingsError, match="mem cannot be read"):
        read_env_file(UNREADABLE)


async def test_no_part_of_an_address_that_cannot_be_read_is_told() -> None:
    database = open_executor("postgresql://chat:pass/word@host:port/name", connections=1)
    with pytest.raises(DatabaseUnavailableError, match=r"^DATABASE_URL cannot be read\.$") as raised:
        await database.fetch("SELECT 1")
    assert "word" not in str(raised.value)


def test_a_visitor_of_whom_the_app_knows_nothing_is_anonymous(tmp_path: Path) -> None:
    settings = Settings.from_values(tmp_path, {"CHATKIT_SECRET": SECRET})
    own, chat, said = shown(lambda: settings, lambda: None)
    assert (own, chat, said) == (200, 200, {"session_id": None})


def test_a_file_sent_to_an_app_that_another_carries_is_shown_there(tmp_path: Path) -> None:
    settings = Settings.from_values(tmp_path, {"CHATKIT_SECRET": SECRET, "CHATKIT_ATTACHMENTS": "1"})
    app, around = FastAPI(), FastAPI()
    mount(app, lambda: settings, create_service, nobody)
    around.mount("/shop", app)
    with TestClient(app), TestClient(around, base_url="http://localhost") as client:
        assert client.post("/shop/chatkit/session", json={"as": "cookie"}).status_code == 200
        file = {"file": ("a.png", PNG, "image/png")}
        shown = client.post("/shop/chatkit/attachments", files=file).json()["preview_url"]
        assert shown.startswith("http://localhost/shop/chatkit/attachments/")
        assert client.get(shown).content == PNG


def test_the_apps_redis_is_not_taken_unasked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHATKIT_SECRET", SECRET)
    monkeypatch.setenv("REDIS_URL", "redis://app/0")
    assert Settings.load_inside(tmp_path, "").redis_url == ""
    assert Settings.load(tmp_path).redis_url == "redis://app/0"
    (tmp_path / ".env").write_text("REDIS_URL=redis://chat/0\n")
    assert Settings.load_inside(tmp_path, "").redis_url == "redis://chat/0"
    monkeypatch.setenv("CHATKIT_REDIS_URL", "redis://named/0")
    assert Settings.load_inside(tmp_path, "").redis_url == "redis://named/0"


@pytest.mark.parametrize(
    ("framework", "without"),
    [
        ("flask", {"fastapi", "uvicorn[standard]"}),
        ("django", {"fastapi", "uvicorn[standard]", "alembic", "sqlalchemy", "greenlet", "asyncpg", "pytest", "httpx"}),
    ],
)
def test_an_app_that_carries_the_chat_needs_what_the_service_needs(framework: str, without: set[str]) -> None:
    common, own = needs(KIT / "requirements.txt"), needs(KIT / framework / "requirements.txt")
    assert own == {name: line for name, line in common.items() if name not in without}


def needs(file: Path) -> dict[str, str]:
    """The lines of a list of requirements, by package."""
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {line.partition(">")[0]: line for line in lines}
