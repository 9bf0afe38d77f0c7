"""What a project says about its Python side: requirements, imports and names of environment variables.

No value of an environment file leaves this module.
"""

from __future__ import annotations

import ast
import re
import sys
import warnings
from collections.abc import Iterator
from io import StringIO
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from chatgraft.core.data_files import table_in
from chatgraft.core.project import Project
from chatgraft.core.source import Source

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ENV_FILES = (".env", ".env.local", ".env.development", ".env.production")
_DECLARES = ("pyproject.toml", "requirements.txt", "setup.py", "Pipfile")
_URL = re.compile(r"=\s*[\"']?([A-Za-z][A-Za-z0-9+.-]*):/")
_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
_WANTED = re.compile(r"[=~^>]\s*[\"']?v?(\d+(?:\.\d+)*)")
_REQUIREMENTS = re.compile(r"(?:^|/)(?:requirements[^/]*\.(?:txt|in)|requirements/[^/]+\.(?:txt|in))$")


class Named(NamedTuple):
    """A name and the place where it stands. `line` is 1-based."""

    name: str
    file: str
    line: int


class Url(NamedTuple):
    """A variable whose value is a URL: its scheme is all that is kept of the value. `line` is 1-based."""

    variable: str
    scheme: str
    file: str
    line: int


class Import(NamedTuple):
    """An imported module, with its leading dots where the import is relative. `line` is 1-based."""

    module: str
    line: int


def normalized(name: str) -> str:
    """A distribution's name as indexes compare it (PEP 503): `Flask_SQLAlchemy` is `flask-sqlalchemy`."""
    return re.sub(r"[-_.]+", "-", name).lower()


def requirements(project: Project) -> tuple[Named, ...]:
    """Each distribution that the project asks for, its name normalized, shallow files first.

    Read are requirements files (those in a `requirements` folder too), pyproject.toml (PEP 621, PEP 735, Poetry) and
    Pipfile. Lock files are not: what stands there may be wanted by others only.
    """
    return project.derived(_requirements)


def _requirements(project: Project) -> tuple[Named, ...]:
    files = [file for file in project.ending(".txt", ".in") if _REQUIREMENTS.search(file)]
    files += project.named("pyproject.toml", "Pipfile")
    found: list[Named] = []
    for file in sorted(files, key=lambda name: (name.count("/"), name)):
        source = project.find_source(file)
        if source and source.is_utf8 and not source.has_conflict_markers:
            found += _listed(source) if file.endswith((".txt", ".in")) else asked_in(source)
    return tuple(found)


def find_wanted_version(project: Project, name: str) -> str | None:
    """The number in the range that the project asks for; None where it names none. `name` is normalized."""
    for wanted in requirements(project):
        source = project.find_source(wanted.file) if wanted.name == name else None
        line = source.text.splitlines()[wanted.line - 1] if source else ""
        if found := _WANTED.search(line):
            return found.group(1)
    return None


def find_tree(source: Source) -> ast.Module | None:
    """The syntax tree of a Python file, parsed once; None where it does not parse."""
    return source.parsed(_parse)


def nodes(source: Source) -> tuple[ast.AST, ...]:
    """Every node of a Python file's tree, the outer ones first; none where it does not parse."""
    return source.parsed(_walked)


def _walked(source: Source) -> tuple[ast.AST, ...]:
    tree = find_tree(source)
    return tuple(ast.walk(tree)) if tree else ()


def _parse(source: Source) -> ast.Module | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about the owner's code: not ours to report
        try:
            return ast.parse(source.data)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None


def imports(source: Source) -> list[Import]:
    """Each module that a Python file imports, in the order of its lines; empty where the file does not parse."""
    found = []
    for node in nodes(source):
        if isinstance(node, ast.Import):
            found += [Import(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found.append(Import("." * node.level + (node.module or ""), node.lineno))
    return sorted(found, key=lambda item: item.line)


def env_names(project: Project) -> tuple[Named, ...]:
    """Each variable that an environment file sets, git-ignored files beside the project's own files included.

    A commented variable is not set.
    """
    return project.derived(_env_names)


def _env_names(project: Project) -> tuple[Named, ...]:
    folders = {file[: file.rfind("/") + 1] for file in project.files}
    local = {folder + name for folder in folders for name in ENV_FILES}
    known = {file for file in project.files if _is_env(file.rsplit("/", 1)[-1])}
    found: list[Named] = []
    for file in sorted(known | {name for name in local if project.exists(name)}, key=lambda f: (f.count("/"), f)):
        source = project.find_source(file)
        if source and source.is_utf8:
            found += _set_in(source)
    return tuple(found)


def env_urls(project: Project) -> Iterator[Url]:
    """Each set variable whose value begins like a URL (`postgresql+asyncpg://`)."""
    for name, file, line in env_names(project):
        source = project.find_source(file)
        text = source.text.splitlines()[line - 1] if source else ""
        if found := _URL.search(text):
            yield Url(name, found.group(1).lower(), file, line)


def python_root(project: Project, file: str) -> str:
    """The folder that a Python file's service lies in: the nearest one above it that declares requirements, else the
    nearest that is no package."""
    folders = [str(folder) for folder in PurePosixPath(file).parents]
    for folder in folders:
        if any(str(PurePosixPath(folder, name)) in project.files for name in _DECLARES):
            return folder
    return next((folder for folder in folders if not project.exists(f"{folder}/__init__.py")), ".")


def _is_env(name: str) -> bool:
    return name == ".env" or name.startswith(".env.") or name.endswith(".env")


def _set_in(source: Source) -> Iterator[Named]:
    from dotenv.parser import parse_stream  # noqa: PLC0415  (most verbs never get here)

    for binding in parse_stream(StringIO(source.text)):
        if binding.key is not None and not binding.error and "=" in binding.original.string:
            text = binding.original.string
            blank = text[: len(text) - len(text.lstrip())].count("\n")
            yield Named(binding.key, source.file, binding.original.line + blank)


def _listed(source: Source) -> Iterator[Named]:
    """Lines such as `-r other.txt`, URLs and paths name nothing that we could compare."""
    for number, line in enumerate(source.text.splitlines(), start=1):
        if (name := requirement_name(line)) is not None:
            yield Named(name, source.file, number)


def requirement_name(line: str) -> str | None:
    """The normalized name that a requirement line (PEP 508) begins with; `#egg=` names an editable or URL one."""
    line = line.strip()
    if line.startswith(("-e ", "--editable")) or "://" in line.split("#", 1)[0].split("@", 1)[0]:
        egg = re.search(r"#egg=([A-Za-z0-9._-]+)", line)
        return normalized(egg.group(1)) if egg else None
    found = _NAME.match(line)
    rest = line[found.end() :].lstrip() if found else ""
    if not found or (rest and rest[0] not in "[<>=!~;@#,(\\-"):
        return None
    return normalized(found.group())


def asked_in(source: Source) -> Iterator[Named]:
    """Each distribution that a pyproject.toml or Pipfile asks for."""
    try:
        data = tomllib.loads(source.text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return
    for name in dict.fromkeys(_pipfile(data) if source.file.endswith("Pipfile") else _pyproject(data)):
        yield Named(name, source.file, _toml_line(source, name))


def _pyproject(data: dict[str, Any]) -> Iterator[str]:
    project = table_in(data, "project")
    lists = [project.get("dependencies"), *table_in(project, "optional-dependencies").values()]
    lists += table_in(data, "dependency-groups").values()
    for wanted in lists:
        for line in wanted if isinstance(wanted, list) else ():
            if isinstance(line, str) and (name := requirement_name(line)) is not None:
                yield name
    poetry = table_in(table_in(data, "tool"), "poetry")
    groups = table_in(poetry, "group")
    for table in (poetry, *(table_in(groups, group) for group in groups)):
        for kind in ("dependencies", "dev-dependencies"):
            yield from (normalized(name) for name in table_in(table, kind) if name != "python")


def _pipfile(data: dict[str, Any]) -> Iterator[str]:
    for kind in ("packages", "dev-packages"):
        yield from (normalized(name) for name in table_in(data, kind))


def _toml_line(source: Source, name: str) -> int:
    """tomllib gives no positions: the first line where the name stands as a key or begins a string."""
    spelled = r"[-_.]+".join(re.escape(part) for part in name.split("-"))
    place = re.compile(rf"(?:^\s*|[\"'])(?:{spelled})(?![\w.-])", re.IGNORECASE)
    own_name = re.compile(r"\s*name\s*=")
    for number, line in enumerate(source.text.splitlines(), start=1):
        if place.search(line) and not own_name.match(line):
            return number
    return 1
