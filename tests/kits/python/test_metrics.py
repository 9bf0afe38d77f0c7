"""The numbers under /metrics: what they count, and who may read them."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from chatgraft.kits.python.chatkit_kit.questions import Part, Question
from chatgraft.kits.python.chatkit_kit.service import ChatService
from chatgraft.kits.python.chatkit_kit.web import Reply, Request
from tests.fixtures.servers import ACTING, start_kit
from tests.kits.python.services import Browser, Reader, events, serving, whole
from tests.kits.python.visitor import Visitor

HERE = {"host": "127.0.0.1:8001"}


async def answer(question: Question) -> AsyncIterator[Part]:
    yield "first "
    if question.text == "fail":
        raise RuntimeError("told to fail")
    for _ in range(5):
        await asyncio.sleep(0.02)
        yield "more "


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[ChatService]:
    async with serving(tmp_path, answer, CHATKIT_TURNS_RATE="6/minute") as running:
        yield running


def asked(path: str = "/metrics", peer: str = "127.0.0.1", **headers: str) -> Request:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return Request("GET", path, {**HERE, **given}, peer=peer)


async def numbers(service: ChatService) -> dict[str, float]:
    """Each sample by its name and labels."""
    reply = await service.handle(asked())
    assert reply.status == 200
    lines = (await whole(reply)).decode().splitlines()
    pairs = (line.rsplit(" ", 1) for line in lines if line and not line.startswith("#"))
    return {name: float(value) for name, value in pairs}


async def test_turns_waits_and_errors_are_counted(service: ChatService) -> None:
    before = await numbers(service)
    browser = await Browser(service).arrive()
    reader = Reader(await browser.ask("hello"))
    await reader.until('"first "')
    assert (await numbers(service))["chatkit_open_streams"] == before["chatkit_open_streams"] + 1
    await reader.rest()
    await events(await browser.send("GET", f"/runs/{reader.run}"))
    await events(await browser.ask("fail"))
    stopped = Reader(await browser.ask("stop me"))
    await stopped.until('"first "')
    await browser.send("POST", f"/runs/{stopped.run}/stop")
    await stopped.rest()
    while (await browser.ask("too many")).status != 429:
        pass
    now = await numbers(service)

    def more(name: str) -> float:
        return now.get(name, 0) - before.get(name, 0)

    assert more('chatkit_turns_total{outcome="failed"}') == 1
    assert more('chatkit_turns_total{outcome="stopped"}') == 1
    assert more('chatkit_turns_total{outcome="answered"}') >= 1
    assert more("chatkit_first_token_seconds_count") >= 3
    assert more('chatkit_errors_total{kind="answer"}') == 1
    assert more('chatkit_errors_total{kind="too_many_requests"}') == 1
    assert more('chatkit_limit_refusals_total{limit="turn"}') == 1
    assert more('chatkit_resumes_total{at="here"}') == 1
    assert more('chatkit_store_seconds_count{operation="insert"}') >= 6
    assert more("chatkit_model_first_byte_seconds_count") >= 3
    assert more("chatkit_model_seconds_sum") >= 0.1


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (asked(), 200),
        (asked(peer="::1", host="localhost:8001"), 200),
        (asked(peer="203.0.113.5"), 404),
        (asked(peer=""), 404),
        (asked(x_forwarded_for="127.0.0.1"), 404),
        (asked(x_real_ip="203.0.113.5"), 404),
        (asked(forwarded="for=203.0.113.5"), 404),
        (asked(host="chat.example.org"), 404),
        (asked("/chatkit/metrics"), 404),
        (asked(authorization="Bearer "), 200),
        (asked(peer="203.0.113.5", authorization="Bearer "), 404),
    ],
)
async def test_without_a_token_only_this_machine_may_read_them(
    service: ChatService, request_: Request, status: int
) -> None:
    reply = await service.handle(request_)
    assert reply.status == status
    if status == 404:
        nothing = await service.handle(asked("/nothing"))
        assert await whole(reply) == await whole(nothing)


async def test_with_a_token_they_are_read_from_anywhere(tmp_path: Path) -> None:
    async with serving(tmp_path, answer, CHATKIT_METRICS_TOKEN="a-token-for-prometheus") as service:

        async def get(path: str, token: str) -> Reply:
            return await service.handle(asked(path, "203.0.113.5", host="x.example", authorization=f"Bearer {token}"))

        assert (await get("/metrics", "a-token-for-prometheus")).status == 200
        assert (await get("/chatkit/metrics", "a-token-for-prometheus")).status == 200
        assert (await get("/metrics", "another")).status == 404
        assert (await get("/metrics", "ü")).status == 404


async def test_each_number_says_what_it_is(service: ChatService) -> None:
    lines = (await whole(await service.handle(asked()))).decode().splitlines()
    told = {line.split()[2]: line for line in lines if line.startswith("# HELP")}
    kinds = [line.split()[2] for line in lines if line.startswith("# TYPE")]
    assert kinds
    assert all(len(told[name].split()) > 8 for name in kinds if not name.endswith("_created"))


def test_workers_that_share_a_folder_tell_the_numbers_of_all(backend: Path, tmp_path: Path) -> None:
    shared = tmp_path / "numbers"
    shared.mkdir()
    environ = {
        "PROMETHEUS_MULTIPROC_DIR": str(shared),
        "DATABASE_URL": f"sqlite:///{tmp_path.as_posix()}/chat.sqlite3",
        "CHATKIT_SECRET": "a secret for tests that is long enough",
    }
    apps_own = "from prometheus_client import Counter; Counter('orders', 'Of the app').inc()"
    subprocess.run([sys.executable, "-c", apps_own], env={**os.environ, **environ}, check=True)
    with start_kit(backend, environ, ACTING) as one, start_kit(backend.with_name("other"), environ, ACTING) as other:
        for worker in (one, other):
            Visitor(worker).ask("say hello")
        page = Visitor(other).http.get(f"{one.url}/metrics").text
        assert 'chatkit_turns_total{outcome="answered"} 2.0' in page
        assert "orders" not in page


def test_a_service_without_the_feature_has_no_metrics(backend: Path) -> None:
    from tests.fixtures.servers import land_python_kit

    land_python_kit(backend, ACTING)
    (backend / "chatkit_kit" / "metrics.py").unlink()
    with start_kit(backend) as service:
        assert Visitor(service).ask("say hello")
        assert Visitor(service).http.get(f"{service.url}/metrics").status_code == 404


def test_nothing_is_imported_before_a_service_wants_it() -> None:
    code = "import sys; import chatgraft.kits.python.chatkit_kit.service; print('prometheus_client' in sys.modules)"
    told = subprocess.run([sys.executable, "-W", "ignore", "-c", code], text=True, capture_output=True, check=True)
    assert told.stdout.strip() == "False"
