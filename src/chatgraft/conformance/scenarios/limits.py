"""Too much of it: 429 in plain words, and when to come back."""

from __future__ import annotations

import httpx

from chatgraft.conformance.checks import require, require_equal
from chatgraft.conformance.scenario import Need, scenario
from chatgraft.conformance.scenarios.errors import require_plain_error
from chatgraft.conformance.script import Script
from chatgraft.conformance.service import Service
from chatgraft.conformance.visitor import Visitor, message

_TRIES = 60


def _require_wait(reply: httpx.Response, origin: str, what: str) -> None:
    require_plain_error(reply, 429, what)
    wait = reply.headers.get("retry-after", "")
    require(wait.isdigit(), f"{what}: Retry-After is a number of seconds, came {wait!r}")
    require(1 <= int(wait) <= 86400, f"{what}: Retry-After {wait}")
    require_equal(reply.headers.get("access-control-allow-origin"), origin, f"{what}: a browser cannot read the answer")
    require(
        "retry-after" in reply.headers.get("access-control-expose-headers", "").lower(),
        f"{what}: Retry-After is not exposed",
    )


@scenario("Too many questions get 429 and Retry-After; reading goes on", Need.SCRIPT, Need.LIMITS)
async def too_many_questions(service: Service) -> None:
    async with service.visitor() as ann:
        reply = await _until_refused(ann)
        _require_wait(reply, service.origin, "too many questions")
        require_equal(
            (await ann.post("threads.list")).status_code, 200, "a visitor over the limit cannot read the history"
        )


@scenario("Too many sessions from one address get 429 and Retry-After", Need.LIMITS)
async def too_many_sessions(service: Service) -> None:
    async with service.http() as http:
        for _ in range(_TRIES):
            reply = await http.post(f"{service.api}/session", json={"as": "token"}, headers={"origin": service.origin})
            if reply.status_code != 200:
                break
        _require_wait(reply, service.origin, "too many sessions")


async def _until_refused(visitor: Visitor) -> httpx.Response:
    for _ in range(_TRIES):
        reply = await visitor.post("threads.create", input=message(Script(words=1)))
        if reply.status_code != 200:
            return reply
    raise AssertionError(f"{_TRIES} questions in a row met no limit")
