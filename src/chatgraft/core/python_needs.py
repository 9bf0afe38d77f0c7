"""Whether what a Python project is held to leaves room for what the chat needs: packages, Python, its own routes."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from chatgraft.core.project import GENERATED, Project
from chatgraft.core.python_managers import find_manager
from chatgraft.core.python_project import nodes, normalized, requirement_name, requirements
from chatgraft.core.source import Source

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

LOCKS = ("uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock")
_CLAUSE = re.compile(r"(===|==|~=|<=|>=|!=|<|>|\^|~)?\s*v?(\d+(?:\.\d+)*)")
_FROM_IMAGE = re.compile(r"^FROM\s+(?:\S+/)?python:(\d+\.\d+)", re.MULTILINE | re.IGNORECASE)
_RUNTIME = re.compile(r"^(?:python-)?(\d+\.\d+)")

_BEFORE_1 = ("ChatCompletion", "Completion", "Embedding")
"""What the module itself had (github.com/openai/openai-python/discussions/742)."""
_LOWEST = frozenset({">=", "~=", "^", "~"})

Version = tuple[int, ...]


class Held(NamedTuple):
    """What a project is held to: a text such as `>=1.10,<2`, and where it says so."""

    text: str
    file: str


def lacking(project: Project, root: str, needs: Mapping[str, Version], python: Version) -> str | None:
    """The first thing that the app in `root` is held to and that is too old, in words; None where nothing is seen."""
    for name, oldest in needs.items():
        for held in (*_locked(project, root, name), *_asked(project, root, name)):
            if is_below(held.text, oldest):
                return f"it needs {name} {shown(oldest)} or newer, and {held.file} has {held.text}"
    for held in _pythons(project, root):
        if is_below(held.text, python):
            return f"it needs Python {shown(python)} or newer, and {held.file} has {held.text}"
    return too_wide(project, root, python)


def too_wide(project: Project, root: str, python: Version) -> str | None:
    """Where a lock file must hold for a Python that is too old, too: no manager then finds packages for all."""
    if find_manager(project, root) is None:
        return None
    for held in _pythons(project, root):
        lowest = [
            tuple(map(int, number.split("."))) for operator, number in _CLAUSE.findall(held.text) if operator in _LOWEST
        ]
        if lowest and max(lowest) < python:
            return f"its packages must run on Python {shown(python)} and newer alone, and {held.file} has {held.text}"
    return None


def old_calls(project: Project, root: str) -> str | None:
    """Where the app asks OpenAI in a way that went with version 1 of its SDK, in words: no newer one may come in."""
    for source in project.holding((".py",), *(f"openai.{name}".encode() for name in _BEFORE_1)):
        inside = root == "." or source.file.startswith(f"{root}/")
        for node in nodes(source) if inside and source.file not in project.grafted else ():
            if isinstance(node, ast.Attribute) and node.attr in _BEFORE_1 and ast.unparse(node.value) == "openai":
                return f"it calls openai.{node.attr}, which openai 1.0 has no more ({source.file}:{node.lineno})"
    return None


def route_at(project: Project, root: str, path: str) -> str | None:
    """A route of the app's own at a path that the chat would take, in words."""
    for source in project.holding((".py",), path.encode()):
        inside = root == "." or source.file.startswith(f"{root}/")
        for node in nodes(source) if inside and source.file not in project.grafted else ():
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                texts = (each.value for each in node.args[:1] if isinstance(each, ast.Constant))
                if any(isinstance(text, str) and f"{text}/".startswith(f"{path}/") for text in texts):
                    return f"it has a route at {path} of its own ({source.file}:{node.lineno})"
    return None


def tables(source: Source) -> frozenset[str]:
    """The dotted names of the tables in a TOML file."""

    def below(data: dict[str, Any], prefix: str) -> Iterator[str]:
        for key, value in data.items():
            if isinstance(value, dict):
                yield f"{prefix}{key}"
                yield from below(value, f"{prefix}{key}.")

    return frozenset(below(_loaded(source), ""))


def is_below(text: str, oldest: Version) -> bool:
    """Whether a version, or every version that a range lets in, is older."""
    for operator, number in _CLAUSE.findall(text):
        version = tuple(int(part) for part in number.split("."))
        if operator == "<" and version <= oldest:
            return True
        if operator in ("", "==", "===", "<=") and version < oldest[: len(version)]:
            return True
        if operator in ("~=", "^", "~") and _next(operator, version) <= oldest:
            return True
    return False


def shown(version: Version) -> str:
    return ".".join(map(str, version))


def _next(operator: str, version: Version) -> Version:
    """The first version that the operator keeps out (PEP 440; python-poetry.org/docs/dependency-specification)."""
    if operator == "~=":
        kept = max(len(version) - 1, 1)
    elif operator == "~":
        kept = min(len(version), 2)
    else:
        kept = next((number + 1 for number, part in enumerate(version) if part), len(version))
    return (*version[: kept - 1], version[kept - 1] + 1)


def _locked(project: Project, root: str, name: str) -> Iterator[Held]:
    for folder in (root, *map(str, PurePosixPath(root).parents)):
        for lock in LOCKS:
            source = project.find_source(str(PurePosixPath(folder, lock)), GENERATED)
            if source and source.is_utf8 and (found := _lock_entry(name).search(source.text)):
                yield Held(found.group(1) or found.group(2), source.file)


def _lock_entry(name: str) -> re.Pattern[str]:
    """As TOML locks and Pipfile.lock have it."""
    spelled = re.escape(name)
    return re.compile(
        rf'^name = "{spelled}"\r?\nversion = "([^"]+)"|^ +"{spelled}": \{{[^}}]*?"version": "==([^"]+)"',
        re.MULTILINE | re.IGNORECASE,
    )


def _asked(project: Project, root: str, name: str) -> Iterator[Held]:
    for named in requirements(project):
        inside = root == "." or named.file.startswith(f"{root}/")
        source = project.find_source(named.file) if named.name == name and inside else None
        if source is None:
            continue
        texts = _in_toml(source, name) if named.file.endswith(("toml", "Pipfile")) else [_line(source, named.line)]
        for text in texts:
            yield Held(text.strip(), named.file)


def _line(source: Source, number: int) -> str:
    """What a requirement line says after the name (PEP 508)."""
    line = re.split(r"[;#]", source.text.splitlines()[number - 1])[0]
    return re.sub(r"^\s*[A-Za-z0-9._-]+\s*(\[[^\]]*\])?", "", line)


def _in_toml(source: Source, name: str) -> Iterator[str]:
    for text in _strings(_loaded(source)):
        if requirement_name(text) == name:
            yield re.sub(r"^\s*[A-Za-z0-9._-]+\s*(\[[^\]]*\])?", "", text.partition(";")[0])
    for key, value in _pairs(_loaded(source)):
        wanted = value.get("version") if isinstance(value, dict) else value
        if normalized(key) == name and isinstance(wanted, str):
            yield wanted


def _pythons(project: Project, root: str) -> Iterator[Held]:
    for file, pattern in ((".python-version", _RUNTIME), ("runtime.txt", _RUNTIME), ("Dockerfile", _FROM_IMAGE)):
        for folder in dict.fromkeys((root, ".")):
            source = project.find_source(str(PurePosixPath(folder, file)))
            if source and source.is_utf8 and (found := pattern.search(source.text)):
                yield Held(found.group(1), source.file)
    for file in ("pyproject.toml", "Pipfile"):
        if source := project.find_source(str(PurePosixPath(root, file))):
            for key, value in _pairs(_loaded(source)):
                if key in ("requires-python", "python_version", "python_full_version", "python") and isinstance(
                    value, str
                ):
                    yield Held(value, source.file)


def _loaded(source: Source) -> dict[str, Any]:
    try:
        return tomllib.loads(source.text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError):
        return {}


def _strings(value: Any) -> Iterator[str]:
    """Those in lists, at any depth."""
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        if isinstance(value, list) and isinstance(each, str):
            yield each
        else:
            yield from _strings(each)


def _pairs(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield key, each
            yield from _pairs(each)
