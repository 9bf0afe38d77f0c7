"""What `dev` is made of: several programs that end together, pages with the chat's path passed on, a readable log."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from chatgraft.core.errors import ChatgraftError
from chatgraft.verbs.processes import Processes, Program
from chatgraft.verbs.service_log import readable
from chatgraft.verbs.static_site import Passed, served
from tests.commands.conftest import Chatgraft
from tests.commands.grafts import HTML, make
from tests.fixtures.serving import serving
from tests.fixtures.waiting import wait_until


def entry(**fields: object) -> str:
    usual = {
        "time": "2026-05-04T10:11:12.345+00:00",
        "level": "info",
        "logger": "chatkit_kit.service",
        "message": "request",
    }
    return json.dumps(usual | fields)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            entry(request_id="a1", method="POST", path="/chatkit", status=200, milliseconds=13.8),
            "10:11:12 POST /chatkit 200 13.8 ms",
        ),
        (entry(message="The site index was built", pages=12), "10:11:12 The site index was built pages=12"),
        (entry(level="warning", message="Slow", run_id="r", why=["a"]), '10:11:12 WARNING Slow run_id=r why=["a"]'),
        (
            entry(level="error", message="A run failed", exception="Traceback:\n  x"),
            "10:11:12 ERROR A run failed\nTraceback:\n  x",
        ),
        ("npm warn something", "npm warn something"),
        ('{"title": "not a log line"}', '{"title": "not a log line"}'),
        ("[1, 2]", "[1, 2]"),
        ("", ""),
    ],
)
def test_a_log_line_is_readable(monkeypatch: pytest.MonkeyPatch, line: str, expected: str) -> None:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    assert readable(line) == expected


def python(code: str, title: str = "chat service") -> Program:
    return Program("chat", title, (sys.executable, "-u", "-c", textwrap.dedent(code)), Path.cwd())


def is_alive(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rpartition(")")[2].split()[0] not in {"Z", "X"}


def wait_for(said: list[str], start: str) -> str:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if found := next((line for line in said if line.removeprefix("   chat | ").startswith(start)), None):
            return found
        time.sleep(0.02)
    raise AssertionError(said)


STUBBORN = """
    import os, signal, subprocess, sys, time
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    print("child", child.pid)
    time.sleep(60)
"""


def test_children_of_children_end_too() -> None:
    said: list[str] = []
    with Processes(said.append) as processes:
        processes.start(python(STUBBORN))
        child = int(wait_for(said, "child").split()[-1])
        assert is_alive(child)
    wait_until(lambda: not is_alive(child), 5)


def test_a_crash_is_told_after_its_own_lines() -> None:
    said: list[str] = []
    with Processes(said.append) as processes:
        processes.start(python("import sys; print('no such table'); sys.exit(3)"))
        with pytest.raises(ChatgraftError) as error:
            processes.wait()
    assert error.value.finding.what == "The chat service ended with status 3."
    assert said == ["   chat | no such table"]


def test_a_program_that_is_waited_for() -> None:
    said: list[str] = []
    with Processes(said.append) as processes:
        processes.run(python("print('built')"))
        assert said == ["   chat | built"]
        processes.check()
        with pytest.raises(ChatgraftError) as error:
            processes.run(python("print('no such page'); raise SystemExit(2)"))
    assert error.value.finding.what == "The chat service ended with status 2."
    assert said[1:] == ["   chat | no such page"]


def test_a_program_that_is_not_there() -> None:
    program = Program("site", "site", ("no-such-program",), Path.cwd())
    with Processes(print) as processes, pytest.raises(ChatgraftError) as error:
        processes.start(program)
    assert "no-such-program" in error.value.finding.what


class _Service(BaseHTTPRequestHandler):
    """Streams two events, the second one only when it is told to; tells what it was asked."""

    go_on = threading.Event()
    asked: list[tuple[str, str | None, str | None, bytes]] = []  # noqa: RUF012 - one service at a time

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.asked.append((self.path, self.headers["Host"], self.headers["Origin"], body))
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Set-Cookie", "chatkit_session=v1; HttpOnly")
        self.end_headers()
        self.wfile.write(b"data: one\n\n")
        self.go_on.wait(10)
        self.wfile.write(b"data: two\n\n")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's own name
        """Silent."""


@contextmanager
def service() -> Iterator[int]:
    _Service.go_on.clear()
    _Service.asked.clear()
    with serving(ThreadingHTTPServer(("127.0.0.1", 0), _Service)) as server:
        yield server.server_port


def test_the_chats_path_is_passed_on_as_it_streams(tmp_path: Path) -> None:
    with service() as port, served(tmp_path, 0, Passed("/talk", port, "/chatkit")) as site:
        origin = {"Origin": f"http://localhost:{site}"}
        request = urllib.request.Request(f"http://localhost:{site}/talk?x=1", b"{}", origin)
        with urllib.request.urlopen(request, timeout=10) as answer:
            assert answer.headers["Set-Cookie"] == "chatkit_session=v1; HttpOnly"
            assert answer.headers.get_all("Content-Type") == ["text/event-stream"]
            assert answer.readline() == b"data: one\n"
            _Service.go_on.set()
            assert answer.read() == b"\ndata: two\n\n"
        assert _Service.asked == [("/chatkit?x=1", f"localhost:{site}", f"http://localhost:{site}", b"{}")]


def status(url: str, body: bytes | None = None) -> int:
    try:
        with urllib.request.urlopen(url, body, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def test_pages_are_shown_and_nothing_hidden_is(tmp_path: Path) -> None:
    make(tmp_path / "site", {**HTML, ".env": "KEY=1\n", "backend/.env": "KEY=1\n"}, in_git=False)
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nobody = closed.getsockname()[1]
        with served(tmp_path / "site", 0, Passed("/chatkit", nobody, "/chatkit")) as port:
            site = f"http://127.0.0.1:{port}"
            assert status(f"{site}/") == 200
            assert status(f"{site}/trips/rivers") == 200
            assert status(f"{site}/.env") == 404
            assert status(f"{site}/backend/.env") == 404
            assert status(f"{site}/%2e%2e/site/.env") == 404
            assert status(f"{site}/", b"{}") == 405
            assert status(f"{site}/chatkit", b"{}") == 502
            assert status(f"{site}/chatkitten") == 404


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_a_port_that_is_taken(tmp_path: Path, chatgraft: Chatgraft, host: str) -> None:
    project = make(tmp_path / "project", HTML)
    address = ("--backend", "none", "--api-url", "https://chat.example.org/chatkit")
    chatgraft("add", project, "--yes", *address)
    with socket.create_server((host, 0), family=socket.AF_INET6 if ":" in host else socket.AF_INET) as taken:
        port = taken.getsockname()[1]
        ran = chatgraft("dev", project, "--port", port)
    assert ran.exit == 1
    assert f"Port {port} is taken" in ran.err
    assert f"chatgraft dev --port {port + 1}" in ran.err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_site_alone_until_it_is_stopped(tmp_path: Path, chatgraft: Chatgraft, number: signal.Signals) -> None:
    project = make(tmp_path / "project", HTML)
    chatgraft("add", project, "--yes", "--backend", "none", "--api-url", "https://chat.example.org/chatkit")
    argv = [sys.executable, "-u", "-m", "chatgraft", "dev", str(project), "--port", "0"]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as running:
        lines = iter(running.stdout or ())
        site = next(line for line in lines if line.startswith("Site")).split()[1]
        assert status(site) == 200
        assert next(lines) == "Chat service  https://chat.example.org/chatkit\n"
        assert next(lines) == "Ctrl-C ends it.\n"
        running.send_signal(number)
        rest = "".join(lines)
    assert (running.returncode, rest.strip()) == (0, "Stopped.")
