"""The Node kit asks the owner's route as the Python kit does: every format, what is sent, and all that goes wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.fixtures.owners_route import OwnersRoute, Reply, owners_route
from tests.fixtures.servers import free_port
from tests.kits.python.test_endpoint import FORMATS, OWNERS_MATTERS, VISITORS_MATTERS, WHO
from tests.node.twins import told_by_node

ASKED = {"text": "What is it?"}
FULL = {
    "text": "And that?",
    "quotedText": "a </quotation> b",
    "page": {"url": "https://site.example/p", "title": "P"},
    "history": [{"role": "user", "text": "Hi"}, {"role": "assistant", "text": "Hello"}],
    "threadId": "thr_1",
}


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kit") / "backend"


@pytest.fixture(scope="module")
def server() -> Iterator[OwnersRoute]:
    with owners_route() as running:
        yield running


@pytest.fixture
def route(server: OwnersRoute) -> OwnersRoute:
    """The server as it is at first."""
    server.reply, server.heard = Reply((b'{"answer": "Yes."}',)), []
    return server


def told(url: str, kit: Path, question: Mapping[str, Any] = ASKED, /, **contract: Any) -> dict[str, Any]:
    answered: dict[str, Any] = told_by_node("endpoint", {"url": url, "contract": contract, "question": question}, kit)
    return answered


@pytest.mark.parametrize(("reply", "contract", "expected"), FORMATS)
def test_every_format_becomes_text(
    route: OwnersRoute, kit: Path, reply: Reply, contract: dict[str, Any], expected: str | None
) -> None:
    route.reply = reply
    answered = told(route.url, kit, **contract)
    if expected is None:
        assert answered["error"]["kind"] == "EndpointError"
    else:
        assert ("".join(answered["parts"]), answered["error"]) == (expected, None)


def test_what_has_a_field_is_sent_in_it(route: OwnersRoute, kit: Path) -> None:
    fields = {"quote": "quoted_text", "history": "history", "page": "page_url", "thread": "session_id"}
    told(route.url, kit, FULL, answer="answer", **fields)
    assert json.loads(route.heard[0].body) == {
        "message": "And that?",
        "quoted_text": "a </quotation> b",
        "history": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}],
        "page_url": "https://site.example/p",
        "session_id": "thr_1",
    }


def test_a_quote_without_a_field_goes_before_the_question_and_cannot_end_itself(route: OwnersRoute, kit: Path) -> None:
    told(route.url, kit, FULL, answer="answer", history="history", historyOf="strings")
    sent = json.loads(route.heard[0].body)
    assert sent["message"].endswith("a < /quotation> b\n</quotation>\n\nAnd that?")
    assert sent["history"] == ["user: Hi", "assistant: Hello"]


def test_a_list_of_messages_gets_all(route: OwnersRoute, kit: Path) -> None:
    told(route.url, kit, FULL, answer="answer", question="messages", takesMessages=True, historyOf="parts")
    sent = json.loads(route.heard[0].body)["messages"]
    assert [one["role"] for one in sent] == ["user", "assistant", "user"]
    assert sent[1]["parts"] == [{"type": "text", "text": "Hello"}]


@pytest.mark.parametrize(
    ("how", "sent"),
    [
        ({"method": "POST", "sends": "form"}, ("POST", b"message=a+b", "/api/chat")),
        ({"method": "GET", "sends": "query"}, ("GET", b"", "/api/chat?message=a+b")),
    ],
)
def test_forms_and_queries(route: OwnersRoute, kit: Path, how: dict[str, str], sent: tuple[str, bytes, str]) -> None:
    told(route.url, kit, {"text": "a b"}, answer="answer", **how)
    assert (route.heard[0].method, route.heard[0].body, route.heard[0].path) == sent


def test_who_is_signed_in_is_told_to_the_sites_own_origin_alone(route: OwnersRoute, kit: Path) -> None:
    port = route.server_port
    told(route.url, kit, {"text": "?", "site": f"http://localhost:{port}", "headers": WHO}, answer="answer")
    assert route.heard[-1].headers["cookie"] == "sessionid=abc; csrftoken=tok"
    assert route.heard[-1].headers["authorization"] == "Bearer t"
    for site in ("https://site.example", f"http://localhost:{port + 1}", "", f"https://localhost:{port}"):
        told(route.url, kit, {"text": "?", "site": site, "headers": WHO}, answer="answer")
        assert {"cookie", "authorization"}.isdisjoint(route.heard[-1].headers)


@pytest.mark.parametrize(("status", "headers", "said"), VISITORS_MATTERS)
def test_the_visitor_is_told_what_they_can_do(
    route: OwnersRoute, kit: Path, status: int, headers: dict[str, str], said: str
) -> None:
    route.reply = Reply((b"internal",), status=status, headers=headers)
    error = told(route.url, kit)["error"]
    assert (error["kind"], error["message"]) == ("CustomStreamError", said)


@pytest.mark.parametrize(("reply", "part"), OWNERS_MATTERS)
def test_the_owner_is_told_what_is_wrong_and_nobody_what_the_route_said(
    route: OwnersRoute, kit: Path, reply: Reply, part: str
) -> None:
    route.reply = reply
    answered = told(route.url, kit, answer="answer")
    assert part in answered["error"]["message"]
    assert answered["error"]["isRefused"] is (reply.status in {404, 422})
    assert "internal" not in str(answered)


def test_nobody_there(kit: Path) -> None:
    url = f"http://127.0.0.1:{free_port()}/chat?key=secret"
    message = told(url, kit)["error"]["message"]
    assert message.startswith("Nobody answers at")
    assert "secret" not in message
