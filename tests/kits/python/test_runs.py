"""Answers survive the connection: resume, join, stop, one at a time, limits of time, crash and restart."""

import threading
import time
from pathlib import Path

import pytest

from tests.fixtures.servers import ACTING, LEASE_SECONDS, KitService, start_kit
from tests.kits.python.visitor import Json, Visitor, deltas, last_item, message, text_of, thread_of


def wait_for_end(visitor: Visitor, thread: str) -> None:
    deadline = time.monotonic() + 20
    while visitor.get(f"/threads/{thread}/run").status_code != 204:
        assert time.monotonic() < deadline, "the run does not end"
        time.sleep(0.1)


def test_the_first_words_arrive_long_before_the_last(visitor: Visitor) -> None:
    with visitor.asking("count 6 0.3") as stream:
        stream.until('"1 "')
        first = time.monotonic()
        stream.until('"6 "')
        assert time.monotonic() - first > 1.0


def test_without_a_key_the_framing_is_plain_chatkit(visitor: Visitor) -> None:
    with visitor.asking("say hello", key=None) as stream:
        text = stream.response.read().decode()
    assert all(line.startswith("data: {") for line in text.split("\n\n") if line)
    assert stream.run


def test_a_cut_connection_does_not_cut_the_answer(visitor: Visitor) -> None:
    with visitor.asking("count 8 0.1") as stream:
        seen = stream.until('"2 "')
        run, place = stream.run, stream.last_id
    with visitor.resuming(run, place) as rest:
        missed = list(rest.events())
    assert deltas(seen + missed) == "1 2 3 4 5 6 7 8 "
    assert rest.finished
    assert text_of(last_item(missed)) == "1 2 3 4 5 6 7 8 "


def test_an_answer_that_nobody_reads_is_finished_and_kept(visitor: Visitor) -> None:
    with visitor.asking("count 5 0.1", key=None) as stream:
        thread = thread_of(stream.until("stream_options"))
    wait_for_end(visitor, thread)
    assert text_of(visitor.items(thread)[-1]) == "1 2 3 4 5 "


def test_resume_after_the_end_replays_what_was_missed(visitor: Visitor) -> None:
    with visitor.asking("say bye") as stream:
        everything = list(stream.events())
        run, last = stream.run, stream.last_id
    with visitor.resuming(run) as again:
        assert list(again.events()) == everything
    with visitor.resuming(run, "4") as rest:
        assert list(rest.events()) == everything[4:]
    assert visitor.get(f"/runs/{run}", **{"Last-Event-ID": last}).status_code == 204


def test_the_same_key_joins_the_run(visitor: Visitor) -> None:
    with visitor.asking("count 5 0.1", key="join-this-run") as first:
        start = first.until('"1 "')
        with visitor.asking("count 5 0.1", key="join-this-run") as second:
            joined = list(second.events())
        assert first.run == second.run
        whole = start + list(first.events())
    assert joined == whole
    assert len(visitor.items(thread_of(whole))) == 2


def test_the_same_key_of_another_visitor_is_another_run(service: KitService) -> None:
    one, other = Visitor(service), Visitor(service)
    with one.asking("say mine", key="a-common-key") as first, other.asking("say yours", key="a-common-key") as second:
        assert first.run != second.run
        assert deltas(list(second.events())) == "yours"


def test_a_running_answer_is_shown_exactly_as_of_its_last_event(visitor: Visitor) -> None:
    with visitor.asking("count 8 0.2") as stream:
        thread = thread_of(stream.until('"3 "'))
        state: Json = visitor.get(f"/threads/{thread}/run").json()
    assert state["run_id"] == stream.run
    with visitor.resuming(stream.run, state["last_event_id"]) as rest:
        missed = list(rest.events())
    assert text_of(state["items"][0]) + deltas(missed) == "1 2 3 4 5 6 7 8 "
    assert visitor.get(f"/threads/{thread}/run").status_code == 204


def test_a_reload_in_mid_answer_shows_what_was_said_so_far(visitor: Visitor) -> None:
    with visitor.asking("count 20 0.2") as stream:
        thread = thread_of(stream.until('"9 "'))
        assert text_of(visitor.items(thread)[-1]).startswith("1 2 3 ")
        assert len(visitor.post("threads.get_by_id", thread_id=thread).json()["items"]["data"]) == 2
        visitor.stop(stream.run)


def test_stop_keeps_what_was_said_and_closes_the_model(service: KitService, visitor: Visitor) -> None:
    question = "count 100 0.05"
    with visitor.asking(question) as stream:
        thread = thread_of(stream.until('"4 "'))
        assert [visitor.stop(stream.run).status_code for _ in range(2)] == [202, 202]
        rest = list(stream.events())
    assert stream.finished
    assert rest[-1]["type"] == "thread.item.done"
    kept = visitor.items(thread)
    assert [item["type"] for item in kept] == ["user_message", "assistant_message"]
    assert text_of(kept[-1]) == text_of(rest[-1]["item"])
    assert text_of(kept[-1]).startswith("1 2 3 4 ")
    assert question in (service.backend / "closed.txt").read_text()
    assert visitor.stop(stream.run).status_code == 202


def test_a_second_question_waits_for_the_first_answer(visitor: Visitor) -> None:
    with visitor.asking("count 6 0.1") as first:
        thread = thread_of(first.until('"1 "'))
        with visitor.asking("say second", thread) as second:
            assert second.run
            late = list(second.events())
        first_rest = list(first.events())
    assert deltas(late) == "second"
    assert first_rest
    assert [text_of(item) for item in visitor.items(thread)] == [
        "count 6 0.1", "1 2 3 4 5 6 ", "say second", "second",
    ]  # fmt: skip


def test_three_questions_are_answered_one_after_another(visitor: Visitor) -> None:
    with visitor.asking("count 4 0.1") as first:
        thread = thread_of(first.until('"1 "'))
        with visitor.asking("count 3 0.1", thread) as second:
            list(first.events())
            with visitor.asking("say third", thread) as third:
                list(third.events())
            list(second.events())
    said = [text_of(item) for item in visitor.items(thread)]
    assert said == ["count 4 0.1", "1 2 3 4 ", "count 3 0.1", "1 2 3 ", "say third", "third"]


def test_stop_before_its_turn_keeps_the_question(visitor: Visitor) -> None:
    with visitor.asking("count 10 0.1") as first:
        thread = thread_of(first.until('"1 "'))
        with visitor.asking("say never", thread) as second:
            visitor.stop(second.run)
            late = list(second.events())
        list(first.events())
    assert deltas(late) == ""
    assert [text_of(item) for item in visitor.items(thread)][-1] == "say never"


def test_two_conversations_do_not_wait_for_each_other(service: KitService, visitor: Visitor) -> None:
    other = Visitor(service)
    with visitor.asking("count 100 0.1") as slow:
        thread = thread_of(slow.until('"1 "'))
        other.ask("say quick")
        assert visitor.get(f"/threads/{thread}/run").status_code == 200
        visitor.stop(slow.run)


def test_runs_of_others_do_not_exist(service: KitService, visitor: Visitor) -> None:
    stranger = Visitor(service)
    with visitor.asking("count 10 0.1") as stream:
        thread = thread_of(stream.until('"1 "'))
        assert stranger.get(f"/runs/{stream.run}").status_code == 404
        assert stranger.stop(stream.run).status_code == 404
        assert stranger.get(f"/threads/{thread}/run").status_code == 204
        assert deltas(list(stream.events())) != ""
    assert visitor.get("/runs/0123456789abcdef").status_code == 404
    assert visitor.stop("0123456789abcdef").status_code == 404


def test_a_place_that_was_never_given_is_refused(visitor: Visitor) -> None:
    with visitor.asking("say hi") as stream:
        list(stream.events())
    assert visitor.get(f"/runs/{stream.run}", **{"Last-Event-ID": "yesterday"}).status_code == 400


def test_deleting_a_conversation_ends_its_answer(service: KitService, visitor: Visitor) -> None:
    with visitor.asking("count 99 0.05") as stream:
        thread = thread_of(stream.until('"2 "'))
        assert visitor.post("threads.delete", thread_id=thread).status_code == 200
        list(stream.events())
        assert stream.finished
    assert visitor.post("threads.get_by_id", thread_id=thread).status_code == 404
    assert "count 99 0.05" in (service.backend / "closed.txt").read_text()


def test_an_answer_that_takes_too_long_is_ended_with_an_offer(backend: Path) -> None:
    with start_kit(backend, {"CHATKIT_RUN_SECONDS": "3"}, ACTING) as service:
        visitor = Visitor(service)
        events = visitor.ask("count 100 0.1")
        assert events[-1]["type"] == "error"
        assert events[-1]["allow_retry"]
        kept = visitor.items(thread_of(events))
    assert text_of(kept[-1]).startswith("1 2 3 ")


def test_a_long_silence_is_bridged_and_an_answer_over_the_log_limit_is_not_lost(visitor: Visitor) -> None:
    words = "x" * 15_000
    with visitor.asking(f"say {words}") as stream:
        assert text_of(last_item(list(stream.events()))) == words


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_kill_9_loses_at_most_the_last_second(backend: Path, database: str, request: pytest.FixtureRequest) -> None:
    environ = {"DATABASE_URL": request.getfixturevalue("postgres").url} if database == "postgresql" else {}
    with start_kit(backend, environ, ACTING) as service:
        visitor = Visitor(service)
        with visitor.asking("count 100 0.1", key="a-key-to-come-back") as stream:
            seen = stream.until('"25 "')
            service.kill()
        thread = thread_of(seen)
        service.restart()
        said = text_of(visitor.items(thread)[-1])
        assert said.startswith("1 2 3 4 5 6 7 8 9 10 11 12 13 14 ")
        with visitor.asking("count 100 0.1", key="a-key-to-come-back") as again:
            assert again.response.status_code == 409
            assert again.run == stream.run
        with visitor.resuming(stream.run, stream.last_id) as rest:
            ending = list(rest.events())
        assert rest.finished
        assert [event["type"] for event in ending] == ["thread.item.done", "error"]
        assert text_of(ending[0]["item"]) == said
        assert ending[1]["allow_retry"]
        assert visitor.get(f"/threads/{thread}/run").status_code == 204
        question = visitor.items(thread)[0]["id"]
        with visitor.stream("threads.retry_after_item", thread_id=thread, item_id=question) as retry:
            retry.until('"2 "')
            visitor.stop(retry.run)
            list(retry.events())
        assert [item["type"] for item in visitor.items(thread)] == ["user_message", "assistant_message"]


def test_a_reload_after_a_crash_finds_the_lost_answer_and_the_offer(backend: Path) -> None:
    with start_kit(backend, {}, ACTING) as service:
        visitor = Visitor(service)
        with visitor.asking("count 100 0.1") as stream:
            thread = thread_of(stream.until('"15 "'))
            service.kill()
        service.restart()
        time.sleep(LEASE_SECONDS)  # of the killed worker
        state = visitor.get(f"/threads/{thread}/run").json()
        assert text_of(state["items"][0]).startswith("1 2 3 ")
        with visitor.resuming(state["run_id"], state["last_event_id"]) as rest:
            assert [event["type"] for event in rest.events()] == ["error"]
        assert visitor.get(f"/threads/{thread}/run").status_code == 204


def test_sigterm_lets_a_short_answer_finish(backend: Path) -> None:
    with start_kit(backend, {"CHATKIT_SHUTDOWN_SECONDS": "15"}, ACTING) as service:
        visitor = Visitor(service)
        with visitor.asking("count 15 0.1") as stream:
            stream.until('"3 "')
            stopping = threading.Thread(target=service.stop)
            stopping.start()
            rest = list(stream.events())
            stopping.join()
        assert stream.finished
        assert text_of(last_item(rest)).endswith("14 15 ")
        service.restart()
        assert visitor.get(f"/runs/{stream.run}", **{"Last-Event-ID": "3"}).status_code == 404, "more followed"


def test_sigterm_ends_a_long_answer_with_an_offer_and_keeps_it(backend: Path) -> None:
    with start_kit(backend, {"CHATKIT_SHUTDOWN_SECONDS": "1"}, ACTING) as service:
        visitor = Visitor(service)
        with visitor.asking("count 500 0.1") as stream:
            thread = thread_of(stream.until('"3 "'))
            stopping = threading.Thread(target=service.stop)
            begun = time.monotonic()
            stopping.start()
            rest = list(stream.events())
            stopping.join()
        assert time.monotonic() - begun < 15
        assert stream.finished
        assert [event["type"] for event in rest[-2:]] == ["thread.item.done", "error"]
        assert rest[-1]["allow_retry"]
        service.restart()
        assert text_of(visitor.items(thread)[-1]) == text_of(rest[-2]["item"])


def test_an_unknown_thread_ends_in_plain_words(visitor: Visitor) -> None:
    with visitor.stream("threads.add_user_message", thread_id="thr_none", input=message("say hi")) as stream:
        events = list(stream.events())
    assert [event["type"] for event in events] == ["error"]
    assert not events[0]["allow_retry"]
