"""Serves a folder of pages on this machine while one works on it. Not for production."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar


class _Handler(SimpleHTTPRequestHandler):
    extensions_map: ClassVar[dict[str, str]] = {  # type: ignore[misc] # typeshed has it as an instance variable
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".mjs": "text/javascript",
    }

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

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


@contextmanager
def served(folder: Path, port: int) -> Iterator[int]:
    """The port that it listens on, on 127.0.0.1; `port` 0 takes a free one. Raises OSError where it is taken."""
    with ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
