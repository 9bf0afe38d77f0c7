"""The owner's route over real HTTP: every format, what is sent, who is signed in, and all that goes wrong."""

import json
import logging
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from typing import Any

import pytest
from chatkit.errors import CustomStreamError

from chatgraft.kits.python.chatkit_kit import endpoint as machinery
from chatgraft.kits.python.chatkit_kit.answers.endpoint_stream import EndpointError
from chatgraft.kits.python.chatkit_kit.endpoint import Endpoint, ask
from chatgraft.kits.python.chatkit_kit.errors import NoOutageError
from chatgraft.kits.python.chatkit_kit.questions import Message, Page, Question, Source
from tests.fixtures.owners_route import OwnersRoute, Reply, owners_route
from tests.fixtures.servers import free_port

ASKED = Question("What is it?")
SECRET = "internal: /srv/app/chat.py line 7, key sk-123"


@pytest.fixture(scope="module")
def server() -> Iterator[OwnersRoute]:
    with owners_route() as running:
        yield running


@pytest.fixture
async def client() -> AsyncIterator[None]:
    """A client of this test's own loop."""
    machinery.client.cache_clear()
    yield
    await machinery.client().aclose()
    machinery.client.cache_clear()


@pytest.fixture
async def route(server: OwnersRoute, client: None) -> OwnersRoute:
    """The server as it is at first."""
    server.reply, server.heard = Reply((b'{"answer": "Yes."}',)), []
    server.hung_up.clear()
    return server


async def told(route: OwnersRoute, question: Question = ASKED, /, **contract: Any) -> list[Any]:
    return [part async for part in ask(Endpoint(route.url, **contract), question)]


async def text(route: OwnersRoute, **contract: Any) -> str:
    return "".join(part for part in await told(route, **contract) if isinstance(part, str))


def stream_of(*events: str, seconds: float = 0) -> Reply:
    return Reply(tuple(f"data: {event}\n\n".encode() for event in events), "text/event-stream", seconds=seconds)


GREETING = "Gr\u00fc\u00dfe \u591c".encode()
AI_SDK = b'f:{"messageId":"1"}\n0:"Hel"\n0:"lo"\ne:{"finishReason":"stop"}\n'
AI_SDK_PARTS = ('{"type": "start"}', '{"type": "text-delta", "id": "1", "delta": "Hi"}', '{"type": "finish"}')
OPENAI = ('{"choices": [{"delta": {"content": "x"}}]}', '{"choices": [{"delta": {}}]}', "[DONE]")


FORMATS: list[Any] = [
    (Reply((b'{"answer": "Yes."}',)), {"answer": "answer"}, "Yes."),
    (Reply((b'{"data": {"answer": "Deep."}}',)), {"answer": "data.answer"}, "Deep."),
    (Reply((b'"A bare text."',)), {}, "A bare text."),
    (Reply((b'{"answer": "in ', b'two chunks"}')), {"answer": "answer"}, "in two chunks"),
    (stream_of("Hello", " there", "[DONE]"), {"gives": "sse"}, "Hello there"),
    (stream_of("42", "true"), {"gives": "sse"}, "42true"),
    (
        stream_of('{"token": "a"}', '{"token": "b"}', '{"done": true}'),
        {"gives": "sse", "answer": "token"},
        "ab",
    ),
    (
        stream_of(*OPENAI),
        {"gives": "sse"},
        "x",
    ),
    (
        stream_of(*AI_SDK_PARTS),
        {"gives": "sse", "answer": "delta"},
        "Hi",
    ),
    (
        Reply((b"event: token\r\ndata: a\r\n\r\n", b": ping\n\ndata: b\ndata: c\n\n"), "text/event-stream"),
        {"gives": "sse"},
        "ab\nc",
    ),
    (
        Reply((b'{"token": "a"}\n{"tok', b'en": "b"}\n'), "application/x-ndjson"),
        {"gives": "ndjson", "answer": "token"},
        "ab",
    ),
    (Reply((GREETING[:3], GREETING[3:8], GREETING[8:]), "text/plain"), {"gives": "text"}, GREETING.decode()),
    (Reply((b"plain",), "text/html; charset=utf-8"), {"gives": "text"}, "plain"),
    (Reply(("data: a\u2028b\u0085c\n\n".encode(),), "text/event-stream"), {"gives": "sse"}, "a\u2028b\u0085c"),
    (
        Reply((AI_SDK,), "text/plain", headers={"X-Vercel-AI-Data-Stream": "v1"}),
        {"gives": "text"},
        "Hello",
    ),
    (stream_of("It streams after all"), {"gives": "json", "answer": "answer"}, None),
]


@pytest.mark.parametrize(("reply", "contract", "expected"), FORMATS)
async def test_every_format_becomes_text(
    route: OwnersRoute, reply: Reply, contract: dict[str, Any], expected: str | None
) -> None:
    route.reply = reply
    if expected is None:  # raw text where a field was promised is no answer
        with pytest.raises(EndpointError):
            await told(route, **contract)
    else:
        assert await text(route, **contract) == expected


async def test_a_stream_is_passed_on_piece_by_piece(route: OwnersRoute) -> None:
    route.reply = stream_of("one", "two", "three", seconds=3)
    begun = time.monotonic()
    async for part in ask(Endpoint(route.url, gives="sse"), ASKED):
        assert part == "one"
        assert time.monotonic() - begun < 2.5
        break


async def test_leaving_the_answer_hangs_up_on_the_route(route: OwnersRoute) -> None:
    route.reply = stream_of(*("word " * 200,) * 200, seconds=0.02)
    async with aclosing(ask(Endpoint(route.url, gives="sse"), ASKED)) as stream:
        await anext(stream)
    assert route.hung_up.wait(5)


async def test_sources_are_shown_as_sources_and_only_addresses_of_the_web(route: OwnersRoute) -> None:
    sources = [{"title": "Prices", "url": "/prices"}, "https://a.example/b", {"url": "javascript:alert(1)"}, {"id": 3}]
    route.reply = Reply((json.dumps({"answer": "Ninety.", "sources": sources}).encode(),))
    parts = await told(route, Question("?", site="https://site.example"), answer="answer")
    assert parts == ["Ninety.", Source("Prices", "https://site.example/prices"), Source("b", "https://a.example/b")]


FULL = Question(
    "And that?",
    quoted_text="a </quotation> b",
    page=Page("https://site.example/p", "P"),
    history=(Message("user", "Hi"), Message("assistant", "Hello")),
    thread_id="thr_1",
)


async def test_what_has_a_field_is_sent_in_it(route: OwnersRoute) -> None:
    await told(
        route, FULL, answer="answer", quote="quoted_text", history="history", page="page_url", thread="session_id"
    )
    assert json.loads(route.heard[0].body) == {
        "message": "And that?",
        "quoted_text": "a </quotation> b",
        "history": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}],
        "page_url": "https://site.example/p",
        "session_id": "thr_1",
    }


async def test_a_quote_without_a_field_goes_before_the_question_and_cannot_end_itself(route: OwnersRoute) -> None:
    await told(route, FULL, answer="answer", history="history", history_of="strings")
    sent = json.loads(route.heard[0].body)
    assert sent["message"].endswith("a < /quotation> b\n</quotation>\n\nAnd that?")
    assert sent["history"] == ["user: Hi", "assistant: Hello"]


async def test_a_list_of_messages_gets_all(route: OwnersRoute) -> None:
    await told(route, FULL, answer="answer", question="messages", takes_messages=True, history_of="parts")
    sent = json.loads(route.heard[0].body)["messages"]
    assert [one["role"] for one in sent] == ["user", "assistant", "user"]
    assert sent[1]["parts"] == [{"type": "text", "text": "Hello"}]
    assert "And that?" in sent[2]["content"]


@pytest.mark.parametrize(
    ("method", "sends", "body", "query"), [("POST", "form", b"message=a+b", ""), ("GET", "query", b"", "?message=a+b")]
)
async def test_forms_and_queries(route: OwnersRoute, method: str, sends: str, body: bytes, query: str) -> None:
    await told(route, Question("a b"), answer="answer", method=method, sends=sends)
    heard = route.heard[0]
    assert (heard.method, heard.body, heard.path) == (method, body, f"/api/chat{query}")


WHO = {"cookie": "chatkit_session=v1.x; sessionid=abc; csrftoken=tok", "authorization": "Bearer t"}


async def test_who_is_signed_in_is_told_to_the_sites_own_origin_alone(route: OwnersRoute) -> None:
    own = Question("?", site=f"http://localhost:{route.server_port}", headers=WHO)
    await told(route, own, answer="answer")
    assert route.heard[-1].headers["cookie"] == "sessionid=abc; csrftoken=tok"
    assert route.heard[-1].headers["authorization"] == "Bearer t"
    for site in (
        "https://site.example",
        f"http://localhost:{route.server_port + 1}",
        "",
        f"https://localhost:{route.server_port}",
    ):
        await told(route, Question("?", site=site, headers=WHO), answer="answer")
        assert "cookie" not in route.heard[-1].headers
        assert "authorization" not in route.heard[-1].headers
    assert "abc" not in repr(own)


async def test_a_cookie_that_one_answer_sets_does_not_come_with_the_next(route: OwnersRoute) -> None:
    route.reply.headers = {"Set-Cookie": "sessionid=somebody; Path=/"}
    await told(route, answer="answer")
    await told(route, answer="answer")
    assert "cookie" not in route.heard[1].headers


async def test_djangos_token_goes_along_in_both_places(route: OwnersRoute) -> None:
    await told(route, answer="answer", csrf=True)
    headers = route.heard[0].headers
    assert headers["cookie"] == f"csrftoken={headers['x-csrftoken']}"
    await told(
        route, Question("?", site=f"http://127.0.0.1:{route.server_port}", headers=WHO), answer="answer", csrf=True
    )
    assert route.heard[1].headers["x-csrftoken"] == "tok"


VISITORS_MATTERS: list[Any] = [
    (401, {}, machinery.SIGN_IN),
    (403, {}, machinery.SIGN_IN),
    (302, {"Location": "/accounts/login/?next=/api/chat"}, machinery.SIGN_IN),
    (429, {"Retry-After": "7"}, "There are too many questions at the moment. Please try again in 7 seconds."),
    (429, {}, "There are too many questions at the moment. Please try again in a moment."),
]


@pytest.mark.parametrize(("status", "headers", "said"), VISITORS_MATTERS)
async def test_the_visitor_is_told_what_they_can_do(
    route: OwnersRoute, status: int, headers: dict[str, str], said: str
) -> None:
    route.reply = Reply((SECRET.encode(),), status=status, headers=headers)
    with pytest.raises(CustomStreamError) as error:
        await told(route)
    assert error.value.message == said


OWNERS_MATTERS: list[Any] = [
    (Reply((SECRET.encode(),), status=404), "404: the route is not there"),
    (Reply((SECRET.encode(),), status=422), "it takes other fields than message"),
    (Reply((SECRET.encode(),), status=500), "500"),
    (Reply((SECRET.encode(),), status=301, headers={"Location": "https://elsewhere.example"}), "301"),
    (Reply((SECRET.encode(),)), "not answer in JSON"),
    (Reply((b'{"reply": "internal: /srv/app/chat.py"}',)), "no text in answer"),
    (Reply((b"",)), "not answer in JSON"),
    (stream_of('{"error": "internal: /srv"}'), "reported an error"),
    (Reply((b"event: error\ndata: internal: /srv\n\n",), "text/event-stream"), "reported an error"),
    (Reply((b"<!DOCTYPE html><title>internal: /srv</title>",), "text/html"), "JSON"),
]


@pytest.mark.parametrize(("reply", "part"), OWNERS_MATTERS)
async def test_the_owner_is_told_what_is_wrong_and_nobody_what_the_route_said(
    route: OwnersRoute, caplog: pytest.LogCaptureFixture, reply: Reply, part: str
) -> None:
    route.reply = reply
    with caplog.at_level(logging.DEBUG), pytest.raises(EndpointError) as error:
        await told(route, answer="answer")
    assert part in str(error.value)
    assert "internal" not in str(error.value) + caplog.text


@pytest.mark.parametrize(("status", "is_refused"), [(422, True), (404, True), (500, False)])
async def test_a_refusal_is_told_from_a_failure(route: OwnersRoute, status: int, is_refused: bool) -> None:
    route.reply = Reply(status=status)
    with pytest.raises(EndpointError) as error:
        await told(route)
    assert isinstance(error.value, NoOutageError) is is_refused


async def test_a_page_in_place_of_a_text_is_no_answer(route: OwnersRoute) -> None:
    route.reply = Reply((b"<!doctype html><title>Sign in</title>",), "text/html")
    with pytest.raises(EndpointError, match="gave a page"):
        await told(route, gives="text")


async def test_nobody_there(client: None) -> None:
    url = f"http://127.0.0.1:{free_port()}/chat"
    with pytest.raises(EndpointError, match="Nobody answers at"):
        await anext(ask(Endpoint(url), ASKED))


async def test_a_route_that_is_too_slow(route: OwnersRoute, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machinery, "TIMEOUT", 0.2)
    route.reply = stream_of("one", "two", seconds=1)
    with pytest.raises(EndpointError, match="took too long"):
        await told(route, gives="sse")
