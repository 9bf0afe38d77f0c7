"""FastAPI apps that carry the chat: what was theirs stays theirs, and their own users are known to the chat."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from chatgraft.conformance import Service
from chatgraft.conformance.script import Script
from tests.fixtures.grafted import App, Started, graft, started
from tests.fixtures.npm import run
from tests.fixtures.services.fastapi_mounted import BAKERY, LIBRARY
from tests.fixtures.standing import scripted

ORIGIN = "https://shop.example"


@pytest.fixture(scope="module", params=[BAKERY, LIBRARY], ids=lambda app: app.fixture)
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    app: App = request.param
    return graft(app, tmp_path_factory.mktemp(app.fixture))


@pytest.fixture(scope="module")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    with started(BAKERY, graft(BAKERY, tmp_path_factory.mktemp("bakery")), {}) as running:
        yield running


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    project = graft(LIBRARY, tmp_path_factory.mktemp("library"))
    (project / "app/chatkit_backend/chatkit_assistant.py").write_text(scripted(LIBRARY.package))
    with started(LIBRARY, project, {}) as running:
        yield running


def serving(running: Started) -> Service:
    return Service(api=f"{running.url}/chatkit", origin=running.url)


def test_the_owners_tests_and_the_chats_own_pass(project: Path) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "."]
    done = subprocess.run(command, cwd=project, env=quiet(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
    assert "failed" not in done.stdout


def test_taking_it_out_leaves_what_was_there(project: Path) -> None:
    run([sys.executable, "-m", "chatgraft", "remove", ".", "--yes", "--purge"], project)
    left = subprocess.run(["git", "status", "--porcelain"], cwd=project, capture_output=True, text=True, check=True)
    assert left.stdout == ""


def test_the_apps_routes_are_its_own(bakery: Started) -> None:
    assert httpx.get(f"{bakery.url}/healthz").json() == {"orders": 1}
    assert "rye bread" in httpx.get(bakery.url).text
    assert httpx.get(f"{bakery.url}/cake").json() == {"message": "We have no such bread."}
    assert httpx.get(f"{bakery.url}/healthz").headers["x-audited"] == "0"
    assert "/chatkit" not in httpx.get(f"{bakery.url}/openapi.json").text


def test_its_cors_rules_and_ours_are_not_mixed_up(bakery: Started) -> None:
    asked = {"Origin": ORIGIN, "Access-Control-Request-Method": "POST"}
    assert httpx.options(f"{bakery.url}/api/orders", headers=asked).headers["access-control-allow-origin"] == ORIGIN
    assert "access-control-allow-origin" not in httpx.options(f"{bakery.url}/chatkit", headers=asked).headers
    local = {**asked, "Origin": "http://localhost:3000"}
    preflight = httpx.options(f"{bakery.url}/chatkit", headers=local)
    assert preflight.headers.get_list("access-control-allow-origin") == ["http://localhost:3000"]
    session = httpx.post(f"{bakery.url}/chatkit/session", json={"as": "token"}, headers=local)
    assert session.headers.get_list("access-control-allow-origin") == ["http://localhost:3000"]
    assert session.headers.get_list("access-control-allow-credentials") == ["true"]


async def test_an_answer_is_not_compressed_though_pages_are(bakery: Started) -> None:
    async with serving(bakery).visitor() as ann:
        ann.headers["accept-encoding"] = "gzip"
        async with ann.asking("When do you bake?") as stream:
            await stream.rest()
            assert "content-encoding" not in stream.response.headers
        page = await ann.http.get(bakery.url, headers={"accept-encoding": "gzip"})
        assert page.headers["content-encoding"] == "gzip"


async def test_a_user_of_the_app_has_the_history_on_every_device(library: Started) -> None:
    service = serving(library)
    async with service.visitor() as phone, service.visitor() as desk, service.visitor() as other:
        phone.headers["authorization"] = desk.headers["authorization"] = "Bearer ada-token"
        other.headers["authorization"] = "Bearer bob-token"
        thread = (await phone.ask(Script())).thread_id
        assert [each["id"] for each in (await desk.get("threads.list"))["data"]] == [thread]
        assert (await other.get("threads.list"))["data"] == []


async def test_whom_the_app_does_not_know_may_chat_all_the_same(library: Started) -> None:
    async with serving(library).visitor() as ann:
        thread = (await ann.ask(Script())).thread_id
        ann.headers["authorization"] = "Bearer expired"
        assert [each["id"] for each in (await ann.get("threads.list"))["data"]] == [thread]


def test_a_catch_all_keeps_what_is_not_the_chats(library: Started) -> None:
    assert httpx.post(f"{library.url}/no/such").text == "POST /no/such is not in the catalogue"
    assert httpx.get(f"{library.url}/chatkitchen").text == "GET /chatkitchen is not in the catalogue"
    assert httpx.get(f"{library.url}/chatkit/nowhere").json()["error"]["code"] == "not_found"
    assert httpx.get(f"{library.url}/api/v1/books").json()["opened"] is True


async def test_an_open_answer_does_not_hold_up_the_end(library: Started) -> None:
    async with serving(library).visitor() as ann, ann.asking(Script(words=200, pace=0.1)) as stream:
        await stream.until_words(2)
        begun = time.monotonic()
        library.process.terminate()
        await stream.rest()
        library.process.wait(15)
    assert time.monotonic() - begun < 10
    library.restart()


def quiet() -> dict[str, str]:
    return {name: os.environ[name] for name in ("PATH", "HOME")} | {"PYTHONDONTWRITEBYTECODE": "1"}
