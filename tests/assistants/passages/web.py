"""A server of ours that speaks as another's service does: it keeps what it was sent, and answers by a function."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.fixtures.serving import serving

Answer = Callable[["Asked"], Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request. `body` is its JSON."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: Any


class Refused(Exception):  # noqa: N818 - an answer, not a fault
    """An answer with this status and body."""

    def __init__(self, status: int, body: object) -> None:
        super().__init__(status)
        self.status, self.body = status, body


@dataclass
class Imitation:
    """`url` is its origin; `asked` what came in, oldest first."""

    url: str
    refusing: bool = False
    """Whether it answers everything with 503."""
    asked: list[Asked] = field(default_factory=list)


@contextlib.contextmanager
def speaking(answer: Answer) -> Iterator[Imitation]:
    """The server, on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _handle(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            text = self.rfile.read(size)
            asked = Asked(
                self.command,
                self.path,
                {name.lower(): value for name, value in self.headers.items()},
                json.loads(text) if text else None,
            )
            imitation.asked.append(asked)
            try:
                status, body = (503, {}) if imitation.refusing else (200, answer(asked))
            except Refused as refused:
                status, body = refused.status, refused.body
            data = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = _handle  # noqa: N815 - the base class's names

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
            """Tests read `asked` instead."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    imitation = Imitation(f"http://127.0.0.1:{server.server_port}")
    with serving(server):
        yield imitation
