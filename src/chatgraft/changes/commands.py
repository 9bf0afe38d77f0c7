"""Runs the commands that belong to a change set, such as a package install."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from chatgraft.changes.places import refused
from chatgraft.changes.troubles import find_trouble, way_to_get
from chatgraft.core.changes import Command, Release
from chatgraft.core.errors import ChatgraftError, Exit, Finding

PATIENCE = 900.0
"""Seconds that a command may take. A cold install on a slow line was seen to take minutes."""
VERSION_SECONDS = 60.0
TOLD_LINES = 30
WAY = "Put right what it says"
_MAJOR = re.compile(r"^v?(\d+)\.\d+\.\d+\S*\Z", re.MULTILINE)
INSTALLS = {
    "npm": {"install", "ci"},
    "pnpm": {"install"},
    "yarn": {"install"},
    "bun": {"install"},
    "uv": {"sync", "lock"},
    "poetry": {"install", "lock", "sync"},
    "pdm": {"install", "lock", "sync"},
    "pipenv": {"install", "lock", "sync"},
}
"""What we run on the word of a file in the project: the manifest or a journal."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a command may run, and how long it may take to end when told to. In seconds."""

    run: float = PATIENCE
    end: float = 5.0


def require_programs(commands: Iterable[Command]) -> None:
    """Refuses (exit 2) before anything is written when a program is not installed. Runs nothing."""
    for command in commands:
        program = command.argv[0]
        if not command.optional and shutil.which(program) is None:
            cure = f"{way_to_get(program)}; or add --no-install and run it yourself: {by_hand(command)}"
            why = f"It is needed: {command.why}."
            raise ChatgraftError(Finding("no-program", f"{program} is not installed.", why, cure), Exit.ASK)


def require_releases(root: Path, commands: Iterable[Command]) -> None:
    """Refuses (exit 2) a program of another release than the project's. Asking may run the project's own copy of it, so
    this comes once the owner has said yes.
    """
    for command in commands:
        if command.release and not command.optional:
            _require_release(root, command, command.release)


def _require_release(root: Path, command: Command, wanted: Release) -> None:
    """Asked in the folder itself: there a package manager may hand over to the release that the project carries."""
    said = _version(root / command.folder, command.argv[0])
    major = _MAJOR.search(said)
    if major is None or not wanted.oldest <= int(major.group(1)) <= wanted.newest:
        shown = said.splitlines()[-1] if said.strip() else "a release that does not tell its version"
        what = f"{command.argv[0]} is {shown} here, which does not fit the project."
        cure = f"{wanted.cure}; or add --no-install and run it yourself: {by_hand(command)}"
        raise ChatgraftError(Finding("wrong-release", what, wanted.why, cure), Exit.ASK)


def _version(folder: Path, program: str) -> str:
    try:
        done = subprocess.run(
            [program, "--version"],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=VERSION_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() or done.stderr.strip()


def run(root: Path, command: Command, lock: int | None = None, patience: Patience | None = None) -> None:
    """Raises `command-failed` with the end of the output; the whole output is then kept in a file that is named.

    The command gets a process group of its own, so that an interrupt or a timeout ends all that it started.
    """
    patience = patience or Patience()
    descriptor, name = tempfile.mkstemp(prefix="chatgraft-", suffix=".log")
    log = Path(name)
    trouble = None
    try:
        with os.fdopen(descriptor, "wb") as output:
            trouble = _trouble(root, command, output, lock, patience)
    finally:
        if trouble is None:
            log.unlink()
    if trouble:
        raise _failed(command, trouble, log)


def by_hand(command: Command) -> str:
    """The command as an owner would type it in the project's root."""
    words = shlex.join(command.argv)
    return words if command.folder == "." else f"(cd {shlex.quote(command.folder)} && {words})"


def is_install(argv: tuple[str, ...]) -> bool:
    """Whether `argv` is a package manager's plain install: what a file may ask for without our having made it."""
    if len(argv) < 2 or argv[1] not in INSTALLS.get(argv[0], ()):
        return False
    return all(word.startswith("-") for word in argv[2:])


def _trouble(root: Path, command: Command, output: BinaryIO, lock: int | None, patience: Patience) -> str | None:
    """Why the command failed; None where it did not."""
    try:
        process = subprocess.Popen(
            command.argv,
            cwd=root / command.folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            pass_fds=() if lock is None else (lock,),
        )
    except OSError as error:
        return f"It could not be started: {error.strerror}"
    try:
        status = process.wait(patience.run)
    except subprocess.TimeoutExpired:
        _end(process, patience)
        return f"It did not end within {patience.run:g} s"
    except BaseException:
        _end(process, patience)
        raise
    return None if status == 0 else f"It ended with status {status}"


def _end(process: subprocess.Popen[bytes], patience: Patience) -> None:
    """Ends the command's whole group. What ignores the polite signal is killed."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(patience.end)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _failed(command: Command, trouble: str, log: Path) -> ChatgraftError:
    said = log.read_text("utf-8", "replace")
    tail = "\n".join(said.splitlines()[-TOLD_LINES:])
    known = find_trouble(said)
    why = "\n".join(filter(None, (f"{trouble}. What it is for: {command.why}.", tail, known.meaning if known else "")))
    again = by_hand(command) if command.optional else f"{known.way if known else WAY}, then run chatgraft again"
    cure = f"{again}; its whole output is in {log}"
    return refused("command-failed", f"{shlex.join(command.argv)} failed in {command.folder}.", why, cure)
