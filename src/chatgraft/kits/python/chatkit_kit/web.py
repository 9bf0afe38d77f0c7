"""HTTP requests and replies as plain values, so that the machinery knows no web framework."""

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any

JSON_TYPE = "application/json"
# Asked every few seconds by whatever watches the service.
PROBES = frozenset({"/healthz", "/readyz", "/metrics"})
EVENT_STREAM_TYPE = "text/event-stream; charset=utf-8"

# Proxies must neither hold back, compress nor keep a stream (nginx reads X-Accel-Buffering, the others Cache-Control).
STREAM_HEADERS = {
    "Content-Type": EVENT_STREAM_TYPE,
    "Cache-Control": "no-cache, no-transform",
    "X-Accel-Buffering": "no",
}


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request. Header names are lower case; `path` begins with a slash and carries no query."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes | None = b""
    """None for a body that was larger than allowed, and not read to its end."""
    scheme: str = "http"
    peer: str = ""
    """Address of the other end of the connection; who the visitor is, `origins.client_address` decides."""
    root: str = ""
    """What stands before `path` in the address where another app carries ours, such as "/shop"."""
    user: str = ""
    """Id of the user whom the host application has signed in, as the framework's adapter found it; empty for none."""

    def header(self, name: str) -> str:
        return self.headers.get(name, "").strip()

    def cookies(self) -> dict[str, str]:
        """Names and values of the Cookie header; a malformed part is passed over."""
        pairs = (part.partition("=") for part in self.header("cookie").split(";"))
        return {name.strip(): value.strip() for name, equals, value in pairs if equals}


@dataclass(frozen=True, slots=True)
class Reply:
    """One HTTP reply; a body that is an iterator is sent piece by piece."""

    status: int = 200
    body: bytes | AsyncIterator[bytes] = b""
    headers: dict[str, str] = field(default_factory=dict)

    def with_headers(self, headers: Mapping[str, str]) -> "Reply":
        return Reply(self.status, self.body, {**self.headers, **headers})


def json_reply(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Reply:
    body = value if isinstance(value, bytes) else json.dumps(value, separators=(",", ":")).encode()
    return Reply(status, body, {"Content-Type": JSON_TYPE, "Cache-Control": "no-store", **(headers or {})})
