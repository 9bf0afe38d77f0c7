"""Other origins: what a browser is told, also when something went wrong."""

from __future__ import annotations

import httpx

from chatgraft.conformance.checks import require, require_equal
from chatgraft.conformance.scenario import Need, scenario
from chatgraft.conformance.script import Script
from chatgraft.conformance.service import STRANGER, Service
from chatgraft.conformance.visitor import message

_ASKED = (
    "content-type",
    "accept",
    "authorization",
    "x-session-id",
    "idempotency-key",
    "last-event-id",
    "x-csrftoken",
    "chatkit-frame-instance-id",
)


def _require_readable(reply: httpx.Response, origin: str, what: str) -> None:
    allowed = reply.headers.get("access-control-allow-origin")
    require_equal(
        allowed, origin, f"{what} ({reply.status_code}): a browser at {origin} cannot read this, allowed: {allowed}"
    )
    exposed = {name.strip().lower() for name in reply.headers.get("access-control-expose-headers", "").split(",")}
    require(
        {"x-run-id", "retry-after"} <= exposed, f"{what}: X-Run-Id and Retry-After are not exposed: {sorted(exposed)}"
    )
    require(
        "origin" in reply.headers.get("vary", "").lower(), f"{what}: a cache may hand this to another origin (Vary)"
    )


@scenario("A preflight allows every header that the widget and the hosted frame send")
async def preflight(service: Service) -> None:
    async with service.http() as http:
        for method, path in (("POST", ""), ("POST", "/session"), ("GET", "/runs/x"), ("POST", "/runs/x/stop")):
            asked = {
                "origin": service.origin,
                "access-control-request-method": method,
                "access-control-request-headers": ",".join(_ASKED),
            }
            reply = await http.options(service.api + path, headers=asked)
            require(reply.is_success, f"preflight of {method} {path}: {reply.status_code} {reply.text[:200]}")
            require_equal(reply.headers["access-control-allow-origin"], service.origin)
            allowed = {name.strip().lower() for name in reply.headers["access-control-allow-headers"].split(",")}
            require(set(_ASKED) <= allowed, f"not allowed: {sorted(set(_ASKED) - allowed)}")


@scenario("A stranger's origin is allowed nothing")
async def stranger(service: Service) -> None:
    async with service.visitor() as ann:
        headers = {**ann.headers, "origin": STRANGER}
        body = {"type": "threads.list", "params": {}}
        asked = {
            "origin": STRANGER,
            "access-control-request-method": "POST",
            "access-control-request-headers": "content-type",
        }
        for reply in (
            await ann.http.options(service.api, headers=asked),
            await ann.http.post(service.api, json=body, headers=headers),
            await ann.http.post(f"{service.api}/session", json={"as": "token"}, headers=headers),
        ):
            require("access-control-allow-origin" not in reply.headers, f"{STRANGER} may read {reply.request.method}")
            require(not reply.is_success, f"{STRANGER}: {reply.request.method} {reply.request.url} {reply.status_code}")


@scenario("Every error can be read by a browser at another origin")
async def errors_are_readable(service: Service) -> None:
    async with service.visitor() as ann:
        origin = service.origin
        bare = {"origin": origin}
        cases: dict[str, httpx.Response] = {
            "400": await ann.http.post(service.api, json={}, headers=ann.headers),
            "401": await ann.http.post(service.api, json={"type": "threads.list", "params": {}}, headers=bare),
            "404": await ann.post("threads.get_by_id", thread_id="thr_none"),
            "404 run": await ann.http.get(f"{service.api}/runs/none", headers=ann.headers),
            "404 path": await ann.http.get(f"{service.api}/nowhere", headers=ann.headers),
            "405": await ann.http.get(service.api, headers=ann.headers),
            "413": await ann.http.post(service.api, content=b"x" * (24 << 20), headers=ann.headers),
        }
        for name, reply in cases.items():
            require_equal(str(reply.status_code), name[:3], f"{name} expected: {reply.status_code} {reply.text[:200]}")
            _require_readable(reply, origin, name)


@scenario("Streams and documents can be read by a browser at another origin", Need.SCRIPT)
async def answers_are_readable(service: Service) -> None:
    async with service.visitor() as ann:
        answer = await ann.ask(Script(words=1))
        _require_readable(answer.response, service.origin, "a stream")
        _require_readable(await ann.post("threads.list"), service.origin, "threads.list")
        again = await ann.resume(answer.run_id)
        _require_readable(again.response, service.origin, "a resumed stream")
        sent = {"type": "threads.create", "params": {"input": message(Script(words=1))}}
        plain = await ann.http.post(service.api, json=sent, headers=ann.headers)
        _require_readable(plain, service.origin, "a stream without a key")
