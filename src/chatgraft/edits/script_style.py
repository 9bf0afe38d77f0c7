"""How a JavaScript or TypeScript module is written: which kind of modules, and how it names what lies beside it."""

from __future__ import annotations

import posixpath
from typing import Any

from chatgraft.core.project import Project
from chatgraft.core.source import Source
from chatgraft.edits import NotUnderstood
from chatgraft.edits.exports import is_commonjs, read_json
from chatgraft.edits.imports import home_of, imports
from chatgraft.edits.syntax import require_script

ESM, COMMONJS = "esm", "commonjs"
CONFIG = "tsconfig.json"
_WRITTEN = (".js", ".ts", ".mjs", ".mts", ".cjs", ".cts")
_DEEPEST = 5


def find_modules(source: Source) -> str:
    """By its own statements; of a file with neither `import` nor `export`, the way of Node's first modules."""
    try:
        root = require_script(source)
    except NotUnderstood:
        return COMMONJS
    kinds = {statement.type for statement in root.named_children}
    return ESM if kinds & {"import_statement", "export_statement"} and not is_commonjs(root) else COMMONJS


def runs_as_modules(project: Project, source: Source) -> bool:
    """Whether Node itself takes the file for an ES module (nodejs.org/api/packages.html#determining-module-system)."""
    if source.file.endswith((".mjs", ".mts")):
        return True
    if source.file.endswith((".cjs", ".cts")):
        return False
    home = home_of(project, source.file)
    beside = next((found for found in project.packages if str(found.folder) == home), None)
    return beside is not None and beside.data.get("type") == "module"


def find_written_ending(project: Project, source: Source) -> str | None:
    """What the app's own relative imports end in, as its files show it; None where they import nothing of their own."""
    home = home_of(project, source.file)
    near = [source, *(each for each in project.holding((".ts", ".tsx", ".mts"), b"./") if each.file != source.file)]
    for each in near:
        if home_of(project, each.file) != home:
            continue
        for found in imports(each):
            if found.module.startswith(".") and not found.module.endswith((".json", ".css")):
                ending = posixpath.splitext(found.module)[1]
                return ending if ending in _WRITTEN else ""
    return None


def find_options(project: Project, folder: str) -> tuple[str, dict[str, Any]]:
    """`compilerOptions` of the nearest tsconfig.json at or above the folder, with those that it extends; and where that
    file lies. Empty where there is none."""
    while True:
        file = posixpath.normpath(posixpath.join(folder, CONFIG))
        if project.exists(file):
            return posixpath.dirname(file) or ".", _options(project, file, 0)
        if folder in ("", "."):
            return ".", {}
        folder = posixpath.dirname(folder)


def _options(project: Project, file: str, depth: int) -> dict[str, Any]:
    source = project.find_source(file)
    read = read_json(source) if source else None
    data = read if isinstance(read, dict) else {}
    extended = data.get("extends")
    names = extended if isinstance(extended, list) else [extended] if isinstance(extended, str) else []
    found: dict[str, Any] = {}
    for name in names if depth < _DEEPEST else ():
        if isinstance(name, str) and name.startswith("."):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(file), name))
            found |= _options(project, path if path.endswith(".json") else f"{path}.json", depth + 1)
    own = data.get("compilerOptions")
    return found | (own if isinstance(own, dict) else {})
