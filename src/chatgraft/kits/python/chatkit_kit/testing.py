"""A web server for the chat's own tests, for apps of either kind."""

import inspect
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server


@contextmanager
def served(app: Any) -> Iterator[str]:
    """Its address, on a free port of this machine, until the end of the block."""
    is_asgi = inspect.iscoroutinefunction(type(app).__call__)
    with _served_by_uvicorn(app) if is_asgi else _served_by_threads(app) as port:
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _served_by_uvicorn(app: Any) -> Iterator[int]:
    import uvicorn  # noqa: PLC0415  apps of the other kind do without it

    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        if not thread.is_alive():
            raise RuntimeError("The app did not start.")
        time.sleep(0.01)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def _served_by_threads(app: Any) -> Iterator[int]:
    server = make_server("127.0.0.1", 0, app, _Threads, _Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the name in the base class
        pass
