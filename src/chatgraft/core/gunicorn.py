"""How a project starts gunicorn, whose workers answer one request at a time until they are told otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatgraft.core.facts import Evidence
from chatgraft.core.project import Project
from chatgraft.core.python_entry import commands
from chatgraft.core.python_project import find_tree
from chatgraft.core.python_values import assignments

_APP = re.compile(r"[\w.]+(?::[\w.]+(?:\(.*\))?|\.[aw]sgi)")
_WORD = re.compile(r"[^\s\"',\[\]]+")
"""As shells, Dockerfiles and YAML separate them."""
_LINE = re.compile(r"[^\r\n]*\bgunicorn\b[^\r\n]*")
_OPTIONS = ("--threads", "--worker-class", "-k")
_SETTINGS = frozenset({"threads", "worker_class"})
_JOINED = re.compile(r"\\\r?\n")


def one_at_a_time(project: Project) -> Iterator[Evidence]:
    """Each command that starts an app on workers which answer one request at a time."""
    if _is_configured(project):
        return
    for source in commands(project):
        if not source.is_utf8 or "gunicorn" not in source.text:
            continue
        text = _JOINED.sub(lambda found: " " * len(found.group()), source.text)
        for line in _LINE.finditer(text):
            words = _WORD.findall(line.group())
            at = next((n for n, word in enumerate(words) if word.rpartition("/")[2] == "gunicorn"), None)
            after = words[at + 1 :] if at is not None else []
            if any(_APP.fullmatch(word) for word in after) and not _has_room(after):
                yield Evidence(
                    source.file, source.text.count("\n", 0, line.start()) + 1, "starts gunicorn's sync workers"
                )


def _has_room(words: list[str]) -> bool:
    """Whether threads or another kind of worker are asked for."""
    options = [(word.partition("=")[0], word.partition("=")[2]) for word in words]
    values = [value or next(iter(words[n + 1 :]), "") for n, (name, value) in enumerate(options) if name in _OPTIONS]
    return any(value not in ("sync", "1") for value in values)


def _is_configured(project: Project) -> bool:
    """Whether `gunicorn.conf.py`, which gunicorn reads by itself, says so."""
    found = (project.find_source(file) for file in project.named("gunicorn.conf.py"))
    trees = (find_tree(source) for source in found if source)
    return any(not _SETTINGS.isdisjoint(assignments(tree)) for tree in trees if tree)
