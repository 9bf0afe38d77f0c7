"""A function of the project's own in JavaScript or TypeScript: `--callable lib/assistant.js:answer` names it.

It is read as syntax when the chat is put in, and imported when the first visitor asks. Without a name behind the file,
what that exports by default is meant.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from tree_sitter import Node

from chatgraft.assistants import Assistant, Named, no_facts, no_variables
from chatgraft.assistants.script_parameters import ALL, NOTHING, USUAL, names, taken
from chatgraft.calls.script_code import FUNCTIONS, Code, Piece, root_of
from chatgraft.core.errors import ChatgraftError, ask
from chatgraft.core.facts import AssistantFact, BackendFact, Evidence, Function
from chatgraft.core.project import Project
from chatgraft.core.source import Source
from chatgraft.edits.exports import declarations, exported_names
from chatgraft.edits.imports import imports
from chatgraft.edits.python_constants import Constant
from chatgraft.edits.script_style import find_options

NAME = "function"
FORM = re.compile(r"([^:]+\.[cm]?[jt]s)(?::([A-Za-z_$][\w$]*))?")
SHOWN = "lib/assistant.js:answer"
DEFAULT = "default"
TYPED = (".ts", ".mts", ".cts")
_CLASSES = ("class", "class_declaration", "abstract_class_declaration")
_VALUES = ("string", "template_string", "number", "object", "array", "true", "false", "null", "regex")


def named(project: Project, said: str) -> AssistantFact:
    """The function, checked. Raises ChatgraftError (exit 2) with what is there instead."""
    form = FORM.fullmatch(said)
    if form is None:
        what = f"{said} names no function." if said else "The function assistant needs the function that answers."
        raise ask("no-callable", what, f"Name it: --callable {SHOWN}")
    name = form.group(2) or DEFAULT
    source = _module(project, form.group(1))
    code = Code(project)
    found = _function(code, source, name)
    takes = _takes(code, found, said) if found else USUAL
    place = found or Piece(source, _root(source))
    shown = name if name != DEFAULT else f"what {source.file} exports"
    evidence = (Evidence(place.source.file, place.line, f"{shown} answers, given {_listed(takes)}"),)
    return AssistantFact(NAME, evidence, function=Function(source.file, name, ".", takes))


def _listed(takes: tuple[str, ...]) -> str:
    said = ["an object with all there is" if each == ALL else each for each in takes if each != NOTHING]
    return ", ".join(said)


def _module(project: Project, said: str) -> Source:
    """The file of that path, seen from the project's root; else the one that lies least deep below another folder."""
    path = posixpath.normpath(said)
    below = (file for file in project.ending(posixpath.splitext(path)[1]) if file.endswith(f"/{path}"))
    found = project.find_source(path) or next(filter(None, map(project.find_source, below)), None)
    if found is not None and not path.endswith(".d.ts"):
        return found
    stem = posixpath.splitext(posixpath.basename(path))[0]
    scripts = project.ending(".js", ".cjs", ".mjs", *TYPED)
    alike = [file for file in scripts if posixpath.splitext(posixpath.basename(file))[0] == stem]
    why = f"There is {', '.join(alike[:5])}." if alike else ""
    raise ask("no-module", f"The project has no module {path}.", "Correct --callable.", why)


def _root(source: Source) -> Node:
    root = root_of(source)
    if root is None:
        raise ask("broken-module", f"{source.file} does not parse.", "Correct it there.", file=source.file)
    return root


def _function(code: Code, source: Source, name: str) -> Piece | None:
    """None for what only a run would show to be a function."""
    root = _root(source)
    there = code.exported(source, name)
    if there is None and (name in exported_names(root) or _is_of_package(source, name)):
        return None
    if there is None or there.node.type in (*_CLASSES, *_VALUES):
        raise _missing(source, root, name, there)
    found = code.find_function(there.source, there.node)
    return found if found is None or found.node.type in FUNCTIONS else None


def _is_of_package(source: Source, name: str) -> bool:
    """`export { name } from 'package'` and `export * from 'package'`."""
    passed_on = [each for each in imports(source) if each.is_passed_on and not each.module.startswith(".")]
    return any(not each.names or name in {here for _, here in each.names} for each in passed_on)


def _missing(source: Source, root: Node, name: str, there: Piece | None) -> ChatgraftError:
    file, exports = source.file, [each for each in exported_names(root) if each not in (name, DEFAULT)]
    why = f"It exports: {', '.join(exports)}." if exports else ""
    cure = f"--callable {file}:{exports[0]}" if exports else "Correct --callable."
    if there is not None:
        kind = "a class" if there.node.type in _CLASSES else "no function"
        shown = f"{name} in {file}" if name != DEFAULT else f"What {file} exports by default"
        return ask("no-function", f"{shown} is {kind}.", cure, why, file)
    if name == DEFAULT:
        return ask("no-function", f"{file} exports nothing by default.", cure, why, file)
    if name in declarations(root):
        return ask("not-exported", f"{name} in {file} is not exported.", "Export it there.", why, file)
    return ask("no-function", f"{file} has no function {name}.", cure, why or "It exports no functions.", file)


def _takes(code: Code, found: Piece, said: str) -> tuple[str, ...]:
    takes, strange = taken(code, found)
    file = found.source.file
    is_wrapped = found.node.parent is not None and found.node.parent.type == "arguments"
    if is_wrapped and (strange or not takes):  # it may be of another use to what wraps it
        return USUAL
    if not takes and not strange:
        what = f"{said} takes nothing, so it cannot be asked."
        raise ask("no-parameter", what, "Give it a parameter: message", file=file)
    if strange:
        what = f"{said} also needs {', '.join(strange)}, which a chat knows nothing of."
        why = f"It can hand over: {', '.join(dict.fromkeys(names().values()))}."
        raise ask("strange-parameter", what, "Give it a default, or name a function of your own around it.", why, file)
    return takes


def require_fit(project: Project, fact: AssistantFact, app: BackendFact | None, *, bundled: bool) -> None:
    """Whether what runs the chat can import the function's module. Bundlers take both languages."""
    function, script = fact.function, app.script if app else None
    if function is None or bundled:
        return
    file, is_typed = function.file, function.file.endswith(TYPED)
    if script is None or app is None or script.language == "javascript":
        if is_typed:
            runs = f"the app {app.entry}" if app else "the chat service"
            what = f"{file} is TypeScript, and Node runs {runs} as it lies."
            raise ask("cannot-import", what, "Name a function in JavaScript.", file=file)
        return
    options = find_options(project, posixpath.dirname(app.entry) or ".")[1]
    if not is_typed and not (options.get("allowJs") or options.get("checkJs")):
        what = f"{file} is JavaScript, which the app's TypeScript does not take."
        raise ask("cannot-import", what, 'Name a function in TypeScript, or set "allowJs" in tsconfig.json.', file=file)
    source = posixpath.normpath(posixpath.join(app.root, script.source))
    if script.out is not None and source != "." and not file.startswith(f"{source}/"):
        what = f"{file} lies outside of {source}, which the app is compiled from."
        raise ask("cannot-import", what, f"Move it there, or name a function in {source}.", file=file)


def constants(fact: AssistantFact | None, folder: str) -> Mapping[str, Constant]:  # noqa: ARG001 - the import is said by whoever lands the file
    function = fact.function if fact else None
    return {"NAME": function.name, "TAKES": function.takes} if function else {}


ASSISTANT = Assistant(
    name=NAME,
    detect=no_facts,  # which function answers, only its owner knows
    kit_file="assistants/function.py",
    packages=(),
    env=no_variables,
    rank=10,
    named=Named(FORM, SHOWN, named, require_fit),
    constants=constants,
    words=("javascript function", "typescript function", "js function", "node function", "own function", "callable"),
)
