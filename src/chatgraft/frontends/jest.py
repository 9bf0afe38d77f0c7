"""Where Jest looks for tests, as the script and the configuration of a project say (jestjs.io/docs/configuration)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any

from chatgraft.core.globs import WILD, alternatives
from chatgraft.core.node_project import find_version
from chatgraft.core.project import PackageManifest, Project
from chatgraft.core.source import Source
from chatgraft.edits import NotUnderstood
from chatgraft.edits.exported_object import find_exported
from chatgraft.edits.exports import OPAQUE, read_json, read_literal
from chatgraft.edits.syntax import require_script

NAME = "jest"
SCRIPTS = tuple(f"jest.config.{ending}" for ending in ("js", "cjs", "mjs", "ts", "cts", "mts"))
CONFIGS = (*SCRIPTS, "jest.config.json")
OLDEST = 27
"""Older ones do not know Node's own modules by the names that begin with `node:`."""
TYPED = ("ts-jest", "@swc/jest", "@babel/preset-typescript", "next", "esbuild-jest", "@sucrase/jest-plugin")
"""Packages by which Jest takes in TypeScript."""
_DEFAULTS: Mapping[str, Sequence[str]] = {
    "roots": ("<rootDir>",),
    "moduleFileExtensions": ("js", "mjs", "cjs", "jsx", "ts", "mts", "cts", "tsx", "json", "node"),
    "testMatch": ("**/__tests__/**/*.[jt]s?(x)", "**/?(*.)+(spec|test).[jt]s?(x)"),
    "testRegex": (),
    "testPathIgnorePatterns": ("/node_modules/",),
    "modulePathIgnorePatterns": (),
}
_FOREIGN = ("projects", "runner", "filter")
"""Options by which tests are looked for, or run, in ways of the project's own."""
_PROJECT = "/project"
"""Stands for the folder that the project lies in: Jest compares whole paths."""
_PIECE = re.compile(r"([?*+@])\(([^()]*)\)|(\[[^\]]+\])|(\*\*/|\*\*|\*|\?)|([^?*+@\[]+|.)")
_ENDS_COMMAND = frozenset({"&&", "||", ";", "|"})


@dataclass(frozen=True, slots=True)
class Jest:
    """`root` is its `rootDir`, relative to the project's; `narrowed` are patterns that the script gives it, of which a
    path must fit one. Of `options` those that say where tests are looked for are there, defaults among them.
    """

    root: str
    options: Mapping[str, tuple[str, ...]]
    narrowed: tuple[str, ...] = ()

    def finds(self, file: str) -> bool:
        """Whether a file of the project would be run as a test."""
        path = f"{_PROJECT}/{file}"
        roots = (posixpath.normpath(posixpath.join(self._home, each)) for each in self._said("roots"))
        ignored = (*self._said("testPathIgnorePatterns"), *self._said("modulePathIgnorePatterns"))
        return (
            any(path.startswith(f"{root}/") for root in roots)
            and posixpath.splitext(file)[1][1:] in self._said("moduleFileExtensions")
            and not any(re.search(pattern, path) for pattern in ignored)
            and (not self.narrowed or any(re.search(each, path, re.IGNORECASE) for each in self.narrowed))
            and self._is_named(path)
        )

    def _is_named(self, path: str) -> bool:
        if patterns := self._said("testRegex"):
            return any(re.search(pattern, path) for pattern in patterns)
        globs = self._said("testMatch")
        denied = (each[1:] for each in globs if each.startswith("!"))
        wanted = (each for each in globs if not each.startswith("!"))
        return any(_fits(path, each) for each in wanted) and not any(_fits(path, each) for each in denied)

    def _said(self, option: str) -> list[str]:
        return [each.replace("<rootDir>", self._home) for each in self.options[option]]

    @property
    def _home(self) -> str:
        return posixpath.normpath(f"{_PROJECT}/{self.root}")


@dataclass(frozen=True, slots=True)
class Unread:
    """Why it cannot be told where Jest looks."""

    why: str


def find_jest(project: Project, manifest: PackageManifest) -> Jest | Unread | None:
    """What `npm test` runs there, where that is Jest."""
    words = next(_commands(manifest.scripts, "test", frozenset()), None)
    if words is None:
        return None
    version = (find_version(project, manifest, NAME) or "").partition(".")[0]
    if version.isdigit() and int(version) < OLDEST:
        return Unread(f"Jest {version} is older than {OLDEST}")
    place, config = _config(project, manifest, words)
    jest = _jest(posixpath.dirname(place) or ".", config, _patterns(project, manifest, words))
    return jest or Unread(f"what Jest's configuration says of tests is not understood ({place})")


def takes_typescript(manifest: PackageManifest) -> bool:
    return any(name in manifest.wants for name in TYPED)


def _commands(scripts: Mapping[str, str], name: str, seen: frozenset[str]) -> Iterator[list[str]]:
    """The words that follow `jest` in a script, or in those that it runs."""
    words = scripts.get(name, "").split()
    for number, word in enumerate(words):
        if posixpath.basename(word) in (NAME, f"{NAME}.js"):
            rest = words[number + 1 :]
            yield rest[: next((at for at, each in enumerate(rest) if each in _ENDS_COMMAND), len(rest))]
        elif number and words[number - 1] == "run" and word in scripts.keys() - seen - {name}:
            yield from _commands(scripts, word, seen | {name})


def _config(project: Project, manifest: PackageManifest, words: Sequence[str]) -> tuple[str, Any]:
    """The file that holds the configuration, and the configuration as far as it is written out."""
    named = _value_of(("--config", "-c"), words)
    inside = manifest.data.get(NAME, {})
    if named is None and isinstance(inside, str):
        named = inside
    names = CONFIGS if named is None else (named,)
    source = next(filter(None, (project.find_source(manifest.path(name)) for name in names)), None)
    if source is not None:
        return source.file, _read(source)
    return manifest.path("package.json"), inside if named is None else OPAQUE


def _value_of(options: Sequence[str], words: Sequence[str]) -> str | None:
    spaced = (value for option, value in pairwise(words) if option in options)
    joined = (word.partition("=")[2] for word in words if word.partition("=")[0] in options and "=" in word)
    return next(chain(spaced, joined), None)


def _read(source: Source) -> Any:
    if source.file.endswith(".json"):
        return read_json(source)
    try:
        root = require_script(source)
    except NotUnderstood:
        return OPAQUE
    found = find_exported(root)
    return read_literal(root, found) if found is not None else OPAQUE


def _patterns(project: Project, manifest: PackageManifest, words: Sequence[str]) -> tuple[str, ...]:
    """Bare words are patterns, but for those that follow an option and are no path: they are its value."""
    found = []
    for before, word in pairwise(("", *words)):
        is_value = before.startswith("-") and not project.exists(manifest.path(word))
        if not word.startswith("-") and before not in ("--config", "-c") and not is_value:
            found.append(word.strip("'\""))
    return tuple(found)


def _jest(folder: str, config: Any, narrowed: tuple[str, ...]) -> Jest | None:
    """None where an option that counts is not written out."""
    if not isinstance(config, dict) or any(name in config for name in _FOREIGN) or config.get("injectGlobals") is False:
        return None
    root, options = config.get("rootDir", "."), {}
    for name, default in _DEFAULTS.items():
        said = config.get(name, default)
        listed = [said] if isinstance(said, str) else said
        if not isinstance(listed, list | tuple) or not all(isinstance(each, str) for each in listed):
            return None
        options[name] = tuple(listed)
    jest = Jest(posixpath.normpath(posixpath.join(folder, root)), options, narrowed) if isinstance(root, str) else None
    return jest if jest and _is_read(jest) else None


def _is_read(jest: Jest) -> bool:
    """Whether its patterns are such that Python reads them as JavaScript does."""
    named = ("testRegex", "testPathIgnorePatterns", "modulePathIgnorePatterns")
    patterns = [*jest.narrowed, *(each for name in named for each in jest.options[name])]
    patterns += [_pattern(each) for glob in jest.options["testMatch"] for each in alternatives(glob.lstrip("!"))]
    try:
        for pattern in patterns:
            re.compile(pattern)
    except re.error:
        return False
    return True


def _fits(path: str, glob: str) -> bool:
    return any(re.fullmatch(_pattern(each), path) for each in alternatives(glob))


def _pattern(glob: str) -> str:
    """`?(a|b)`, `*(…)`, `+(…)` and `@(…)` stand for one of their parts, so many times (github.com/micromatch)."""
    said = ""
    for times, parts, characters, wild, text in _PIECE.findall(glob):
        if times:
            said += f"(?:{'|'.join(map(_pattern, parts.split('|')))}){times.replace('@', '')}"
        else:
            said += characters.replace("[!", "[^") or WILD.get(wild) or re.escape(text)
    return said
