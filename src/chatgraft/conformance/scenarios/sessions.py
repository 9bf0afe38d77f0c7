"""Who is asking: cookies and tokens, and what a service does about those that are missing, forged or borrowed."""

from __future__ import annotations

import httpx

from chatgraft.conformance.checks import require, require_equal
from chatgraft.conformance.scenario import Need, scenario
from chatgraft.conformance.script import Script
from chatgraft.conformance.service import STRANGER, Service
from chatgraft.conformance.visitor import Visitor

_LIST = {"type": "threads.list", "params": {}}


async def _status(visitor: Visitor, **headers: str) -> int:
    return (await visitor.http.post(visitor.service.api, json=_LIST, headers=headers)).status_code


@scenario("A token session is told in the answer and sent as X-Session-Id")
async def token_session(service: Service) -> None:
    async with service.visitor(session="token") as ann:
        require(ann.headers["x-session-id"].startswith("v1."), "a token has the form v1.<id>.<signature>")
        require(not ann.http.cookies, "a token session sets no cookie")
        require_equal(await _status(ann, **ann.headers), 200)


@scenario("A cookie session is in the cookie alone, out of reach of scripts")
async def cookie_session(service: Service) -> None:
    async with service.http() as http:
        ann = Visitor(service, http)
        ann.headers = {"origin": service.root}
        reply = await http.post(f"{service.api}/session", json={"as": "cookie"}, headers=ann.headers)
        require_equal(reply.status_code, 200, f"a cookie session: {reply.status_code} {reply.text}")
        require(reply.json().get("session_id") is None, "the answer repeats what the cookie keeps from scripts")
        cookie = reply.headers["set-cookie"].lower()
        require("httponly" in cookie, cookie)
        require("samesite=lax" in cookie, cookie)
        require("path=/" in cookie, cookie)
        require_equal(await _status(ann, **ann.headers), 200)
        http.cookies.clear()
        require_equal(await _status(ann, **ann.headers), 401, "the cookie was not needed")


@scenario("Without a session, or with one that is forged, the answer is 401")
async def no_session(service: Service) -> None:
    async with service.visitor() as ann:
        token = ann.headers["x-session-id"]
        version, name, signature = token.split(".")
        turned = signature[::-1]
        for forged in (
            "",
            "x",
            "v1..",
            f"{version}.{name}.",
            f"{version}.{name}.{turned}",
            f"{version}.other.{signature}",
            f"v2.{name}.{signature}",
            token + "x",
            "a" * 5000,
        ):
            status = await _status(ann, origin=service.origin, **{"x-session-id": forged})
            require_equal(status, 401, f"the session {forged[:40]!r} was answered {status}")
        for path, method in (("/runs/none", "GET"), ("/threads/none/run", "GET"), ("/runs/none/stop", "POST")):
            reply = await ann.http.request(method, service.api + path, headers={"origin": service.origin})
            require_equal(reply.status_code, 401, f"{method} {path} without a session: {reply.status_code}")


@scenario("A token is refused at any origin but the one that it was issued to")
async def borrowed_token(service: Service) -> None:
    async with service.visitor() as ann:
        stolen = {"x-session-id": ann.headers["x-session-id"]}
        require(
            await _status(ann, **stolen, origin=STRANGER) in {401, 403},
            f"a token of {service.origin} served {STRANGER}",
        )
        neighbour = _next_port(service.origin)
        require(
            await _status(ann, **stolen, origin=neighbour) in {401, 403},
            f"a token of {service.origin} served {neighbour}",
        )


@scenario("A cookie's value is no token, and a token is no cookie")
async def swapped_session(service: Service) -> None:
    async with service.http() as http:
        headers = {"origin": service.root}
        await http.post(f"{service.api}/session", json={"as": "cookie"}, headers=headers)
        name, value = next(iter(http.cookies.items()))
        http.cookies.clear()
        ann = Visitor(service, http)
        require_equal(await _status(ann, origin=service.root, **{"x-session-id": value}), 401)
        token = (await ann.arrive())["session_id"]
        require_equal(await _status(ann, origin=service.root, cookie=f"{name}={token}"), 401)


@scenario("A request that changes something from a stranger's page is refused although the cookie comes along")
async def cross_site_request(service: Service) -> None:
    async with service.http() as http:
        await http.post(f"{service.api}/session", json={"as": "cookie"}, headers={"origin": service.root})
        for origin in (STRANGER, "null"):
            reply = await http.post(service.api, json=_LIST, headers={"origin": origin})
            require(reply.status_code in {401, 403}, f"a POST from {origin}: {reply.status_code}")


@scenario("Asking for a session oddly gets 400")
async def odd_session_request(service: Service) -> None:
    async with service.http() as http:
        for body in (b"{}", b"", b"[]", b'{"as": "king"}', b'{"as": 1}', b"[" * 5000):
            reply = await http.post(f"{service.api}/session", content=body, headers={"origin": service.origin})
            require_equal(
                reply.status_code, httpx.codes.BAD_REQUEST, f"{body!r}: {reply.status_code} {reply.text[:200]}"
            )


@scenario("A session keeps its threads; another session sees none of them", Need.SCRIPT)
async def sessions_are_apart(service: Service) -> None:
    async with service.visitor() as ann, service.visitor() as ben:
        thread = (await ann.ask(Script(words=1))).thread_id
        require_equal([one["id"] for one in (await ann.get("threads.list"))["data"]], [thread])
        require_equal((await ben.get("threads.list"))["data"], [])


def _next_port(origin: str) -> str:
    url = httpx.URL(origin)
    return f"{url.scheme}://{url.host}:{(url.port or 80) + 1}"
