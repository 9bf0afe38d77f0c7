"""The line between the service and an imitation of its provider: it hears each request and breaks replies on demand.

What an answer looks like on each provider's wire is the imitation's own matter; a fault falls on any of them alike.
"""

from __future__ import annotations

import http.client
import json
import socket
import threading
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.fixtures.serving import serving

STALL_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Refuse:
    """A reply of its own in place of the imitation's."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stall:
    """Silence, once the reply has had `after` in it; from the beginning when that is empty."""

    after: bytes = b""


@dataclass(frozen=True, slots=True)
class Cut:
    """The end, once the reply has had `after` in it: of the connection, or `cleanly` of the body alone."""

    after: bytes
    cleanly: bool = False


@dataclass(frozen=True, slots=True)
class Garble:
    """`noise` in place of the rest, once the reply has had `after` in it."""

    after: bytes
    noise: bytes


Fault = Refuse | Stall | Cut | Garble


@dataclass(frozen=True, slots=True)
class Heard:
    """A request as the provider would have got it."""

    path: str
    headers: Mapping[str, str]
    body: dict[str, Any]
    text: str


class Upstream(ThreadingHTTPServer):
    """Passes requests on to `target`, a port of this machine. `faults` fall on the next replies, one on each."""

    daemon_threads = True

    def __init__(self, target: int) -> None:
        super().__init__(("127.0.0.1", 0), _Line)
        self.target = target
        self.faults: deque[Fault] = deque()
        self.heard: list[Heard] = []
        self.hung_up = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def clear(self) -> None:
        """As it was at first, for the next test."""
        self.faults.clear()
        self.heard.clear()
        self.hung_up.clear()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients hang up; that is what some tests are about."""


class _Line(BaseHTTPRequestHandler):
    server: Upstream
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        upstream = self.server
        upstream.heard.append(Heard(self.path, dict(self.headers), json.loads(body or b"{}"), body.decode()))
        fault = upstream.faults.popleft() if upstream.faults else None
        self.close_connection = True
        if isinstance(fault, Refuse):
            self._reply(fault)
        elif isinstance(fault, Stall) and not fault.after:
            self._wait_for_the_end()
        else:
            self._pass_on(body, fault)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the base class's name
        """Tests read `heard` instead."""

    def _reply(self, fault: Refuse) -> None:
        self.send_response(fault.status)
        for name, value in {"Content-Type": "application/json", **fault.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(fault.body)))
        self.end_headers()
        self.wfile.write(fault.body)

    def _pass_on(self, body: bytes, fault: Fault | None) -> None:
        far = http.client.HTTPConnection("127.0.0.1", self.server.target, timeout=60)
        kept = {name: value for name, value in self.headers.items() if name.lower() not in _OF_ONE_CONNECTION}
        far.request("POST", self.path, body, kept)
        reply = far.getresponse()
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.headers["Content-Type"])
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        try:
            self._pour(reply, fault)
        except OSError:
            self.server.hung_up.set()
        finally:
            far.close()

    def _pour(self, reply: http.client.HTTPResponse, fault: Fault | None) -> None:
        sent, is_events = b"", "event-stream" in reply.headers["Content-Type"]
        while piece := reply.readline():
            self._chunk(piece)
            sent += piece
            at_an_end = not is_events or not piece.strip()
            if fault is not None and not isinstance(fault, Refuse) and fault.after in sent and at_an_end:
                return self._break(fault)
        self.wfile.write(b"0\r\n\r\n")
        return None

    def _break(self, fault: Stall | Cut | Garble) -> None:
        match fault:
            case Stall():
                self._wait_for_the_end()
            case Cut(cleanly=False):
                self.connection.shutdown(socket.SHUT_RDWR)
            case Garble():
                self._chunk(fault.noise)
                self.wfile.write(b"0\r\n\r\n")
            case _:
                self.wfile.write(b"0\r\n\r\n")

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def _wait_for_the_end(self) -> None:
        """Until the client hangs up, which is all that it could have to say."""
        self.connection.settimeout(STALL_SECONDS)
        with suppress(OSError):
            if not self.connection.recv(1):
                self.server.hung_up.set()


_OF_ONE_CONNECTION = {"host", "connection", "accept-encoding", "transfer-encoding", "content-length"}


@contextmanager
def upstream(target: int) -> Iterator[Upstream]:
    """The line on a free port, until the end of the block."""
    with serving(Upstream(target)) as server:
        yield server
