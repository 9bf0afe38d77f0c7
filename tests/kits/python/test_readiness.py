"""The service starts without its database, says what is missing, and recovers; migrations; bad settings."""

import multiprocessing
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from chatgraft.kits.python.chatkit_kit.errors import SettingsError
from chatgraft.kits.python.chatkit_kit.migrations import upgrade
from chatgraft.kits.python.chatkit_kit.settings import Settings
from chatgraft.kits.python.fastapi.chatkit_server import create_app
from tests.fixtures.servers import ACTING, KitService, Postgres, land_python_kit, start_kit, start_postgres
from tests.kits.python.visitor import ORIGIN, Visitor, last_item, text_of, thread_of

SECRET = "a secret for tests that is long enough"


def run_service(backend: Path, *arguments: str, **environ: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, str(backend / "chatkit_server.py"), *arguments]
    return subprocess.run(
        command, env=environ, cwd=backend.parent, text=True, capture_output=True, timeout=60, check=False
    )


def databases(service: KitService) -> httpx.Response:
    return httpx.get(f"{service.url}/readyz", timeout=30)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_production_waits_for_migrate(backend: Path, database: str, request: pytest.FixtureRequest) -> None:
    environ = {"CHATKIT_ENV": "production", "CHATKIT_SECRET": SECRET, "CHATKIT_ORIGINS": ORIGIN}
    if database == "postgresql":
        environ["DATABASE_URL"] = request.getfixturevalue("postgres").create_database(f"ready_{uuid4().hex}")
    with start_kit(backend, environ, ACTING) as service:
        waiting = databases(service)
        assert waiting.status_code == 503
        assert waiting.json()["cure"] == "Run: python backend/chatkit_server.py migrate"
        refused = httpx.post(f"{service.api}/session", json={"as": "token"}, headers={"Origin": ORIGIN})
        assert refused.status_code == 503
        assert refused.headers["access-control-allow-origin"] == ORIGIN
        for _ in range(2):
            done = run_service(backend, "migrate", **environ)
            assert done.returncode == 0, done.stderr
        assert databases(service).status_code == 200
        assert text_of(last_item(Visitor(service).ask("say hello"))) == "hello"


def test_a_database_that_comes_late_and_goes_away(backend: Path) -> None:
    with start_postgres() as server:
        server.stop()
        with start_kit(backend, {"DATABASE_URL": server.url}, ACTING) as service:
            down = databases(service)
            assert down.status_code == 503
            assert "DATABASE_URL" in down.json()["cure"]
            refused = httpx.post(f"{service.api}/session", json={"as": "token"}, headers={"Origin": ORIGIN})
            assert refused.status_code == 503
            assert refused.headers["retry-after"]
            assert "postgres" not in refused.text
            server.start()
            visitor = Visitor(service)
            thread = thread_of(visitor.ask("say hello"))
            cut_off(server, visitor)
            assert databases(service).status_code == 503
            server.start()
            assert [text_of(item) for item in visitor.items(thread)] == ["say hello", "hello"]


def cut_off(server: Postgres, visitor: Visitor) -> None:
    """Take the database away in the middle of an answer: it goes on, and its end tells what could not be kept."""
    with visitor.asking("count 20 0.1") as stream:
        stream.until('"2 "')
        server.stop()
        rest = list(stream.events())
    assert stream.finished
    assert rest[-1]["type"] == "error"
    assert rest[-1]["allow_retry"]
    assert "1 2 3 4 5" in str(rest)
    assert visitor.post("threads.list").status_code == 503


@pytest.mark.parametrize(
    ("environ", "says"),
    [
        ({"CHATKIT_ENV": "production", "CHATKIT_SECRET": ""}, "CHATKIT_SECRET is not set"),
        ({"CHATKIT_SECRET": "short"}, "CHATKIT_SECRET is too short"),
        ({"CHATKIT_ENV": "staging"}, "CHATKIT_ENV"),
        ({"DATABASE_URL": "oracle://x/y"}, "DATABASE_URL"),
        ({"CHATKIT_ORIGINS": "*"}, "CHATKIT_ORIGINS"),
        ({"CHATKIT_ORIGINS": "https://a.example/path"}, "CHATKIT_ORIGINS"),
        ({"CHATKIT_RUN_SECONDS": "soon"}, "CHATKIT_RUN_SECONDS"),
        ({"CHATKIT_TURNS_RATE": "often"}, "CHATKIT_TURNS_RATE"),
        ({"CHATKIT_TRUSTED_PROXIES": "nginx"}, "CHATKIT_TRUSTED_PROXIES"),
    ],
)
def test_settings_that_cannot_work_are_named(backend: Path, environ: dict[str, str], says: str) -> None:
    with pytest.raises(SettingsError, match=says):
        create_app(Settings.from_values(backend, {"CHATKIT_SECRET": SECRET, **environ}))


def test_a_setting_that_cannot_work_ends_the_service_in_plain_words(backend: Path) -> None:
    land_python_kit(backend)
    result = run_service(backend, CHATKIT_ENV="production")
    assert result.returncode == 1
    assert "CHATKIT_SECRET is not set" in result.stderr
    assert "Traceback" not in result.stderr


def test_migrate_without_a_database_says_so(backend: Path) -> None:
    land_python_kit(backend)
    result = run_service(backend, "migrate", DATABASE_URL="postgresql://nobody@127.0.0.1:9/none", CHATKIT_SECRET=SECRET)
    assert result.returncode == 1
    assert "DATABASE_URL" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_url_as_database_hosts_hand_it_out_can_be_migrated_and_used(backend: Path, postgres: Postgres) -> None:
    url = postgres.url.replace("postgresql://", "postgres://") + "?channel_binding=require&sslmode=prefer"
    land_python_kit(backend)
    done = run_service(backend, "migrate", DATABASE_URL=url, CHATKIT_SECRET=SECRET)
    assert done.returncode == 0, done.stderr
    with start_kit(backend, {"DATABASE_URL": url}) as service:
        assert databases(service).status_code == 200


def test_services_that_start_together_make_the_tables_once(backend: Path) -> None:
    url = f"sqlite:///{backend.as_posix()}.sqlite3"
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as services:
        assert list(services.map(upgrade, [url] * 4)) == [None] * 4


def test_a_database_that_refuses_says_why(backend: Path, postgres: Postgres) -> None:
    land_python_kit(backend)
    url = postgres.url.replace("postgres@", "stranger@")
    result = run_service(backend, "migrate", DATABASE_URL=url, CHATKIT_SECRET=SECRET)
    assert result.returncode == 1
    assert 'role "stranger" does not exist' in result.stderr
    assert "Traceback" not in result.stderr


def test_the_first_start_makes_the_env_file_from_the_example(backend: Path) -> None:
    with start_kit(backend) as service:
        service.stop()
        env = (backend / ".env").read_text()
    assert env.startswith((backend / ".env.example").read_text())
    assert len(env.rpartition("\nCHATKIT_SECRET=")[2].strip()) >= 32
    assert (backend / ".chatkit" / "chatkit.sqlite3").exists()


def test_a_health_check_needs_nothing(service: KitService) -> None:
    begun = time.monotonic()
    assert httpx.get(f"{service.url}/healthz").json() == {"status": "ok"}
    assert time.monotonic() - begun < 3, "it waited for the database"
