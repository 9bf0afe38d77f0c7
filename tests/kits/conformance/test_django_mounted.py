"""A Django project that carries the chat: what was its own stays, and its admin shows what visitors said."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from chatgraft.conformance import Service
from tests.fixtures.grafted import App, Started, graft, started
from tests.fixtures.services.django_mounted import ASGI_APP
from tests.fixtures.standing import scripted

COLD_SECONDS = 60  # a worker imports the chat when it is first asked
_ADMIN = "from django.contrib.auth.models import User; User.objects.create_superuser('root', password='root')"
_LAST_OWNER = "from chatkit_backend.models import Thread; print(Thread.objects.latest('seq').owner)"
_RUNSERVER = App(ASGI_APP.fixture, ("python", "manage.py", "runserver", "{port}"), ASGI_APP.package)
_DAPHNE = App(ASGI_APP.fixture, ("daphne", "-p", "{port}", "lending.asgi:application"), ASGI_APP.package)
_SYNC = App(ASGI_APP.fixture, ("gunicorn", "lending.wsgi", "-w", "3", "-b", "127.0.0.1:{port}"), ASGI_APP.package)


@pytest.fixture(scope="module")
def lending(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = graft(ASGI_APP, tmp_path_factory.mktemp("lending"))
    manage(project, "migrate", "-v0")
    manage(project, "shell", "-c", _ADMIN)
    return project


def manage(project: Path, *words: str) -> str:
    command = [sys.executable, "-W", "ignore", "manage.py", *words]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
    return done.stdout + done.stderr


@contextmanager
def speaking(app: App, project: Path) -> Iterator[Started]:
    """The app with the scripted assistant in place of its own."""
    assistant = project / "chatkit_backend" / "chatkit_assistant.py"
    own = assistant.read_bytes()
    assistant.write_text(scripted(app.package))
    try:
        with started(app, project, {}) as running:
            yield running
    finally:
        assistant.write_bytes(own)


async def ask(running: Started, text: str) -> str:
    async with Service(api=f"{running.url}/chatkit", origin=running.url).visitor() as ann:
        return (await ann.ask(text)).text


def test_the_owners_tests_and_the_chats_own_pass(lending: Path) -> None:
    assert re.search(r"Ran 18 tests .*\n\nOK", manage(lending, "test"))


def test_models_and_migrations_agree_and_the_settings_are_sound(lending: Path) -> None:
    assert "No changes detected" in manage(lending, "makemigrations", "--check", "--dry-run")
    assert "no issues" in manage(lending, "check")


def test_tables_that_are_missing_are_told_with_the_command(lending: Path) -> None:
    manage(lending, "migrate", "-v0", "chatkit_backend", "zero")
    with started(_SYNC, lending, {}) as running:
        ready = httpx.get(f"{running.url}/chatkit/readyz", timeout=COLD_SECONDS)
    manage(lending, "migrate", "-v0")
    assert (ready.status_code, ready.json()["cure"]) == (503, "Run: python manage.py migrate chatkit_backend")


@pytest.mark.parametrize("app", [_RUNSERVER, _DAPHNE, _SYNC], ids=["runserver", "daphne", "gunicorn sync"])
def test_it_answers_under_other_servers(lending: Path, app: App) -> None:
    with speaking(app, lending) as running:
        assert asyncio.run(ask(running, "hello")) == "You said: hello"
        assert "nine to five" in httpx.get(f"{running.url}/hours/", timeout=COLD_SECONDS).text
        assert httpx.get(f"{running.url}/nowhere", timeout=COLD_SECONDS).status_code == 404


def test_a_file_sent_to_a_project_below_a_path_is_shown_there(lending: Path) -> None:
    place = {"SCRIPT_NAME": "/shop"}  # which gunicorn takes from a proxy that it trusts
    with (
        started(_SYNC, lending, {"CHATKIT_ATTACHMENTS": "1"}) as running,
        httpx.Client(headers=place, timeout=COLD_SECONDS) as client,
    ):
        chat = f"{running.url}/shop/chatkit"
        assert client.post(f"{chat}/session", json={"as": "cookie"}).status_code == 200
        picture = b"\x89PNG\r\n\x1a\n" + bytes(64)
        sent = client.post(f"{chat}/attachments", files={"file": ("a.png", picture, "image/png")}).json()
        assert sent["preview_url"].startswith(f"{chat}/attachments/")
        assert client.get(sent["preview_url"]).content == picture


def test_an_owner_is_exported_and_erased_from_the_command_line(lending: Path) -> None:
    with speaking(_RUNSERVER, lending) as running:
        asyncio.run(ask(running, "Forget me"))
    owner = manage(lending, "shell", "-c", _LAST_OWNER).strip().rpartition("\n")[2]
    assert "Forget me" in manage(lending, "chatkit", "export", owner)
    assert f"Nothing of {owner} is kept any more." in manage(lending, "chatkit", "erase", owner)
    assert "Forget me" not in manage(lending, "chatkit", "export", owner)


def test_the_admin_lists_finds_and_shows_what_was_said(lending: Path) -> None:
    with speaking(_RUNSERVER, lending) as running, httpx.Client(base_url=running.url, timeout=COLD_SECONDS) as client:
        asyncio.run(ask(running, "Where is the <spade>?"))
        client.get("/login/")
        form = {"username": "root", "password": "root"}
        client.post("/login/", data=form, headers={"x-csrftoken": client.cookies["csrftoken"]})
        threads = client.get("/admin/chatkit_backend/thread/", params={"q": "spade"}).text
        assert "Where is the &lt;spade&gt;?" in threads
        (first, *_) = re.findall(r'href="(/admin/chatkit_backend/thread/\d+/change/[^"]*)"', threads)
        assert "You said: Where is the &lt;spade&gt;?" in client.get(first).text
        assert "session:" in client.get("/admin/chatkit_backend/item/").text
        assert "spade" not in client.get("/admin/chatkit_backend/thread/", params={"q": "shovel"}).text
        assert client.get("/admin/chatkit_backend/feedback/").status_code == 200
        assert client.get("/admin/chatkit_backend/thread/add/").status_code == 403
