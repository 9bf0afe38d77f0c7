"""`.chatgraft/manifest.json`: what we did to the project, enough to undo and to update it. Committed with the project.

Its bytes follow from what was done alone: sorted, no times, no absolute paths, no secrets.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from chatgraft.changes.commands import is_install
from chatgraft.changes.places import HOME, place, read, refused, within

FILE = f"{HOME}/manifest.json"
SCHEMA = 1
WIDTH = 80


@dataclass(frozen=True, slots=True)
class Piece:
    """One splice: bytes `start:end` of the old text gave way to `length` bytes. `lines` are the hashes of the new
    text's lines, recorded only where the texts themselves are not kept."""

    start: int
    end: int
    length: int
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layer:
    """One run's change to a file, from one hash (None: absent) to another. The texts are in `.chatgraft/base/`.

    `private`: ignored by git or an env file at that time, so that no text was kept.
    """

    before: str | None
    after: str
    pieces: tuple[Piece, ...] = ()
    private: bool = False


@dataclass(frozen=True, slots=True)
class Grafted:
    """A file that we made or edited, with one layer for each run that changed it.

    `machinery`: not the owner's to edit.
    """

    path: str
    layers: tuple[Layer, ...]
    machinery: bool = False

    @property
    def created(self) -> bool:
        return self.layers[0].before is None

    @property
    def private(self) -> bool:
        return self.layers[-1].private

    @property
    def sha(self) -> str:
        """The hash of the file as we left it."""
        return self.layers[-1].after


@dataclass(frozen=True, slots=True)
class Written:
    """A file that a command wrote, such as a lock file: its hash before the first run (None: absent), after the last.

    `after` is None where the old bytes are not to be brought back: the owner has changed the file between two runs.
    """

    path: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Ran:
    """A command that was run. `made` are the folders that it brought into being. `argv` and `redo` are empty where
    they are no plain install."""

    argv: tuple[str, ...]
    folder: str
    redo: tuple[str, ...]
    made: tuple[str, ...]
    written: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """`keeps` are what the service makes at run time, which a removal leaves there."""

    version: str
    choices: Mapping[str, Any] = field(default_factory=dict)
    keeps: tuple[str, ...] = ()
    files: tuple[Grafted, ...] = ()
    folders: tuple[str, ...] = ()
    commands: tuple[Ran, ...] = ()

    def find(self, path: str) -> Grafted | None:
        return next((file for file in self.files if file.path == path), None)

    @property
    def shas(self) -> dict[str, str]:
        """Each file that we or our commands wrote, as we left it."""
        written = {file.path: file.after for ran in self.commands for file in ran.written if file.after}
        return {**written, **{file.path: file.sha for file in self.files}}

    @property
    def texts(self) -> set[str]:
        """The hashes whose texts are to be in `.chatgraft/base/`."""
        ours = {
            sha
            for file in self.files
            if not (file.machinery and file.created)
            for layer in file.layers
            if not layer.private
            for sha in (layer.before, layer.after)
            if sha
        }
        return ours | {file.before for ran in self.commands for file in ran.written if file.before}

    def dump(self) -> bytes:
        ordered = replace(
            self,
            keeps=tuple(sorted(self.keeps)),
            files=tuple(sorted(self.files, key=lambda file: file.path)),
            folders=tuple(sorted(self.folders)),
        )
        return (_printed({"schema": SCHEMA, **asdict(ordered)}, "") + "\n").encode()


def find_manifest(root: Path) -> Manifest | None:
    """None where nothing has been grafted. Raises where the file is broken, or names places outside the project."""
    data = read(place(root, FILE))
    if data is None:
        return None
    try:
        manifest = _parsed(json.loads(data))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        cure = f"Restore it: git checkout -- {FILE}"
        raise refused("manifest-broken", f"{FILE} cannot be read.", f"{error}", cure, FILE) from error
    _hold(root, manifest)
    return manifest


def _printed(value: Any, indent: str, used: int = 0) -> str:
    """JSON as Prettier leaves it, which many projects run over all of their files. `used`: the columns before it."""
    inner = indent + "  "
    if isinstance(value, Mapping) and value:
        names = [(json.dumps(key, ensure_ascii=False), value[key]) for key in sorted(value)]
        rows = [f"{name}: {_printed(item, inner, len(inner) + len(name) + 2)}" for name, item in names]
        return "{\n" + ",\n".join(inner + row for row in rows) + f"\n{indent}}}"
    if isinstance(value, list | tuple) and value:
        flat = json.dumps(value, ensure_ascii=False)
        if used + len(flat) < WIDTH and not any(isinstance(item, Mapping) for item in value):
            return flat
        return "[\n" + ",\n".join(inner + _printed(item, inner, len(inner)) for item in value) + f"\n{indent}]"
    return json.dumps(value, ensure_ascii=False)


def _parsed(data: dict[str, Any]) -> Manifest:
    if data["schema"] != SCHEMA:
        raise ValueError(f"schema {data['schema']} is newer than this version of chatgraft, which knows {SCHEMA}")
    return Manifest(
        version=str(data["version"]),
        choices=dict(data["choices"]),
        keeps=tuple(data["keeps"]),
        files=tuple(_grafted(item) for item in data["files"]),
        folders=tuple(data["folders"]),
        commands=tuple(_ran(item) for item in data["commands"]),
    )


def _grafted(item: dict[str, Any]) -> Grafted:
    layers = tuple(
        Layer(layer["before"], layer["after"], tuple(map(_piece, layer["pieces"])), bool(layer["private"]))
        for layer in item["layers"]
    )
    if not layers:
        raise ValueError(f"{item['path']} has no layer")
    return Grafted(item["path"], layers, bool(item["machinery"]))


def _piece(item: dict[str, Any]) -> Piece:
    return Piece(int(item["start"]), int(item["end"]), int(item["length"]), tuple(item["lines"]))


def _ran(item: dict[str, Any]) -> Ran:
    written = tuple(Written(**file) for file in item["written"])
    return Ran(tuple(item["argv"]), item["folder"], tuple(item["redo"]), tuple(item["made"]), written)


def _hold(root: Path, manifest: Manifest) -> None:
    """The manifest comes with the project and may be anybody's: no place outside it, no command but an install."""
    named = [*manifest.keeps, *manifest.folders, *(file.path for file in manifest.files)]
    for ran in manifest.commands:
        named += [*ran.made, *(file.path for file in ran.written)]
        named += [] if ran.folder == "." else [ran.folder]
        strange = next((argv for argv in (ran.argv, ran.redo) if argv and not is_install(argv)), None)
        if strange:
            why = f"It names the command {' '.join(strange)}, and we run only package managers' installs from there."
            raise refused("manifest-broken", f"{FILE} is not to be trusted.", why, f"Look at it: git log {FILE}", FILE)
    for name in named:
        within(root, name)
