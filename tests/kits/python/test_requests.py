"""Requests that come in wrong, ask for too much, or name what is not theirs; and what never leaves the service."""

import json
import socket
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from chatkit.types import Page, Thread, ThreadItem
from pydantic import TypeAdapter

from tests.fixtures.servers import ACTING, KitService, start_kit
from tests.kits.python.visitor import ORIGIN, Visitor, deltas, last_item, message, text_of, thread_of

UNKNOWN = "thr_" + "0" * 32


def test_replies_are_what_the_sdk_itself_reads(visitor: Visitor) -> None:
    thread = thread_of(visitor.ask("say hello"))
    Thread.model_validate_json(visitor.post("threads.get_by_id", thread_id=thread).content)
    TypeAdapter(Page[Thread]).validate_json(visitor.post("threads.list").content)
    items = TypeAdapter(Page[ThreadItem]).validate_json(visitor.post("items.list", thread_id=thread).content)
    assert all(item.created_at.utcoffset() is not None for item in items.data)


def test_ids_are_too_long_to_meet_by_chance(visitor: Visitor) -> None:
    events = visitor.ask("say hello")
    assert len(thread_of(events).partition("_")[2]) == 32
    assert len(last_item(events)["id"].partition("_")[2]) == 32


def test_every_time_on_the_wire_is_utc(visitor: Visitor) -> None:
    events = visitor.ask("say hello")
    times = [event[kind]["created_at"] for event in events for kind in ("thread", "item") if kind in event]
    assert times
    assert all(moment.endswith("Z") for moment in times)


@pytest.mark.parametrize("kind", ["threads.get_by_id", "items.list"])
def test_foreign_threads_are_not_there(service: KitService, kind: str) -> None:
    thread = thread_of(Visitor(service).ask("say secret"))
    replies = [Visitor(service).post(kind, thread_id=one) for one in (thread, UNKNOWN)]
    assert [reply.status_code for reply in replies] == [404, 404]
    assert replies[0].json() == replies[1].json()


def test_foreign_threads_cannot_be_changed(service: KitService) -> None:
    owner, stranger = Visitor(service), Visitor(service)
    events = owner.ask("say secret")
    thread, item = thread_of(events), last_item(events)["id"]
    assert stranger.post("threads.update", thread_id=thread, title="mine now").status_code == 404
    assert stranger.post("items.feedback", thread_id=thread, item_ids=[item], kind="negative").status_code == 404
    assert stranger.post("threads.delete", thread_id=thread).json() == {}
    for kind, params in (
        ("threads.add_user_message", {"input": message("say hi")}),
        ("threads.retry_after_item", {"item_id": item}),
        ("threads.add_client_tool_output", {"result": 1}),
    ):
        with stranger.stream(kind, thread_id=thread, **params) as stream:
            assert [event["type"] for event in stream.events()] == ["error"]
    assert [text_of(one) for one in owner.items(thread)] == ["say secret", "secret"]
    assert owner.post("threads.list").json()["data"][0]["title"] == "say secret"


def test_paging_is_clamped_and_a_foreign_cursor_is_not_there(service: KitService, visitor: Visitor) -> None:
    threads = [thread_of(visitor.ask(f"say {number}")) for number in range(3)]
    for limit in (-5, 1):
        page = visitor.post("threads.list", limit=limit).json()
        assert [thread["id"] for thread in page["data"]] == [threads[2]]
        assert page["has_more"]
    rest = visitor.post("threads.list", limit=10**9, after=page["after"]).json()
    assert [thread["id"] for thread in rest["data"]] == [threads[1], threads[0]]
    assert "after" not in rest
    assert visitor.post("threads.list", limit=0, order="asc").json()["data"][0]["id"] == threads[0]
    assert Visitor(service).post("threads.list", after=threads[1]).status_code == 404


def test_retry_forgets_what_followed_the_question(visitor: Visitor) -> None:
    events = visitor.ask("say one")
    thread, question = thread_of(events), events[1]["item"]["id"]
    visitor.ask("say two", thread)
    with visitor.stream("threads.retry_after_item", thread_id=thread, item_id=question) as stream:
        assert deltas(list(stream.events())) == "one"
    assert [text_of(item) for item in visitor.items(thread)] == ["say one", "one"]


def test_retry_of_what_is_gone_says_so(visitor: Visitor) -> None:
    thread = thread_of(visitor.ask("say one"))
    with visitor.stream("threads.retry_after_item", thread_id=thread, item_id="msg_none") as stream:
        events = list(stream.events())
    assert [(event["type"], event["allow_retry"]) for event in events] == [("error", False)]


def test_hidden_items_never_reach_the_browser(visitor: Visitor) -> None:
    with visitor.asking("hide") as stream:
        sent = json.dumps(list(stream.events()))
        thread = visitor.post("threads.list").json()["data"][0]["id"]
    with visitor.resuming(stream.run) as again:
        sent += json.dumps(list(again.events()))
    sent += visitor.post("items.list", thread_id=thread).text + visitor.post("threads.get_by_id", thread_id=thread).text
    assert "done" in sent
    assert "TOP-SECRET" not in sent
    assert "hidden" not in sent


def test_feedback_and_renaming_are_kept(visitor: Visitor) -> None:
    events = visitor.ask("say hi")
    thread, item = thread_of(events), last_item(events)["id"]
    for kind in ("negative", "positive"):
        assert visitor.post("items.feedback", thread_id=thread, item_ids=[item, "msg_none"], kind=kind).json() == {}
    assert visitor.post("threads.update", thread_id=thread, title="Better").json()["title"] == "Better"
    assert visitor.post("threads.get_by_id", thread_id=thread).json()["title"] == "Better"


def test_what_the_assistant_hears(visitor: Visitor) -> None:
    thread = thread_of(visitor.ask("say first"))
    page = {"page": {"url": "https://www.site.example/prices", "title": "Prices"}}
    question = message("hear", "“quoted”\n日本語")
    with visitor.stream("threads.add_user_message", metadata=page, thread_id=thread, input=question) as stream:
        heard = json.loads(deltas(list(stream.events())))
    assert heard == {
        "quote": "“quoted”\n日本語",
        "page": ["https://www.site.example/prices", "Prices"],
        "history": [["user", "say first"], ["assistant", "first"]],
        "site": ORIGIN,
    }
    assert visitor.items(thread)[2]["quoted_text"] == "“quoted”\n日本語"


@pytest.mark.parametrize("kind", ["attachments.create", "input.transcribe", "threads.sync_custom_action"])
def test_what_this_service_does_not_offer_is_501(visitor: Visitor, kind: str) -> None:
    thread = thread_of(visitor.ask("say hi"))
    params: dict[str, dict[str, Any]] = {
        "attachments.create": {"name": "a", "size": 1, "mime_type": "text/plain"},
        "input.transcribe": {"audio_base64": "AAAA", "mime_type": "audio/webm"},
        "threads.sync_custom_action": {"thread_id": thread, "action": {"type": "x"}},
    }
    assert visitor.post(kind, **params[kind]).status_code == 501


def test_streaming_requests_that_do_not_fit_end_in_an_error_event(visitor: Visitor) -> None:
    thread = thread_of(visitor.ask("say hi"))
    attached = message("say hi") | {"attachments": ["atc_none"]}
    for kind, params in (
        ("threads.add_client_tool_output", {"result": 1}),
        ("threads.add_structured_input", {"item_id": "x", "input": {}}),
        ("threads.custom_action", {"action": {"type": "x"}}),
        ("threads.add_user_message", {"input": attached}),
    ):
        with visitor.stream(kind, thread_id=thread, **params) as stream:
            events = list(stream.events())
        assert events[-1]["type"] == "error", kind
        assert stream.finished


def test_an_unreadable_base64_is_a_bad_request(visitor: Visitor) -> None:
    assert visitor.post("input.transcribe", audio_base64="A", mime_type="audio/webm").status_code == 400


@pytest.mark.parametrize("text", ["x" * 16_001, "あ" * 16_001])
def test_a_message_that_is_too_long_says_how_long_it_may_be(visitor: Visitor, text: str) -> None:
    reply = visitor.post("threads.create", input=message(text))
    assert reply.status_code == 413
    assert "16000" in reply.json()["error"]["message"]


@pytest.mark.parametrize("tag", [{"text": "x" * 16_001, "data": {}}, {"text": "x", "data": {"more": "x" * 16_001}}])
def test_a_tag_is_no_way_around_the_longest_message(visitor: Visitor, tag: dict[str, Any]) -> None:
    sent = message("say hi")
    sent["content"].append({"type": "input_tag", "id": "1", **tag})
    assert visitor.post("threads.create", input=sent).status_code == 413


def test_a_referer_that_is_no_address_does_not_matter(visitor: Visitor) -> None:
    visitor.headers["Referer"] = "http://["
    assert text_of(last_item(visitor.ask("say hi"))) == "hi"


def test_an_id_that_no_thread_can_have_is_not_there(visitor: Visitor) -> None:
    odd = "".join(chr(33 + number * number % 89) for number in range(9000)).replace('"', "").replace("\\", "")
    assert visitor.post("threads.add_user_message", thread_id=odd, input=message("say hi")).status_code == 404


def test_a_visitor_who_hangs_up_in_the_middle_of_a_request_is_no_failure(service: KitService) -> None:
    with socket.create_connection(("127.0.0.1", service.port)) as line:
        line.sendall(b"POST /chatkit HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{")
        time.sleep(0.2)
    httpx.get(f"{service.url}/healthz")
    assert "ClientDisconnect" not in service.log.read_text()


def test_a_body_over_the_limit_is_refused_with_cors(visitor: Visitor) -> None:
    def endless() -> Any:
        for _ in range(100):
            yield b" " * 10_000

    reply = visitor.http.post(visitor.service.api, content=endless(), headers=visitor.headers)
    assert reply.status_code == 413
    assert reply.headers["access-control-allow-origin"] == ORIGIN


@pytest.mark.parametrize(
    "body", [b"\xff\xfe", b"null", b"[" * 20_000, b'{"type": 5}', b'{"type":"threads.list","params":{"limit":"x"}}']
)
def test_malformed_bodies_get_a_400_with_a_hint(visitor: Visitor, body: bytes) -> None:
    reply = visitor.http.post(visitor.service.api, content=body, headers=visitor.headers)
    assert reply.status_code == 400
    assert reply.json()["error"]["hint"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "", 405), ("PUT", "", 405), ("GET", "/session", 405), ("GET", "/nowhere", 404)],
)
def test_other_addresses_and_methods(visitor: Visitor, method: str, path: str, status: int) -> None:
    reply = visitor.http.request(method, visitor.service.api + path, headers=visitor.headers)
    assert reply.status_code == status
    assert reply.headers["access-control-allow-origin"] == ORIGIN
    assert reply.json()["error"]["message"]


@pytest.mark.parametrize("key", ["short", "with space in it", "k" * 201])
def test_an_idempotency_key_must_be_one(visitor: Visitor, key: str) -> None:
    with visitor.asking("say hi", key=key) as stream:
        assert stream.response.status_code == 400


def test_a_model_that_fails_before_its_first_word_is_replaced_by_the_site(visitor: Visitor) -> None:
    events = visitor.ask("fail")
    assert "cannot be reached" in text_of(last_item(events))
    assert events[-1]["type"] == "thread.item.done"


def test_a_model_that_fails_in_the_middle_keeps_its_words_and_offers_a_retry(
    service: KitService, visitor: Visitor
) -> None:
    events = visitor.ask("count 3 0 fail")
    assert text_of(last_item(events)) == "1 2 3 "
    assert events[-1]["type"] == "error"
    assert events[-1]["allow_retry"]
    assert text_of(visitor.items(thread_of(events))[-1]) == "1 2 3 "
    assert "sk-secret" not in json.dumps(events)
    assert service.url


def test_limits_say_when_to_come_back(backend: Path) -> None:
    rates = {"CHATKIT_TURNS_RATE": "2/minute", "CHATKIT_ADDRESS_RATE": "3/minute", "CHATKIT_SESSIONS_RATE": "3/minute"}
    with start_kit(backend, rates, ACTING) as service:
        one, other = Visitor(service), Visitor(service)
        with one.asking("say 1", key="the-first-turn") as stream:
            list(stream.events())
        one.ask("say 2")
        refused = one.post("threads.create", input=message("say 3"))
        assert refused.status_code == 429
        assert 1 <= int(refused.headers["retry-after"]) <= 60
        assert "Retry-After" in refused.headers["access-control-expose-headers"]
        with one.asking("say 1", key="the-first-turn") as joined:
            assert joined.response.status_code == 200
        assert one.post("threads.list").status_code == 200
        # Forwarded addresses of strangers do not count: the fourth turn of this address is one too many.
        other.headers["X-Forwarded-For"] = "198.51.100.7"
        with other.asking("say 4") as stream:
            assert stream.response.status_code == 200
        with other.asking("say 5") as stream:
            assert stream.response.status_code == 429
        Visitor(service)
        assert httpx.post(f"{service.api}/session", json={"as": "token"}, headers={"Origin": ORIGIN}).status_code == 429


def test_behind_a_trusted_proxy_each_visitor_has_an_address(backend: Path) -> None:
    environ = {"CHATKIT_ADDRESS_RATE": "1/minute", "CHATKIT_TRUSTED_PROXIES": "127.0.0.0/8"}
    with start_kit(backend, environ, ACTING) as service:
        for number, status in ((7, 200), (8, 200), (7, 429)):
            visitor = Visitor(service)
            visitor.headers["X-Forwarded-For"] = f"203.0.113.9, 198.51.100.{number}"
            with visitor.asking("say hi") as stream:
                assert stream.response.status_code == status


def test_when_the_budget_is_used_up_the_site_answers(backend: Path) -> None:
    with start_kit(backend, {"CHATKIT_DAILY_TOKENS": "3"}, ACTING) as service:
        visitor = Visitor(service)
        assert text_of(last_item(visitor.ask("say twelve letters"))) == "twelve letters"
        assert "as much as it may today" in text_of(last_item(visitor.ask("say more")))


def test_the_log_has_each_request_and_no_secret(service: KitService, visitor: Visitor) -> None:
    visitor.ask("count 1 0 fail")
    lines = [json.loads(line) for line in service.log.read_text().splitlines() if line.startswith("{")]
    requests = [line for line in lines if line["message"] == "request"]
    assert {"method", "path", "status", "milliseconds", "request_id"} <= set(requests[-1])
    assert requests[-1]["logger"] == "chatkit_kit.service"
    text = service.log.read_text()
    assert visitor.headers["X-Session-Id"].split(".")[2] not in text
    secret = (service.backend / ".env").read_text().partition("\nCHATKIT_SECRET=")[2].split()[0]
    assert secret not in text
