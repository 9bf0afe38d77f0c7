"""What a store's fact becomes where its file lands: constants, variables, places."""

from __future__ import annotations

import posixpath

from chatgraft.assistants import Variable
from chatgraft.calls import calls
from chatgraft.core.facts import AssistantFact
from chatgraft.core.project import Project
from chatgraft.core.python_project import python_root
from chatgraft.edits.python_constants import Constant
from chatgraft.retrieval.signs import Signs, last

_CONSTANTS = {"text": "TEXT", "title": "TITLE", "url": "URL"}


def said(fact: AssistantFact | None, **variables: str) -> dict[str, Constant]:
    """The collection, the fields and the variables' names, as far as the project says them; in place of the kit's own
    names of `variables` those of the project."""
    if fact is None:
        return {}
    found: dict[str, Constant] = {"COLLECTION": fact.collection} if fact.collection else {}
    found |= {_CONSTANTS[part]: name for part, name in fact.passages.fields.items() if part in _CONSTANTS}
    for purpose, usual in variables.items():
        own = fact.passages.variables.get(purpose)
        if own and own != usual:
            found[_NAMES[purpose]] = own
    return found


_NAMES = {"address": "ADDRESS", "key": "KEY", "collection": "NAMED_BY", "host": "HOST", "port": "PORT"}


def variable(fact: AssistantFact | None, purpose: str, usual: str, why: str, example: str | None = None) -> Variable:
    """Under the name that the project has for it."""
    return Variable((fact.passages.variables.get(purpose) if fact else None) or usual, why, example)


def folder_in(project: Project, signs: Signs, *words: str) -> str | None:
    """The folder of a store that needs no server, relative to the project's root. The app is taken to be started where
    its requirements lie; None for one that lies outside."""
    for one in calls(project, *signs.words):
        if last(one) in signs.clients:
            for word in words:
                text = one.argument(word).text
                if text and not text.startswith(("http", ":", "/", "~")):
                    found = posixpath.normpath(posixpath.join(python_root(project, one.file), text))
                    return None if found.startswith("..") else found
    return None


def beside(fact: AssistantFact, folder: str) -> str:
    """The store's folder, seen from the one that the chat's files land in."""
    return posixpath.relpath(fact.passages.folder or ".", folder)
