"""A policy in Python: Django's own (`SECURE_CSP`, Django 6), django-csp in its old form (`CSP_CONNECT_SRC`) and its new
one (`CONTENT_SECURITY_POLICY`), Flask-Talisman, or the header as text in a middleware.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from chatgraft.core.changes import Splice
from chatgraft.core.csp import DIRECTIVES, HEADER, Lack, is_policy
from chatgraft.core.project import Project
from chatgraft.core.python_project import find_tree, nodes
from chatgraft.core.source import Source
from chatgraft.edits import Edit
from chatgraft.edits.python import span
from chatgraft.edits.python_lists import append_items
from chatgraft.policies import Place, Policy, Written, of_texts, told

WORDS = (
    b"Content-Security-Policy",
    b"content-security-policy",
    b"CONTENT_SECURITY_POLICY",
    b"CSP",
    b"csp",
    b"default-src",
)
# Names of constants that stand for a source (docs.djangoproject.com/en/6.0/ref/csp, django-csp.readthedocs.io).
NAMES = {"SELF": "'self'", "NONE": "'none'", "UNSAFE_INLINE": "'unsafe-inline'", "UNSAFE_EVAL": "'unsafe-eval'"}
NAMES |= {"STRICT_DYNAMIC": "'strict-dynamic'", "NONCE": "'nonce-'"}
_SETTING = re.compile(r"CSP_((?:[A-Z]+_)*(?:SRC|TYPES))")
_REPORTS = re.compile(r"REPORT_ONLY")


def find(project: Project) -> Iterator[Policy]:
    for source in project.holding((".py",), *WORDS):
        tree = find_tree(source)
        if tree is None:
            continue
        reported = {id(inner) for node in tree.body if _is_report(node) for inner in ast.walk(node)}
        asked = [node for node in nodes(source) if id(node) not in reported] if reported else nodes(source)
        yield from _settings(source, tree)
        yield from _dicts(source, asked)
        yield from _texts(source, asked)


def _is_report(node: ast.stmt) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else []
    return any(isinstance(each, ast.Name) and _REPORTS.search(each.id) for each in targets)


def _settings(source: Source, tree: ast.Module) -> Iterator[Policy]:
    """django-csp before version 4: a setting for each directive."""
    lists: dict[str, ast.expr] = {}
    first = 1
    for node in tree.body:
        target = node.targets[0] if isinstance(node, ast.Assign) else None
        found = _SETTING.fullmatch(target.id) if isinstance(target, ast.Name) else None
        if found and isinstance(node, ast.Assign):
            first = first if lists else node.lineno
            lists[found.group(1).lower().replace("_", "-")] = node.value
    if lists:
        yield _of_lists(source, first, lists)


def _dicts(source: Source, asked: Sequence[ast.AST]) -> Iterator[Policy]:
    for node in asked:
        if isinstance(node, ast.Dict):
            pairs = [(_text(key), value) for key, value in zip(node.keys, node.values, strict=True)]
            lists = {name: value for name, value in pairs if name in DIRECTIVES}
            if "default-src" in lists or len(lists) > 1:
                yield _of_lists(source, node.lineno, lists)


def _text(node: ast.expr | None) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _texts(source: Source, asked: Sequence[ast.AST]) -> Iterator[Policy]:
    said = [node for node in asked if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    if not any(str(node.value).lower() == HEADER for node in said):
        return
    found = [written for node in said if is_policy(str(node.value)) and (written := _literal(source, node))]
    if found:
        yield of_texts(source, found, "project")


def _literal(source: Source, node: ast.Constant) -> Written | None:
    """Where the text stands as it is; None where its source is spelled otherwise, by escapes or in several parts."""
    start, end = span(source, node)
    written, text = source.data[start:end], str(node.value).encode()
    at = written.find(text)
    is_whole = at >= 0 and len(written) - len(text) in (2, 6)
    return Written(start + at, start + at + len(text), str(node.value)) if is_whole and written[:1] == b'"' else None


def _of_lists(source: Source, line: int, lists: dict[str, ast.expr]) -> Policy:
    directives = {name: tuple(_said(value)) for name, value in lists.items()}

    def widen(lacks: Sequence[Lack]) -> Edit:
        changes: list[Splice] = []
        for lack in lacks:
            value = lists.get(lack.directive)
            if not isinstance(value, ast.List | ast.Tuple) or not value.elts or "'none'" in directives[lack.directive]:
                return told(source, line, lacks)
            edit = append_items(source, value, [f'"{each}"' for each in lack.sources])
            if edit is None:
                return told(source, line, lacks)
            changes += edit
        return tuple(changes)

    return Policy(source.file, line, directives, widen, "project")


def _said(value: ast.expr) -> Iterator[str]:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield from value.value.split()
    elif isinstance(value, ast.List | ast.Tuple | ast.Set):
        for item in value.elts:
            name = item.attr if isinstance(item, ast.Attribute) else item.id if isinstance(item, ast.Name) else ""
            yield from _said(item) if isinstance(item, ast.Constant) else (NAMES.get(name, ast.unparse(item)),)


PLACE = Place("python", find)
