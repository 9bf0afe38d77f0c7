"""What JavaScript and TypeScript modules import, and which file another one means by a name. Reads, edits nothing."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePosixPath

from tree_sitter import Node

from chatgraft.core.project import Project
from chatgraft.core.source import Source
from chatgraft.edits import NotUnderstood
from chatgraft.edits.html import COMPONENTS, elements, scripts
from chatgraft.edits.syntax import ancestors, nodes_of, require_script, tag_of, text_of, walk

SCRIPTS = (".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx", ".mts", ".cts")
PAGES = (".html", ".htm")
CODE = (*SCRIPTS, *COMPONENTS, *PAGES)
_ENDING = re.compile(r"(?:/index)?\.(?:[cm]?[jt]sx?|vue|svelte|astro)$")
_ALIAS = re.compile(r"(?:@|~|\$lib|src|@site|@app)/")
_STATEMENTS = ("import_statement", "export_statement")
_CALLED = ("import", "require")
_TELLING = (
    *_STATEMENTS,
    *("call_expression", "new_expression", "object", "array", "string", "template_string"),
    *("jsx_opening_element", "jsx_self_closing_element"),
)
_HOPS = 3  # a component behind more files that only pass it on is nobody's style


@dataclass(frozen=True, slots=True)
class Imported:
    """One import: `names` are pairs of the name that the other module exports and the one that it has here.

    `default` and `*` stand for what they say. `is_passed_on`: the file only exports it again.
    """

    module: str
    names: tuple[tuple[str, str], ...]
    line: int
    is_passed_on: bool = False

    def is_of(self, package: str) -> bool:
        return self.module == package or self.module.startswith(f"{package}/")


@dataclass(frozen=True, slots=True)
class Use:
    """Where a module is taken up: rendered, or imported where nothing shows it to be rendered."""

    file: str
    line: int


def programs(source: Source) -> Iterator[Node]:
    """The syntax trees of a script, or of the scripts in a page or a component; those that do not parse left out."""
    for part in _parts(source):
        with suppress(NotUnderstood):
            yield require_script(part)


def _parts(source: Source) -> list[Source]:
    return [source] if source.file.endswith(SCRIPTS) else list(scripts(source))


def telling(source: Source) -> list[Node]:
    """The imports, calls, objects, lists, strings and tags of a script, or of the scripts in a page or a component.

    In the order of the file. A script that does not parse is left out.
    """
    return source.parsed(_telling)


def _telling(source: Source) -> list[Node]:
    found: list[Node] = []
    for part in _parts(source):
        with suppress(NotUnderstood):
            found += nodes_of(part, _TELLING)
    return found


def imports(source: Source) -> list[Imported]:
    """Every import of values, `require` and `import()` included, in the order of the lines; types are none."""
    return source.parsed(_imports)


def _imports(source: Source) -> list[Imported]:
    return [each for node in telling(source) if (each := _imported(node)) is not None]


def names_of(source: Source, module: str, *exported: str) -> set[str]:
    """The names that a file has for what a module exports under these; `default` and `*` as in `Imported`."""
    return {here for each in imports(source) if each.module == module for name, here in each.names if name in exported}


def line_of(node: Node) -> int:
    return node.start_point.row + 1


def find_use(project: Project, file: str, hops: int = _HOPS) -> Use | None:
    """Who takes the file up: the first file, of the product itself if any is, that renders or imports it."""
    stem = posixpath.basename(_ENDING.sub("", file)).encode()
    passed_on = None
    for source in project.holding(CODE, stem):
        if source.file == file:
            continue
        for each in imports(source):
            if not leads_to(project, source.file, each.module, file):
                continue
            if not each.is_passed_on:
                return Use(source.file, _rendered(source, [here for _, here in each.names]) or each.line)
            passed_on = passed_on or source.file
        for element in elements(source) if source.file.endswith(PAGES) else ():
            if element.name == "script" and _is_same_file(source.file, element.attributes.get("src", ""), file):
                return Use(source.file, source.line_at(element.start))
    return find_use(project, passed_on, hops - 1) if passed_on and hops else None


def home_of(project: Project, file: str) -> str:
    """The folder of the nearest package.json above the file; `.` where there is none."""
    folders = {found.folder for found in project.packages}
    return str(next((folder for folder in PurePosixPath(file).parents if folder in folders), "."))


def leads_to(project: Project, importer: str, module: str, file: str) -> bool:
    """As `means`; an alias such as `@/` leads nowhere but into the importer's own package."""
    is_near = module.startswith(".") or home_of(project, importer) == home_of(project, file)
    return means(importer, module, file) and is_near


def means(importer: str, module: str, file: str) -> bool:
    """Whether a module's name, as the importer writes it, leads to the file; an alias is known by what follows it."""
    wanted = _ENDING.sub("", file)
    if module.startswith("."):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(importer), module))
        return _ENDING.sub("", path) == wanted
    alias = _ALIAS.match(module)
    return alias is not None and f"/{wanted}".endswith(f"/{_ENDING.sub('', module[alias.end() :])}")


def _is_same_file(page: str, address: str, file: str) -> bool:
    path = re.split(r"[?#]", address)[0]
    if not path or "//" in path:
        return False
    if path.startswith("/"):
        return f"/{file}".endswith(path)
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) == file


def _rendered(source: Source, names: list[str]) -> int | None:
    """The line of the first tag of one of these names, in JSX or in a component's template."""
    for node in telling(source):
        if tag_of(node).split(".")[0] in names:
            return line_of(node)
    if source.file.endswith(COMPONENTS):
        wanted = {name.lower() for name in names} | {_kebab(name) for name in names}
        return next((source.line_at(each.start) for each in elements(source) if each.name in wanted), None)
    return None


def _kebab(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def _imported(node: Node) -> Imported | None:
    if node.type in _STATEMENTS:
        module = node.child_by_field_name("source")
        if module is None or any(child.type == "type" for child in node.children):
            return None
        names = tuple(_names(node))
        is_types_alone = not names and any(child.type == "import_clause" for child in node.children)
        is_passed_on = node.type == "export_statement"
        return None if is_types_alone else Imported(text_of(module)[1:-1], names, line_of(node), is_passed_on)
    function = node.child_by_field_name("function") if node.type == "call_expression" else None
    arguments = node.child_by_field_name("arguments") if text_of(function) in _CALLED else None
    first = arguments.named_children[0] if arguments is not None and arguments.named_children else None
    if first is None or first.type != "string":
        return None
    variable = next((each for each in ancestors(node) if each.type == "variable_declarator"), None)
    name = text_of(variable.child_by_field_name("name")) if variable is not None else ""
    names = tuple((each, each) for each in re.findall(r"\w+", name)) if "{" in name else (("default", name),)
    return Imported(text_of(first)[1:-1], names if name else (), line_of(node))


def _names(statement: Node) -> Iterator[tuple[str, str]]:
    for node in walk(statement):
        if node.type in ("import_specifier", "export_specifier"):
            if not any(child.type == "type" for child in node.children):
                name = text_of(node.child_by_field_name("name"))
                yield name, text_of(node.child_by_field_name("alias")) or name
        elif node.type == "identifier" and node.parent is not None:
            if node.parent.type == "import_clause":
                yield "default", text_of(node)
            elif node.parent.type == "namespace_import":
                yield "*", text_of(node)
