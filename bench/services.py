"""The servers that are compared, up side by side on free ports, and the CPU time that processes have used."""

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from tests.fixtures.node_kit import land_node_kit

HERE = Path(__file__).resolve().parent
KIT = HERE.parent / "src/chatgraft/kits/python"
TICK = os.sysconf("SC_CLK_TCK")
START_SECONDS = 60
STOP_SECONDS = 20
_SCHEDULED = 2
"""Of the clocks of a process, the one that counts what the scheduler gave it: nanoseconds, not ticks."""
_RATES = ("CHATKIT_TURNS_RATE", "CHATKIT_ADDRESS_RATE", "CHATKIT_REQUESTS_RATE", "CHATKIT_SESSIONS_RATE")
OWN = {"CHATKIT_SECRET": "x" * 32, "CHATKIT_PORT": "PORT", **dict.fromkeys(_RATES, "1000000/second")}


@dataclass(frozen=True, slots=True)
class Server:
    """`has_sessions`: it is ours, which answers nobody without one. `database`: the PostgreSQL server that it uses."""

    name: str
    port: int
    pid: int
    has_sessions: bool = False
    database: int | None = None


# What runs for the time of a block, by what it is called in the tables.
Variant = tuple[str, Callable[[Path], AbstractContextManager[Server]]]


@contextmanager
def serving(name: str, command: list[str], folder: Path, settings: dict[str, str]) -> Iterator[Server]:
    """A server on a free port; PORT in its command or settings stands for it. None of our own environment leaks in."""
    port = free_port()
    environ = {"PATH": os.defpath, **{key: value.replace("PORT", str(port)) for key, value in settings.items()}}
    arguments = [part.replace("PORT", str(port)) for part in command]
    log = folder / f"{name}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(arguments, cwd=folder, env=environ, stdout=output, stderr=output)
    try:
        deadline = time.monotonic() + START_SECONDS
        while not _listens(port):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{name} did not start:\n{log.read_text(errors='replace')[-2000:]}")
            time.sleep(0.05)
        yield Server(name, port, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def stock(place: str) -> Callable[[Path], AbstractContextManager[Server]]:
    """The stock SDK, keeping what was said in `place`: see `stock.py`."""
    return lambda folder: serving(
        _file_name(place), [sys.executable, str(HERE / "stock.py"), "PORT", place], folder, {}
    )


def bare() -> Callable[[Path], AbstractContextManager[Server]]:
    return lambda folder: serving("bare", [sys.executable, str(HERE / "bare.py"), "PORT"], folder, {})


def ours(**settings: str) -> Callable[[Path], AbstractContextManager[Server]]:
    """Our service: a copy of the kit with the scripted answer where its owner writes theirs, and data of its own."""

    @contextmanager
    def up(folder: Path) -> Iterator[Server]:
        name = "ours" + _file_name("".join(settings.values()))
        shutil.copytree(
            KIT, folder / name / "service", ignore=shutil.ignore_patterns("__pycache__", ".chatkit", ".env")
        )
        shutil.copyfile(HERE / "answer.py", folder / name / "service/chatkit_assistant.py")
        command = [sys.executable, "-m", "service.fastapi.chatkit_server"]
        with serving(name, command, folder / name, {**OWN, **settings}) as server:
            yield replace(server, has_sessions=True)

    return up


def ours_on_node(**settings: str) -> Callable[[Path], AbstractContextManager[Server]]:
    """The same of the Node kit."""

    @contextmanager
    def up(folder: Path) -> Iterator[Server]:
        name = "node" + _file_name("".join(settings.values()))
        land_node_kit(folder / name, (HERE / "answer.mjs").read_text(encoding="utf-8"))
        node = shutil.which("node") or "node"
        with serving(name, [node, "chatkit-server.mjs"], folder / name, {**OWN, **settings}) as server:
            yield replace(server, has_sessions=True)

    return up


@contextmanager
def all_up(variants: list[Variant], database: int | None = None) -> Iterator[dict[str, Server]]:
    """Every variant at once, by its name. `database`: the process of the PostgreSQL server, if there is one."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="chatgraft-bench-")))
        servers = {}
        for name, up in variants:
            server = stack.enter_context(up(folder))
            servers[name] = replace(server, name=name, database=database if "PostgreSQL" in name else None)
        yield servers


@contextmanager
def redis_server() -> Iterator[str]:
    """A Redis that keeps nothing on disk, by its URL."""
    found = shutil.which("redis-server")
    if found is None:
        raise RuntimeError("Redis is not installed: apt-get install redis-server")
    port = free_port()
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    process = subprocess.Popen([found, *options], stdout=subprocess.DEVNULL)
    try:
        while not _listens(port):
            time.sleep(0.05)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def cpu_seconds(process: int) -> float:
    """CPU time of a process with all its threads, by the clock that Linux has of it: see clock_getcpuclockid(3)."""
    return time.clock_gettime(~process << 3 | _SCHEDULED)


def cpu_seconds_of_family(process: int) -> float:
    """CPU time of a server that forks, such as PostgreSQL: of itself, its children, and those that have ended."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()  # proc(5), from the third on
    total = sum(map(int, fields[11:15])) / TICK
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        for child in children.read_text().split():
            with contextlib.suppress(OSError):  # it has ended meanwhile
                total += cpu_seconds(int(child))
    return total


def memory_bytes(process: int) -> int:
    """Resident memory."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def cpu_seconds_of_all() -> float:
    """CPU time of everything on this machine: proc(5)'s `/proc/stat` without idle, iowait and guests."""
    user, nice, system, _, _, irq, softirq, steal = Path("/proc/stat").read_text().split()[1:9]
    return sum(map(int, (user, nice, system, irq, softirq, steal))) / TICK


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _file_name(text: str) -> str:
    return re.sub(r"\W+", "-", text)[-60:]
