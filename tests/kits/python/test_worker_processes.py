"""Workers as processes of their own: one is killed, or told to go, and another is asked."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fixtures.redis_server import RedisServer, start_redis
from tests.fixtures.servers import ACTING, KitService, start_kit
from tests.kits.python.visitor import Visitor, deltas, last_item, text_of, thread_of

SECRET = "a secret for tests that is long enough"


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    with start_redis(tmp_path_factory.mktemp("redis")) as server:
        yield server


@pytest.fixture
def settings(tmp_path: Path, redis: RedisServer) -> dict[str, str]:
    database = f"sqlite:///{tmp_path.as_posix()}/chat.sqlite3"
    return {
        "REDIS_URL": redis.url,
        "DATABASE_URL": database,
        "CHATKIT_SECRET": SECRET,
        "CHATKIT_SHUTDOWN_SECONDS": "15",  # longer than the answers that are to be whole
    }


@pytest.fixture
def workers(tmp_path: Path, settings: dict[str, str]) -> Iterator[tuple[KitService, KitService]]:
    with start_kit(tmp_path / "a", settings, ACTING) as one, start_kit(tmp_path / "b", settings, ACTING) as other:
        yield one, other


def at(other: KitService, visitor: Visitor) -> Visitor:
    """The same visitor, whose requests reach the other worker."""
    there = Visitor(other)
    there.headers = visitor.headers
    return there


def test_another_worker_ends_the_answer_of_one_that_was_killed(workers: tuple[KitService, KitService]) -> None:
    visitor = Visitor(workers[0])
    there = at(workers[1], visitor)
    with visitor.asking("count 200 0.1", key="of-the-killed") as stream:
        seen = stream.until('"20 "')
        workers[0].kill()
    thread = thread_of(seen)
    with there.resuming(stream.run, stream.last_id) as rest:
        ending = list(rest.events())
    assert rest.finished
    assert [event["type"] for event in ending[-2:]] == ["thread.item.done", "error"]
    assert ending[-1]["allow_retry"]
    assert text_of(ending[-2]["item"]).startswith("1 2 3 4 5 6 7 8 ")
    assert there.get(f"/threads/{thread}/run").status_code == 204
    question = there.items(thread)[0]["id"]
    with there.stream("threads.retry_after_item", thread_id=thread, item_id=question) as retry:
        retry.until('"2 "')
        there.stop(retry.run)
        list(retry.events())
    assert [item["type"] for item in there.items(thread)] == ["user_message", "assistant_message"]


def test_another_worker_has_the_end_of_one_that_was_told_to_go(workers: tuple[KitService, KitService]) -> None:
    visitor = Visitor(workers[0])
    there = at(workers[1], visitor)
    with visitor.asking("count 20 0.1") as stream:
        seen = stream.until('"3 "')
        stopping = threading.Thread(target=workers[0].stop)
        stopping.start()
        rest = list(stream.events())
        stopping.join()
    with there.resuming(stream.run) as again:
        told = list(again.events())
    assert told == seen + rest
    assert text_of(last_item(told)).endswith("19 20 ")


def test_workers_of_one_server_answer_as_one(tmp_path: Path, settings: dict[str, str]) -> None:
    serve = ("-m", "uvicorn", "--workers", "2", "--port", "PORT", "--no-access-log")
    argv = (*serve, "--app-dir", "backend", "--factory", "chatkit_server:create_app")
    with start_kit(tmp_path / "backend", settings, ACTING, argv) as service:
        check_that_every_worker_reads_on(service)
        service.stop(30)
        assert settings["REDIS_URL"] not in service.log.read_text()


def check_that_every_worker_reads_on(service: KitService) -> None:
    visitor = Visitor(service)
    with visitor.asking("count 200 0.2") as stream:
        whole = stream.until('"2 "')
        for _ in range(6):  # each on a connection of its own, which may lead to either worker
            asked = at(service, visitor)
            assert asked.get(f"/threads/{thread_of(whole)}/run").json()["run_id"] == stream.run
            with asked.resuming(stream.run) as reader:
                assert deltas(reader.until('"2 "')) == "1 2 "
        visitor.stop(stream.run)
        whole += list(stream.events())
    for _ in range(6):
        with at(service, visitor).resuming(stream.run) as reader:
            assert list(reader.events()) == whole
