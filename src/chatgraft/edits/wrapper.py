"""Edits to a module that exports a function under a name, which wraps what it is given: `wrapPageElement` of Gatsby."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tree_sitter import Node

from chatgraft.core.changes import ByHand, Splice
from chatgraft.core.source import Source
from chatgraft.edits import Edit, NotUnderstood, in_turn, indent_unit, insert
from chatgraft.edits.exports import find_export, is_commonjs
from chatgraft.edits.imports import imports
from chatgraft.edits.javascript import add_import, add_require
from chatgraft.edits.jsx import insert_after_children, shows
from chatgraft.edits.syntax import require_script, text_of

_MEMBER = re.compile(r"require\((['\"])(.+)\1\)(?:\.(\w+))?")


@dataclass(frozen=True, slots=True)
class Wrapper:
    """A function that is exported as `export` and shows its property `prop` and, beside that, `tag`."""

    export: str
    prop: str
    tag: str

    @property
    def component(self) -> str:
        return self.tag.strip("</> ")


def find_origin(source: Source, export: str) -> tuple[str, str] | None:
    """The module from which the file takes what it exports under a name, and the name there; None where it is its own.

    `default` stands for what a module exports by default, or as a whole.
    """
    taken = imports(source)
    passed_on = [
        (each.module, there) for each in taken if each.is_passed_on for there, here in each.names if here == export
    ]
    if passed_on:
        return passed_on[0]
    try:
        node = find_export(require_script(source), export)
    except NotUnderstood:
        return None
    if (required := _MEMBER.fullmatch(text_of(node))) is not None:
        return required.group(2), required.group(3) or "default"
    local = text_of(node)
    return next(((each.module, there) for each in taken for there, here in each.names if here == local), None)


def show_beside(source: Source, wrapper: Wrapper, module: str, export: str | None = None) -> Edit:
    """Show the tag, a component that `module` exports by default, beside what the wrapper shows.

    `export`: the wrapper's name in this file, where another one takes it from here. A file that exports no such
    function gets one at its end.
    """
    name = export or wrapper.export
    snippet = f"import {wrapper.component} from '{module}';\n{wrapper.tag}"
    try:
        root = require_script(source)
        if shows(root, wrapper.tag):
            return ()
    except NotUnderstood as found:
        return (ByHand(source.file, f"in `{name}`", snippet, str(found)),)
    is_there = export is not None or find_export(root, name) is not None
    why = None if is_there else _no_place(source, name)
    if why:
        return (ByHand(source.file, f"in `{name}`", snippet, why),)
    edit = in_turn(source, *_editors(source, root, wrapper, module, name if is_there else None))
    by_hand = next((each.why for each in edit if isinstance(each, ByHand)), None)
    return edit if by_hand is None else (ByHand(source.file, f"in `{name}`", snippet, by_hand),)


def _no_place(source: Source, name: str) -> str | None:
    """Why the file can be given no function of that name; `export *` may bring one of any name."""
    passed_on = [[here for _, here in each.names] or [name] for each in imports(source) if each.is_passed_on]
    if any(name in names for names in passed_on):
        return "the file passes on what another module exports"
    return "a .ts file holds no JSX" if source.file.endswith(".ts") else None


def _editors(
    source: Source, root: Node, wrapper: Wrapper, module: str, there: str | None
) -> Iterator[Callable[[Source], Edit]]:
    """`there`: the name under which the file exports the wrapper; None where it exports none."""
    component, old = wrapper.component, is_commonjs(root)
    if there is None and not any("React" in (here for _, here in each.names) for each in imports(source)):
        react = "const React = require('react');" if old else "import * as React from 'react';"
        yield lambda now: add_require(now, react) if old else add_import(now, react)
    taken = f"const {component} = require('{module}').default;" if old else f"import {component} from '{module}';"
    yield lambda now: add_require(now, taken) if old else add_import(now, taken)
    if there is None:
        yield lambda now: (_at_end(now, wrapper, old=old),)
    else:
        yield lambda now: insert_after_children(now, wrapper.tag, there, wrapper.prop)


def _at_end(source: Source, wrapper: Wrapper, *, old: bool) -> Splice:
    """A new wrapper after all that the file holds."""
    typed = f": {{ {wrapper.prop}: React.ReactNode }}" if source.file.endswith((".ts", ".tsx")) else ""
    left = f"exports.{wrapper.export}" if old else f"export const {wrapper.export}"
    lines = (
        f"{left} = ({{ {wrapper.prop} }}{typed}) => (",
        "  <>",
        f"    {{{wrapper.prop}}}",
        f"    {wrapper.tag}",
        "  </>",
    )
    unit = indent_unit(source)
    code = [line.replace("  ", unit.decode()) if line.startswith(" ") else line for line in (*lines, ");")]
    gap = source.newline * (1 if source.data.endswith(b"\n") else 2)
    return insert(source, len(source.data), gap + source.newline.join(line.encode() for line in code) + source.newline)
