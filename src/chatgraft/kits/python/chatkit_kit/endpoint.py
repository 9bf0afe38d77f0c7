"""Asks a chat route of the owner's over HTTP and reads what it gives, as a stream where it streams.

Nothing of what the route says about its own faults reaches the browser: the log has its status, never its text.
"""

import json
import logging
import secrets
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import lru_cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any
from urllib.parse import urlsplit

import httpx
from chatkit.errors import CustomStreamError

from .answers.endpoint_stream import EndpointError, EndpointRefusedError, parts_of
from .mounts.worker import CURE, worker
from .questions import Message, Part, Question, spoken
from .settings import Settings

log = logging.getLogger(__name__)

# What one visitor's answer sets is nobody else's.
NO_COOKIES = DefaultCookiePolicy(allowed_domains=())
TIMEOUT = httpx.Timeout(connect=5, read=120, write=20, pool=20)
ROOM_SECONDS = 5  # another worker may have to start its chat first
ACCEPTS = "text/event-stream, application/x-ndjson, application/json, text/plain, */*;q=0.1"
SIGN_IN = "Please sign in on this site to use the chat."
BUSY = "There are too many questions at the moment. Please try again {when}."
# Cookies of the chat itself; the site's own routes have no business with them.
CHAT_COOKIES = frozenset({"chatkit_session", "__Host-chatkit_session"})
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
UNAUTHORIZED, FORBIDDEN, NOT_FOUND, NOT_ALLOWED, UNFIT, TOO_MANY = 401, 403, 404, 405, 422, 429
SIGN_IN_PATHS = ("login", "signin", "sign-in", "auth", "sso")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """What a route takes and gives. The fields mean what the constants of `chatkit_assistant.py` say."""

    url: str
    method: str = "POST"
    sends: str = "json"
    question: str = "message"
    takes_messages: bool = False
    quote: str | None = None
    history: str | None = None
    page: str | None = None
    thread: str | None = None
    history_of: str = "messages"
    gives: str = "json"
    answer: str | None = None
    csrf: bool = False
    own: bool = False


async def ask(endpoint: Endpoint, question: Question) -> AsyncGenerator[Part, None]:
    """Yield what the route answers.

    Raises `CustomStreamError` for what the visitor can do something about, `EndpointError` for what the owner can.
    """
    if endpoint.own:
        await _require_room(endpoint.url)
    async with _sent(endpoint, question) as response:
        _require_answer(response, endpoint)
        said = False
        async for part in parts_of(response, endpoint.gives, endpoint.answer, question):
            said = said or (isinstance(part, str) and bool(part.strip()))
            yield part
    if not said:
        raise EndpointError(
            f"{shown(endpoint.url)} gave no text in {endpoint.answer or 'its answer'}. Run: chatgraft doctor"
        )


async def _require_room(url: str) -> None:
    """Raise where nobody is left to answer, since each worker of the app is busy with a visitor who waits for it.

    A worker with threads answers the route beside the visitor. Of those without, the last one to ask finds that none is
    free; it gives up, and so the others get their answers.
    """
    if worker.answers_many:
        return
    if not worker.has_others:
        raise EndpointError(f"{shown(url)} can only be answered by the worker that waits for the answer. {CURE}")
    parts = urlsplit(url)
    try:
        await client().get(f"{parts.scheme}://{parts.netloc}{Settings.api}/healthz", timeout=ROOM_SECONDS)
    except httpx.TimeoutException:
        log.warning("No worker is free to answer %s. %s", shown(url), CURE)
        raise CustomStreamError(BUSY.format(when="in a moment"), allow_retry=True) from None
    except httpx.HTTPError:
        pass  # of which the request itself will tell


@asynccontextmanager
async def _sent(endpoint: Endpoint, question: Question) -> AsyncIterator[httpx.Response]:
    fields = fields_of(endpoint, question)
    body: dict[str, Any] = {{"json": "json", "form": "data", "query": "params"}[endpoint.sends]: fields}
    if endpoint.sends != "json":
        flat = {name: value if isinstance(value, str) else json.dumps(value) for name, value in fields.items()}
        body = {next(iter(body)): flat}
    try:
        async with client().stream(
            endpoint.method, endpoint.url, headers=_encoded(headers_for(endpoint, question)), **body
        ) as response:
            yield response
    except httpx.TimeoutException:
        raise EndpointError(f"{shown(endpoint.url)} took too long.") from None
    except httpx.ConnectError:
        raise EndpointError(
            f"Nobody answers at {shown(endpoint.url)}. Start the app, or set CHATKIT_ENDPOINT_URL."
        ) from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise EndpointError(f"The connection to {shown(endpoint.url)} failed: {type(error).__name__}.") from None


@lru_cache(maxsize=1)
def client() -> httpx.AsyncClient:
    """One client for all answers; it keeps its connections open, but no cookie, and follows no redirect."""
    limits = httpx.Limits(max_connections=200, max_keepalive_connections=20)
    return httpx.AsyncClient(
        timeout=TIMEOUT, limits=limits, follow_redirects=False, trust_env=False, cookies=CookieJar(NO_COOKIES)
    )


def fields_of(endpoint: Endpoint, question: Question) -> dict[str, Any]:
    """What is sent: the question, and all that the route has a field for."""
    text = question.text if endpoint.quote else spoken(Message("user", question.text, question.quoted_text))
    earlier = [_said(endpoint, message.role, spoken(message)) for message in question.history]
    fields: dict[str, Any] = {endpoint.question: text}
    if endpoint.takes_messages:
        fields[endpoint.question] = [*earlier, _said(endpoint, "user", text)]
    elif endpoint.history:
        fields[endpoint.history] = earlier
    if endpoint.quote:
        fields[endpoint.quote] = question.quoted_text
    if endpoint.page:
        fields[endpoint.page] = question.page.url if question.page else ""
    if endpoint.thread:
        fields[endpoint.thread] = question.thread_id
    return fields


def _said(endpoint: Endpoint, role: str, text: str) -> str | dict[str, Any]:
    if endpoint.history_of == "strings":
        return f"{role}: {text}"
    message: dict[str, Any] = {"role": role, "content": text}
    if endpoint.history_of == "parts":
        message |= {"id": secrets.token_hex(8), "parts": [{"type": "text", "text": text}]}
    return message


def headers_for(endpoint: Endpoint, question: Question) -> dict[str, str]:
    """The visitor's cookies and sign-in go along to the origin that they belong to, and to no other."""
    headers = {"Accept": ACCEPTS, "User-Agent": "chatkit-service"}
    own = dict(question.headers) if same_origin(endpoint.url, question.site) else {}
    if "authorization" in own:
        headers["Authorization"] = own["authorization"]
    pairs = [pair.strip() for pair in own.get("cookie", "").split(";") if pair.strip()]
    cookies = [pair for pair in pairs if pair.partition("=")[0] not in CHAT_COOKIES]
    if endpoint.csrf:
        token = next((pair.partition("=")[2] for pair in cookies if pair.startswith("csrftoken=")), "")
        if not token:  # Django only compares the two, so that no other site can post: we are none
            token = secrets.token_hex(16)
            cookies.append(f"csrftoken={token}")
        headers |= {"X-CSRFToken": token, "Referer": endpoint.url}
    if cookies:
        headers["Cookie"] = "; ".join(cookies)
    return headers


def _encoded(headers: dict[str, str]) -> dict[bytes, bytes]:
    """As servers decoded them: a cookie may hold any character of Latin-1, and httpx by itself takes ASCII alone."""
    return {name.encode(): value.encode("latin-1", "replace") for name, value in headers.items()}


def shown(url: str) -> str:
    """An address as the log may have it: its query or its user may be secret."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def same_origin(url: str, site: str) -> bool:
    """Whether two addresses have one origin; the names of this machine count as one."""
    try:
        one, other = urlsplit(url), urlsplit(site)
        hosts = {"loopback" if part.hostname in LOOPBACK else part.hostname for part in (one, other)}
        ports = {part.port or {"http": 80, "https": 443}.get(part.scheme) for part in (one, other)}
    except ValueError:
        return False
    return one.scheme == other.scheme and len(hosts) == 1 and len(ports) == 1 and None not in hosts


def _require_answer(response: httpx.Response, endpoint: Endpoint) -> None:
    status = response.status_code
    if status < 300:
        return
    if status in (UNAUTHORIZED, FORBIDDEN) or _leads_to_sign_in(response):
        log.warning(
            "%s wants a signed-in visitor (%s); their cookies go along where CHATKIT_ENDPOINT_URL is of the site",
            shown(endpoint.url), status,
        )  # fmt: skip
        raise CustomStreamError(SIGN_IN, allow_retry=True)
    if status == TOO_MANY:
        seconds = response.headers.get("retry-after", "")
        when = f"in {seconds} seconds" if seconds.isdigit() else "in a moment"
        raise CustomStreamError(BUSY.format(when=when), allow_retry=True)
    kind = EndpointRefusedError if 400 <= status < 500 else EndpointError
    raise kind(f"{endpoint.method} {shown(endpoint.url)} answered {status}{_cure(status, endpoint)}")


def _cure(status: int, endpoint: Endpoint) -> str:
    if status in (NOT_FOUND, NOT_ALLOWED):
        return ": the route is not there. Correct CHATKIT_ENDPOINT_URL; chatgraft doctor says what it finds."
    if status in (400, UNFIT):
        names = ", ".join(fields for fields in (endpoint.question, endpoint.history, endpoint.thread) if fields)
        return f": it takes other fields than {names}. Run: chatgraft doctor"
    return "."


def _leads_to_sign_in(response: httpx.Response) -> bool:
    path = urlsplit(response.headers.get("location", "")).path.lower()
    return response.is_redirect and any(word in path for word in SIGN_IN_PATHS)
