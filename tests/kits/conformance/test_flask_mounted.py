"""Flask apps that carry the chat: what was theirs stays theirs, under each server that they are started by."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from chatgraft.conformance import Service
from chatgraft.conformance.script import Script
from tests.fixtures.grafted import App, Started, graft, started
from tests.fixtures.npm import run
from tests.fixtures.services.flask_mounted import KITCHEN, PRELOADED, ROWING, SYNC, TIDES
from tests.fixtures.standing import scripted

COLD_SECONDS = 60  # a worker imports the chat when it is first asked


@pytest.fixture(scope="module")
def rowing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return graft(ROWING, tmp_path_factory.mktemp("rowing"))


@pytest.fixture(scope="module")
def tides(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return graft(TIDES, tmp_path_factory.mktemp("tides"))


def test_the_owners_tests_and_the_chats_own_pass(rowing: Path) -> None:
    command = [sys.executable, "-m", "pytest", "-v", "-p", "no:cacheprovider", "tests", "rowing"]
    done = subprocess.run(command, cwd=rowing, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
    for tried in ("tests/test_", "chatkit_backend/test_chatkit_server.py::"):
        assert tried in done.stdout


@contextmanager
def speaking(app: App, project: Path) -> Iterator[Started]:
    """The app with the scripted assistant in place of its own."""
    (assistant,) = [file for file in project.rglob("chatkit_assistant.py") if ".chatgraft" not in file.parts]
    own = assistant.read_bytes()
    assistant.write_text(scripted(app.package))
    try:
        with started(app, project, {}) as running:
            yield running
    finally:
        assistant.write_bytes(own)


async def answer(running: Started, question: str = "hello") -> str:
    async with Service(api=f"{running.url}/chatkit", origin=running.url).visitor() as ann:
        return (await ann.ask(question)).text


@pytest.mark.parametrize("app", [SYNC, PRELOADED], ids=["gunicorn sync", "gunicorn preloaded"])
def test_a_factorys_app_answers_in_workers_of_each_kind(rowing: Path, app: App) -> None:
    with speaking(app, rowing) as running:
        assert asyncio.run(answer(running))
        assert httpx.get(f"{running.url}/healthz", timeout=COLD_SECONDS).text == "rowing is well"
        assert "Rowing club" in httpx.get(f"{running.url}/boats/7", timeout=COLD_SECONDS).text
        assert running.stop() == 0


def test_an_app_at_module_level_answers_under_flasks_own_server(tides: Path) -> None:
    with speaking(TIDES, tides) as running:
        assert asyncio.run(answer(running))
        assert httpx.get(f"{running.url}/tides/monday").json() == {"high": "06:10"}
        assert "High water" in httpx.get(running.url).text


async def test_workers_of_a_preloaded_app_end_their_answers_when_told_to_go(rowing: Path) -> None:
    with speaking(PRELOADED, rowing) as running:
        service = Service(api=f"{running.url}/chatkit", origin=running.url)
        async with service.visitor() as ann, ann.asking(Script(words=300, pace=0.1)) as stream:
            await stream.until_words(15)  # the main thread, which waits for connections, has run since
            begun = time.monotonic()
            running.process.terminate()
            await stream.rest()
            assert running.process.wait(15) == 0
        assert time.monotonic() - begun < 12


def test_taking_it_out_leaves_what_was_there(rowing: Path, tides: Path) -> None:
    for project in (rowing, tides):
        run([sys.executable, "-m", "chatgraft", "remove", ".", "--yes", "--purge"], project)
        left = subprocess.run(["git", "status", "--porcelain"], cwd=project, capture_output=True, text=True, check=True)
        assert left.stdout == ""


@pytest.fixture(scope="module")
def kitchen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """It has a chat route of its own, which answers in the chat."""
    return graft(KITCHEN, tmp_path_factory.mktemp("kitchen"))


def warm(running: Started) -> None:
    """Has each worker start its chat: while one does, the others get what is asked meanwhile."""
    with ThreadPoolExecutor(4) as askers:
        alive = f"{running.url}/chatkit/healthz"
        replies = askers.map(lambda _: httpx.get(alive, timeout=COLD_SECONDS), range(16))
        assert {reply.status_code for reply in replies} == {200}


@pytest.mark.parametrize(
    ("words", "answers"),
    [
        (("--workers", "1"), False),
        (("--workers", "2"), True),
        (("--worker-class", "gthread", "--threads", "4"), True),
    ],
    ids=["one worker", "two workers", "threads"],
)
def test_an_app_that_would_wait_for_itself_says_so_at_once(
    kitchen: Path, words: tuple[str, ...], *, answers: bool
) -> None:
    app = App(KITCHEN.fixture, (*KITCHEN.argv[:-1], *words, KITCHEN.argv[-1]), KITCHEN.package)
    with started(app, kitchen, {"CHATKIT_ENDPOINT_URL": "http://127.0.0.1:{port}/ask"}) as running:
        warm(running)
        begun, earlier = time.monotonic(), len(running.log.read_text())
        said = asyncio.run(answer(running, "How do I make soup?"))
        assert time.monotonic() - begun < 10
        assert ("gthread" in running.log.read_text()[earlier:]) is not answers
        assert ("twenty minutes" in said) is answers
