"""What the modules of Express's template engines have in common. No framework by itself."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from tree_sitter import Node

from chatgraft.core.asides import is_aside
from chatgraft.core.changes import ByHand
from chatgraft.core.facts import Evidence
from chatgraft.core.project import PackageManifest, Project
from chatgraft.core.python_values import find_inside
from chatgraft.core.source import Source
from chatgraft.edits import NotUnderstood
from chatgraft.edits.exports import declarations
from chatgraft.edits.syntax import require_script, text_of, walk
from chatgraft.frontends import Dev
from chatgraft.frontends.node_site import describe, script, wanting
from chatgraft.frontends.template_site import (
    SCRIPT,
    Language,
    TemplateSite,
    confidence,
    element,
    find_layouts,
    folders_named,
    mounts_of,
    relative,
    within,
)

FRAMEWORK = "express"
CODE = (".js", ".ts", ".mjs", ".mts", ".cjs", ".cts")
SCRIPTS = ("dev", "start:dev", "develop", "serve", "start")
PORT = 3000
HERE = ("__dirname", "import.meta.dirname")
"""What names the folder of the file itself."""
_DEEPEST = 10  # names may stand for each other


@dataclass(frozen=True, slots=True)
class _App:
    """What the code of an Express app says, as far as it is written out. Folders are relative to the project's root.

    `file` is the one that makes the app, empty where none was seen; `static` is the first folder that is shown,
    `prefix` the path below which it is.
    """

    file: str = ""
    line: int = 1
    views: str | None = None
    static: str | None = None
    prefix: str = ""
    port: int = PORT


def sites_of(engine: str, language: Language) -> Callable[[Project], Iterator[TemplateSite]]:
    """Finds the sites whose package.json asks for Express and for a template engine."""

    def sites(project: Project) -> Iterator[TemplateSite]:
        for manifest in wanting(project, FRAMEWORK):
            if engine in manifest.wants and (site := _site(project, manifest, engine, language)):
                yield site

    return sites


def _site(project: Project, manifest: PackageManifest, engine: str, language: Language) -> TemplateSite | None:
    root = str(manifest.folder)
    app = _find_app(project, root)
    inside = within(project.ending(*language.endings), [root])
    folders = [app.views] if app.views else folders_named(inside, "views")
    layouts = find_layouts(project, within(inside, folders) if folders else inside, folders, language)
    if not layouts:
        return None
    fact = describe(project, manifest, engine, engine, mounts_of(layouts, root))
    seen = (Evidence(app.file, app.line, "an Express app"),) if app.file else ()
    sure = confidence(manifest.source.file, layouts)
    fact = replace(fact, confidence=sure, evidence=(fact.evidence[0], *seen, layouts[0].evidence))
    static = app.static or posixpath.normpath(posixpath.join(root, "public"))
    tag = element(f"{app.prefix}/{SCRIPT}")
    steps = () if app.static else (_by_hand(app, manifest),)
    main = relative(app.file, root) if app.file else "app.js"
    dev = Dev(script(project, fact, *SCRIPTS) or ("node", main), app.port, app=app.file or None)
    return TemplateSite(fact, relative(static, root), lambda _source: tag, dev, steps)


def _by_hand(app: _App, manifest: PackageManifest) -> ByHand:
    why = "no folder of static files that the app shows was found"
    snippet = "app.use(express.static('public'));"
    return ByHand(app.file or manifest.source.file, "before the routes", snippet, why)


def _find_app(project: Project, root: str) -> _App:
    """Put together from all files, as an app may be."""
    found = _App()
    for source in project.holding(CODE, b"express", b".listen("):
        inside = root == "." or source.file.startswith(f"{root}/")
        if not inside or is_aside(source.file):
            continue
        try:
            program = require_script(source)
        except NotUnderstood:
            continue
        code = _Code(source, root, declarations(program))
        for call in (node for node in walk(program) if node.type == "call_expression"):
            found = _told(call, found, code)
    return found


def find_shown(project: Project, root: str) -> frozenset[str]:
    """The folder whose files the app of a package shows as they lie, at the top of the site."""
    app = _find_app(project, root)
    return frozenset({app.static}) if app.static and not app.prefix else frozenset()


@dataclass(frozen=True, slots=True)
class _Code:
    source: Source
    root: str
    names: dict[str, Node]

    def folder(self, node: Node) -> str | None:
        """The folder that an expression means; None where only running it would tell, or it lies outside."""
        path = self._path(node, 0)
        is_elsewhere = node.type == "string" and path is not None and path.startswith("/")
        return None if path is None or is_elsewhere else find_inside(posixpath.join("/", self.root, path))

    def _path(self, node: Node, depth: int) -> str | None:
        """A path that begins with a slash lies in the project, whose root that stands for."""
        here, written = f"/{posixpath.dirname(self.source.file)}", text_of(node)
        if written in HERE:
            return here
        if node.type in ("string", "template_string"):
            text = written[1:-1].replace("${__dirname}", here)
            return None if "${" in text else text
        if node.type == "identifier" and (value := self.names.get(written)) and depth < _DEEPEST:
            return self._path(value, depth + 1)
        if node.type == "binary_expression" and text_of(node.child_by_field_name("operator")) == "+":
            return self._added(node, depth + 1)
        return self._called(node, here, depth + 1)

    def _added(self, node: Node, depth: int) -> str | None:
        sides = (node.child_by_field_name(side) for side in ("left", "right"))
        paths = [self._path(side, depth) for side in sides if side]
        return "".join(filter(None, paths)) if None not in paths else None

    def _called(self, node: Node, here: str, depth: int) -> str | None:
        """`path.join(…)`, `path.resolve(…)`, `process.cwd()` and `fileURLToPath(new URL('…', import.meta.url))`."""
        name = text_of(node.child_by_field_name("function") or node.child_by_field_name("constructor"))
        arguments = _arguments(node)
        if name.endswith("process.cwd"):
            return "/" + self.root
        if name.rpartition(".")[2] in ("join", "resolve"):
            first, *others = [self._path(argument, depth) for argument in arguments] or [None]
            known = [path.lstrip("/") for path in others if path is not None]
            return posixpath.join(first, *known) if first is not None and len(known) == len(others) else None
        if name == "URL" and len(arguments) == 2 and text_of(arguments[1]) == "import.meta.url":
            path = self._path(arguments[0], depth)
            return posixpath.join(here, path) if path else None
        return self._path(arguments[0], depth) if name.endswith("fileURLToPath") and arguments else None


def _arguments(call: Node) -> list[Node]:
    listed = call.child_by_field_name("arguments")
    return [node for node in listed.named_children if node.type != "comment"] if listed else []


def _told(call: Node, app: _App, code: _Code) -> _App:
    """The app with what a call says of it."""
    name, arguments = text_of(call.child_by_field_name("function")), _arguments(call)
    method = name.rpartition(".")[2]
    if name == "express" and not app.file:
        return replace(app, file=code.source.file, line=call.start_point.row + 1)
    if method == "set" and len(arguments) > 1 and text_of(arguments[0])[1:-1] == "views":
        return replace(app, views=code.folder(arguments[1]))
    if name == "express.static" and arguments and not app.static:
        prefix, folder = _prefix(call), code.folder(arguments[0])
        return app if prefix is None or folder is None else replace(app, static=folder, prefix=prefix)
    if method == "listen" and arguments and (port := _number(arguments[0], code)):
        return replace(app, port=port)
    return app


def _prefix(call: Node) -> str | None:
    """`/assets` of `app.use('/assets', express.static(…))`; None where it is not written out."""
    above = call.parent.parent if call.parent else None
    given = _arguments(above) if above and above.type == "call_expression" else [call]
    if call not in given:
        return None
    first = given[0]
    if first == call:
        return ""
    return text_of(first)[1:-1].rstrip("/") if first.type == "string" else None


def _number(node: Node, code: _Code) -> int | None:
    """The port of `3000`, of `process.env.PORT || 3000` and of a name for either."""
    value = code.names.get(text_of(node), node) if node.type == "identifier" else node
    found = re.search(r"(?<![\w.])(\d{2,5})(?![\w.])", text_of(value))
    return int(found.group(1)) if found else None
