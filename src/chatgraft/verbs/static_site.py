"""Serves a folder of pages on this machine while one works on it. Not for production."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

HOP_BY_HOP = frozenset(
    {"connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "proxy-connection"}
)
"""Headers that belong to one connection and are not passed on (RFC 9110, 7.6.1)."""
PATIENCE = 330.0
"""Seconds without a byte after which an answer is given up: longer than a run of the service may last."""
PIECE = 65536


@dataclass(frozen=True, slots=True)
class Passed:
    """Requests for `path` and what lies below it go to `port` on this machine, where the path is `inside`."""

    path: str
    port: int
    inside: str

    def find(self, target: str) -> str | None:
        """What is asked of the service; None where the request is for the site."""
        rest = target.removeprefix(self.path)
        return self.inside + rest if target.startswith(self.path) and rest[:1] in {"", "/", "?"} else None


class _Handler(SimpleHTTPRequestHandler):
    extensions_map: ClassVar[dict[str, str]] = {  # type: ignore[misc] # typeshed has it as an instance variable
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".mjs": "text/javascript",
    }

    def __init__(self, *connection: Any, passed: Passed | None, **options: Any) -> None:
        self._passed = passed
        super().__init__(*connection, **options)

    def end_headers(self) -> None:
        if self._wanted() is None:
            self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def do_GET(self) -> None:
        if (target := self._wanted()) is not None:
            self._pass_on(target)
        else:
            super().do_GET()

    def do_POST(self) -> None:
        if (target := self._wanted()) is not None:
            self._pass_on(target)
        else:
            self.send_error(405)

    def send_head(self) -> Any:
        """`/prices` is answered by `prices.html`, and nothing hidden is shown: `.env` lies in many folders."""
        wanted = Path(self.translate_path(self.path))
        inside = wanted.relative_to(self.directory) if wanted.is_relative_to(self.directory) else wanted
        if any(part.startswith(".") for part in inside.parts):
            self.send_error(404)
            return None
        if not wanted.exists() and wanted.with_suffix(".html").is_file():
            self.path = self.path.split("?", 1)[0].rstrip("/") + ".html"
        return super().send_head()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's own name
        """Silent: the site's own lines would drown the service's."""

    def _wanted(self) -> str | None:
        """What is asked of the service. A request that could not be read has no path."""
        return self._passed.find(getattr(self, "path", "")) if self._passed else None

    def _pass_on(self, target: str) -> None:
        """Each piece of the answer goes on as it comes, so that the chat streams. Whoever goes away is let go."""
        port = self._passed.port if self._passed else 0
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP_BY_HOP}
        with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as service:
            try:
                service.request(self.command, target, body or None, headers)
                answer = service.getresponse()
            except (OSError, HTTPException):
                self.send_error(502, "The chat service cannot be reached")
            else:
                self._answer(answer)

    def _answer(self, answer: HTTPResponse) -> None:
        self.send_response_only(answer.status, answer.reason)
        for name, value in answer.getheaders():
            if name.lower() not in HOP_BY_HOP:
                self.send_header(name, value)
        self.end_headers()
        with answer, suppress(ConnectionError, HTTPException, TimeoutError):
            while piece := answer.read1(PIECE):
                self.wfile.write(piece)
                self.wfile.flush()


@contextmanager
def served(folder: Path, port: int, passed: Passed | None = None) -> Iterator[int]:
    """The port that it listens on, on 127.0.0.1; `port` 0 takes a free one. Raises OSError where it is taken."""
    handler = partial(_Handler, directory=str(folder), passed=passed)
    with ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
