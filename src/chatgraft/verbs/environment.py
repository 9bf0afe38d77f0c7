"""The Python environment that the chat service runs in: the project's own where it has one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from chatgraft.core.data_files import find_data, table_in
from chatgraft.core.environments import MADE
from chatgraft.core.errors import ChatgraftError, Finding
from chatgraft.core.source import Source, sha256

STAMP = ".chatkit-requirements"
NAMES = (".venv", "venv")
OLDEST = (3, 10)


@dataclass(frozen=True, slots=True)
class Wants:
    """The file that lists the service's packages, and the environment that is made for them where none is there.

    `alone`: in no other than that.
    """

    requirements: Path
    environment: Path
    alone: bool = False


def python_for(root: Path, service: Wants, say: Callable[[str], None], near: Iterable[Path] = ()) -> Path:
    """The interpreter, with the service's requirements installed.

    Looked for are `VIRTUAL_ENV`, then `.venv` and `venv` beside the one that would be made, in the folders `near`, such
    as the one that an app is started in, and in the project's root; else the git-ignored one is made. A stamp in it
    tells whether the requirements are installed.
    """
    others = () if service.alone else _candidates(service.environment.parent, *near, root)
    home = next((path for path in others if _python(path).exists()), service.environment)
    if not _python(home).exists():
        say(f"Making {home.relative_to(root)} for the chat service")
        _run(_maker(home), "make-environment")
        (home / MADE).touch()
    _install(home, service.requirements, say)
    return _python(home)


def programs(root: Path, folder: Path) -> list[str]:
    """Where the project's own Python environments keep their programs, for what is started in `folder`.

    Those of an active environment are found anyway.
    """
    there = (_python(home) for home in _beside(folder, root))
    return list(dict.fromkeys(str(python.parent) for python in there if python.exists()))


def _candidates(*folders: Path) -> Iterator[Path]:
    if active := os.environ.get("VIRTUAL_ENV"):
        yield Path(active)
    yield from _beside(*folders)


def _beside(*folders: Path) -> Iterator[Path]:
    return (where / name for where in folders for name in NAMES)


def _install(home: Path, requirements: Path, say: Callable[[str], None]) -> None:
    wanted, stamp = sha256(requirements.read_bytes()), home / STAMP
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    say(f"Installing the chat service's packages into {home}")
    _run(_installer(home, requirements), "install-requirements")
    stamp.write_text(wanted)


def _maker(home: Path) -> list[str]:
    if sys.version_info < OLDEST:
        raise ChatgraftError(Finding("old-python", "The chat service needs Python 3.10 or newer."))
    uv = shutil.which("uv")
    return [uv, "venv", "--quiet", str(home)] if uv else [sys.executable, "-m", "venv", str(home)]


def _installer(home: Path, requirements: Path) -> list[str]:
    python, uv = str(_python(home)), shutil.which("uv")
    packages = _listed(requirements)
    if uv:
        return [uv, "pip", "install", "--quiet", "--python", python, *packages]
    return [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages]


def _listed(requirements: Path) -> list[str]:
    """The words that name them to an installer. Of a project only what it depends on: it need not be one to build."""
    if requirements.suffix != ".toml":
        return ["-r", str(requirements)]
    project = table_in(find_data(Source(requirements.name, requirements.read_bytes())), "project")
    return [str(each) for each in project.get("dependencies", ())]


def _run(argv: list[str], code: str) -> None:
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    if done.returncode:
        tail = "\n".join((done.stdout + done.stderr).splitlines()[-15:])
        raise ChatgraftError(Finding(code, f"{' '.join(argv)} failed.", tail, "Mend what it says and try again."))


def _python(home: Path) -> Path:
    return home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
