"""The two services, up side by side on free ports, and the CPU time that processes have used."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
KIT = HERE.parent / "src/chatgraft/kits/python"
TICK = os.sysconf("SC_CLK_TCK")
START_SECONDS = 60
STOP_SECONDS = 20
RATES = ("CHATKIT_TURNS_RATE", "CHATKIT_ADDRESS_RATE", "CHATKIT_REQUESTS_RATE", "CHATKIT_SESSIONS_RATE")


@dataclass(frozen=True, slots=True)
class Server:
    name: str
    port: int
    pid: int


@contextmanager
def serving(name: str, command: list[str], folder: Path, settings: dict[str, str]) -> Iterator[Server]:
    """A server on a free port; PORT in its command or settings stands for it. None of our own environment leaks in."""
    port = free_port()
    environ = {"PATH": os.defpath, **{key: value.replace("PORT", str(port)) for key, value in settings.items()}}
    arguments = [sys.executable, *(part.replace("PORT", str(port)) for part in command)]
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


@contextmanager
def both(folder: Path) -> Iterator[tuple[Server, Server]]:
    """Ours and the peer."""
    with ours(folder, "ours", {}) as one, serving("peer", [str(HERE / "stock.py"), "PORT"], folder, {}) as peer:
        yield one, peer


@contextmanager
def ours(folder: Path, name: str, settings: dict[str, str]) -> Iterator[Server]:
    """Our service: a copy of the kit with the scripted answer where its owner writes theirs, and data of its own."""
    shutil.copytree(KIT, folder / name / "service", ignore=shutil.ignore_patterns("__pycache__", ".chatkit", ".env"))
    shutil.copyfile(HERE / "answer.py", folder / name / "service/chatkit_assistant.py")
    common = {"CHATKIT_SECRET": "x" * 32, "CHATKIT_PORT": "PORT", **dict.fromkeys(RATES, "1000000/second")}
    with serving(name, ["-m", "service.fastapi.chatkit_server"], folder / name, {**common, **settings}) as server:
        yield server


@contextmanager
def redis_server(folder: Path) -> Iterator[str]:
    """A Redis that keeps nothing on disk, by its URL."""
    found = shutil.which("redis-server")
    if found is None:
        raise RuntimeError("Redis is not installed: apt-get install redis-server")
    port = free_port()
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", str(folder)]
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
    """CPU time of a process with all its threads: fields 14 and 15 of proc(5)'s `stat`."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def cpu_seconds_of_all() -> float:
    """CPU time of everything on this machine: proc(5)'s `/proc/stat` without idle, iowait and guests."""
    user, nice, system, _, _, irq, softirq, steal = Path("/proc/stat").read_text().split()[1:9]
    return sum(map(int, (user, nice, system, irq, softirq, steal))) / TICK


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
