"""Flask: the app that is there carries the chat.

An app is an object made by `Flask(...)`, at module level or in a factory
(flask.palletsprojects.com/en/stable/patterns/appfactories).
"""

from __future__ import annotations

import ast
import posixpath
from collections.abc import Iterator

from chatgraft.backends import Backend, Mount, Start
from chatgraft.backends.python_mount import Framework, file_of, migrate, place
from chatgraft.core.facts import BackendFact
from chatgraft.core.flask_entry import flask_command
from chatgraft.core.project import Project
from chatgraft.core.python_entry import start_folder
from chatgraft.core.python_values import calls, find_folder, text_of

PORT = 5000
FLASK = Framework("flask", "Flask", "wsgi", (("flask", (2, 3)), ("werkzeug", (2, 3))))


def start(project: Project, fact: BackendFact) -> Start:
    folder = start_folder(project, file_of(fact))
    return Start((*flask_command(project, fact.entry, folder), "--port", "{port}"), folder, PORT)


def shows(project: Project, fact: BackendFact) -> frozenset[str]:
    """`Flask(__name__, static_folder="site", static_url_path="")`."""
    beside = posixpath.dirname(file_of(fact)) or "."
    found = (
        find_folder(each.argument("static_folder") or ast.Constant("static"), each, beside)
        for each in calls(project, fact.root, FLASK.made_by)
        if each.file == file_of(fact) and text_of(each.argument("static_url_path")) in ("", "/")
    )
    return frozenset(each for each in found if each)


def advice(_project: Project, _fact: BackendFact) -> Iterator[str]:
    """Gunicorn's own worker is `sync`, whose time for one request ends after 30 seconds."""
    yield "every answer holds a thread while it is written: gunicorn --worker-class gthread --threads 32"
    yield "gunicorn's sync workers serve nobody else meanwhile, and are ended after --timeout seconds"


MOUNT = Mount(
    server="flask",
    obstacle=FLASK.obstacle,
    place=place,
    edits=FLASK.edits,
    start=start,
    migrate=migrate,
    shows=shows,
    advice=advice,
)
BACKEND = Backend(name=FLASK.package, detect=FLASK.detect, mount=MOUNT)
