"""A function of the project's own, called in the chat's process: `--callable pkg.mod:function` names it.

It is read as syntax when the chat is put in, and imported when the first visitor asks.
"""

from __future__ import annotations

import ast
import posixpath
import re
from collections.abc import Mapping

from chatgraft.assistants import Assistant, Named, no_facts, no_variables
from chatgraft.core.errors import ask
from chatgraft.core.facts import AssistantFact, Evidence, Function
from chatgraft.core.project import Project
from chatgraft.core.python_project import find_tree
from chatgraft.core.source import Source
from chatgraft.edits.python_constants import Constant

NAME = "python"
# `bot.js:answer` names a script.
FORM = re.compile(r"(?!\w+\.[cm]?[jt]s:)([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*):([A-Za-z_]\w*)")
SHOWN = "package.module:function"
# The names that `chatkit_kit/own_function.py` knows.
KNOWN = frozenset(
    {
        "question",
        "message",
        "text",
        "query",
        "prompt",
        "user_message",
        "user_input",
        "input",
        "q",
        "msg",
        "history",
        "page",
    }
    | {"chat_history", "conversation_history", "messages", "quote", "quoted_text", "selection", "selected_text"}
    | {"page_url", "url", "thread_id", "conversation_id", "session_id", "chat_id"}
)
_SAYS_ANYTHING = ast.Import | ast.ImportFrom | ast.Assign | ast.AnnAssign


def named(project: Project, said: str) -> AssistantFact:
    """The function, checked. Raises ChatgraftError (exit 2) with what is there instead."""
    form = FORM.fullmatch(said)
    if form is None:
        what = f"{said} names no function." if said else "The python assistant needs the function that answers."
        raise ask("no-callable", what, f"Name it: --callable {SHOWN}")
    module, name = form.groups()
    source, folder = _module(project, module)
    function = _function(source, module, name)
    if function is not None:
        _require_fillable(source, function, said)
    line = function.lineno if function is not None else 1
    evidence = (Evidence(source.file, line, f"{name} answers"),)
    return AssistantFact(NAME, evidence, function=Function(module, name, folder))


def _module(project: Project, module: str) -> tuple[Source, str]:
    """The module's file and the folder that its name begins at: the one that lies least deep."""
    inside = module.replace(".", "/")
    files = [
        file
        for ending in (".py", "/__init__.py")
        for file in project.ending(ending)
        if f"/{file}".endswith(f"/{inside}{ending}")
    ]
    for file in sorted(files, key=lambda each: (each.count("/"), each)):
        if source := project.find_source(file):
            ending = "/__init__.py" if file.endswith(f"{inside}/__init__.py") else ".py"
            return source, posixpath.normpath(file.removesuffix(f"{inside}{ending}") or ".")
    last = module.rpartition(".")[2]
    alike = [file for file in project.ending(".py") if posixpath.basename(file) == f"{last}.py"]
    why = f"There is {', '.join(alike[:5])}." if alike else ""
    raise ask("no-module", f"The project has no module {module}.", "Correct --callable.", why)


def _function(source: Source, module: str, name: str) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
    """None for what is imported or assigned there under that name, which only a run would show to be a function."""
    tree = find_tree(source)
    if tree is None:
        raise ask("broken-module", f"{source.file} does not parse.", "Correct it there.", file=source.file)
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    if found := next((node for node in functions if node.name == name), None):
        return found
    classes = [node.name for node in tree.body if isinstance(node, ast.ClassDef)]
    if name not in classes and any(name in _bound(node) for node in tree.body if isinstance(node, _SAYS_ANYTHING)):
        return None
    public = [node.name for node in functions if not node.name.startswith("_")]
    what = f"{name} in {source.file} is a class." if name in classes else f"{source.file} has no function {name}."
    why = f"It has: {', '.join(public)}." if public else "It has no functions."
    cure = f"--callable {module}:{public[0]}" if public else "Correct --callable."
    raise ask("no-function", what, cure, why, source.file)


def _bound(node: ast.stmt) -> set[str]:
    if isinstance(node, ast.Import | ast.ImportFrom):
        return {alias.asname or alias.name for alias in node.names}
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return {target.id for target in targets if isinstance(target, ast.Name)}


def _require_fillable(source: Source, function: ast.FunctionDef | ast.AsyncFunctionDef, said: str) -> None:
    """One parameter that takes the question, and none beside it that a chat knows nothing of."""
    every = function.args
    placed = [*every.posonlyargs, *every.args]
    needed = [each.arg for each in placed[: len(placed) - len(every.defaults)]]
    needed += [each.arg for each, default in zip(every.kwonlyargs, every.kw_defaults, strict=True) if default is None]
    if not placed and not every.kwonlyargs:
        what = f"{said} takes nothing, so it cannot be asked."
        raise ask("no-parameter", what, "Give it a parameter: question", file=source.file)
    strange = [name for name in needed[1:] if name not in KNOWN]
    if needed and needed[0] not in KNOWN and set(needed[1:]) & {"question", "message", "messages"}:
        strange = [needed[0], *strange]
    if strange:
        what = f"{said} also needs {', '.join(strange)}, which a chat knows nothing of."
        why = "It can hand over: question, history, messages, quote, page, thread_id."
        raise ask(
            "strange-parameter", what, "Give it a default, or name a function of your own around it.", why, source.file
        )


def constants(fact: AssistantFact | None, folder: str) -> Mapping[str, Constant]:
    function = fact.function if fact else None
    if function is None:
        return {}
    return {"FUNCTION": f"{function.module}:{function.name}", "FOLDER": posixpath.relpath(function.folder, folder)}


ASSISTANT = Assistant(
    name=NAME,
    detect=no_facts,  # which function answers, only its owner knows
    kit_file="assistants/python.py",
    packages=(),
    env=no_variables,
    rank=10,
    named=Named(FORM, SHOWN, named),
    constants=constants,
    words=("python function", "own function", "callable"),
)
