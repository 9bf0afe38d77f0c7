"""Sessions: signed, bound to how they travel and where they were issued, expiring, revocable; origins and CORS."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.fixtures.servers import ACTING, KitService, start_kit
from tests.kits.python.visitor import ORIGIN, Visitor

LIST = {"type": "threads.list", "params": {}}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KitService]:
    with start_kit(
        tmp_path_factory.mktemp("sessions") / "backend", {"CHATKIT_ORIGINS": "https://www.site.example"}, ACTING
    ) as it:
        yield it


def ask(service: KitService, headers: dict[str, str]) -> httpx.Response:
    return httpx.post(service.api, json=LIST, headers=headers)


def cookie_of(service: KitService, headers: dict[str, str]) -> httpx.Response:
    reply = httpx.post(f"{service.api}/session", json={"as": "cookie"}, headers=headers)
    assert reply.json() == {"session_id": None}
    return reply


def change_row(service: KitService, column: str, value: int) -> None:
    with sqlite3.connect(service.backend / ".chatkit" / "chatkit.sqlite3") as connection:
        connection.execute(f"UPDATE chatkit_sessions SET {column} = ?", (value,))
    connection.close()


def test_a_same_origin_page_gets_a_cookie_that_scripts_cannot_read(service: KitService) -> None:
    reply = cookie_of(service, {"Origin": service.url})
    cookie = reply.headers["set-cookie"]
    assert cookie.startswith("chatkit_session=v1.")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie
    value = cookie.split(";")[0]
    assert ask(service, {"Origin": service.url, "Cookie": value}).status_code == 200


def test_over_https_the_cookie_is_secure_and_bound_to_the_host(service: KitService) -> None:
    host = "chat.site.example"
    cookie = cookie_of(service, {"Origin": f"https://{host}", "Host": host}).headers["set-cookie"]
    assert cookie.startswith("__Host-chatkit_session=v1.")
    assert "; Secure" in cookie
    assert "; Path=/" in cookie
    assert "Domain" not in cookie


def test_asking_again_keeps_the_session(service: KitService) -> None:
    first = cookie_of(service, {"Origin": service.url}).headers["set-cookie"].split(";")[0]
    again = cookie_of(service, {"Origin": service.url, "Cookie": first}).headers["set-cookie"].split(";")[0]
    assert again == first


def test_a_token_counts_only_from_the_origin_that_it_was_issued_to(service: KitService) -> None:
    visitor = Visitor(service)
    assert visitor.post("threads.list").status_code == 200
    elsewhere = {**visitor.headers, "Origin": "http://localhost:4000"}
    assert ask(service, elsewhere).status_code == 401
    without = {"X-Session-Id": visitor.headers["X-Session-Id"]}
    assert ask(service, without).status_code == 401
    assert httpx.get(f"{service.api}/threads/thr_x/run", headers=without).status_code == 204


def test_a_token_is_no_cookie_and_a_cookie_no_token(service: KitService) -> None:
    token = Visitor(service).headers["X-Session-Id"]
    assert ask(service, {"Origin": ORIGIN, "Cookie": f"chatkit_session={token}"}).status_code == 401
    cookie = cookie_of(service, {"Origin": service.url}).headers["set-cookie"].split(";")[0].partition("=")[2]
    assert ask(service, {"Origin": service.url, "X-Session-Id": cookie}).status_code == 401


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "x",
        "v1..",
        "v1." + "0" * 32 + "." + "A" * 43,
        "v2." + "0" * 32 + "." + "A" * 43,
        "v1.é.é",
        "v1." + "0" * 32 + "." + "é" * 43,
    ],
)
def test_forged_sessions_do_not_count(service: KitService, forged: str) -> None:
    headers = {b"origin": ORIGIN.encode(), b"x-session-id": forged.encode("latin-1", "replace")}
    assert httpx.post(service.api, json=LIST, headers=headers).status_code == 401


def test_over_https_a_cookie_that_a_subdomain_planted_does_not_count(service: KitService) -> None:
    planted = cookie_of(service, {"Origin": service.url}).headers["set-cookie"].split(";")[0]
    host = "chat.site.example"
    assert ask(service, {"Origin": f"https://{host}", "Host": host, "Cookie": planted}).status_code == 401


def test_a_signature_does_not_fit_another_id(service: KitService) -> None:
    one, other = (Visitor(service).headers["X-Session-Id"].split(".") for _ in range(2))
    forged = f"v1.{one[1]}.{other[2]}"
    assert ask(service, {"Origin": ORIGIN, "X-Session-Id": forged}).status_code == 401


def test_revoked_and_expired_sessions_end(service: KitService) -> None:
    for column, value in (("revoked", 1), ("expires_us", 1)):
        visitor = Visitor(service)
        change_row(service, column, value)
        assert visitor.post("threads.list").status_code == 401
        reopened = visitor.http.post(f"{service.api}/session", json={"as": "token"}, headers=visitor.headers)
        assert reopened.json()["session_id"] != visitor.headers["X-Session-Id"]


def test_use_prolongs_a_session(service: KitService) -> None:
    visitor = Visitor(service)
    with sqlite3.connect(service.backend / ".chatkit" / "chatkit.sqlite3") as connection:
        connection.execute("UPDATE chatkit_sessions SET expires_us = expires_us - 172800000000")
        before = connection.execute("SELECT MAX(expires_us) FROM chatkit_sessions").fetchone()[0]
        connection.commit()
        visitor.post("threads.list")
        after = connection.execute("SELECT MAX(expires_us) FROM chatkit_sessions").fetchone()[0]
    connection.close()
    assert after > before + 100_000_000_000


def test_the_kind_of_session_must_be_said(service: KitService) -> None:
    for body in ("", "{}", "[]", '{"as": "letter"}', "{"):
        reply = httpx.post(f"{service.api}/session", content=body, headers={"Origin": ORIGIN})
        assert reply.status_code == 400
        assert "token" in reply.json()["error"]["hint"]


@pytest.mark.parametrize(
    "origin", ["https://www.site.example", "http://localhost:3000", "http://127.0.0.1:5173", "http://[::1]:80"]
)
def test_allowed_origins_get_exact_cors_headers(service: KitService, origin: str) -> None:
    preflight = httpx.options(
        service.api,
        headers={"Origin": origin, "Access-Control-Request-Headers": "idempotency-key,chatkit-frame-instance-id"},
    )
    assert preflight.status_code == 204
    assert preflight.headers["access-control-allow-origin"] == origin
    allowed = preflight.headers["access-control-allow-headers"].split(", ")
    assert {"content-type", "x-session-id", "idempotency-key", "last-event-id", "chatkit-frame-instance-id"} <= set(
        allowed
    )
    refused = ask(service, {"Origin": origin})
    assert refused.status_code == 401
    assert refused.headers["access-control-allow-origin"] == origin
    assert refused.headers["access-control-expose-headers"] == "X-Run-Id, Retry-After"


@pytest.mark.parametrize(
    "origin",
    [
        "https://site.example",
        "https://www.site.example.evil.example",
        "null",
        "http://www.site.example",
        "file://",
        "http://[",
    ],
)
def test_other_origins_get_nothing(service: KitService, origin: str) -> None:
    assert httpx.options(service.api, headers={"Origin": origin}).status_code == 403
    reply = httpx.post(f"{service.api}/session", json={"as": "token"}, headers={"Origin": origin})
    assert reply.status_code == 403
    assert "access-control-allow-origin" not in reply.headers


def test_a_cross_site_form_without_origin_is_refused(service: KitService) -> None:
    reply = httpx.post(f"{service.api}/session", json={"as": "cookie"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert reply.status_code == 403


def test_in_production_localhost_is_no_friend(backend: Path) -> None:
    environ = {"CHATKIT_ENV": "production", "CHATKIT_SECRET": "s" * 40}
    with start_kit(backend, environ, ACTING) as service:
        assert httpx.options(service.api, headers={"Origin": ORIGIN}).status_code == 403


def test_a_new_secret_ends_every_session(backend: Path) -> None:
    with start_kit(backend, {}, ACTING) as service:
        visitor = Visitor(service)
        service.stop()
        env = backend / ".env"
        assert env.stat().st_mode & 0o077 == 0
        assert env.read_text().count("\nCHATKIT_SECRET=") == 1
        service.restart()
        assert visitor.post("threads.list").status_code == 200
        service.stop()
        env.write_text("CHATKIT_SECRET=" + "n" * 40)
        service.restart()
        assert visitor.post("threads.list").status_code == 401
