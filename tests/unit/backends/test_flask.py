"""A Flask app is found by what the code says, and is handed to the chat where it is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.backends import Landed
from chatgraft.backends.flask import BACKEND, MOUNT
from chatgraft.core.changes import ByHand
from chatgraft.core.facts import BackendFact
from chatgraft.core.project import Project
from tests.unit.sites import Files, after, make_project

APP = "from flask import Flask\n\napp = Flask(__name__)\n"
FACTORY = """from flask import Flask
from .extensions import db


def create_app(config=None):
    app = Flask(__name__)
    app.config.from_object(config)

    from . import auth

    app.register_blueprint(auth.bp)
    return app
"""
SHOP: Files = {"shop/__init__.py": FACTORY, "shop/auth.py": "", "shop/extensions.py": "", "requirements.txt": "flask\n"}


def found(root: Path, files: Files) -> tuple[Project, BackendFact]:
    project = make_project(root, files)
    return project, max(BACKEND.detect(project), key=lambda fact: fact.confidence)


@pytest.mark.parametrize(
    ("files", "entry", "root", "factory"),
    [
        ({"app.py": APP}, "app.py:app", ".", False),
        ({"server/app.py": APP, "server/requirements.txt": "flask\n"}, "server/app.py:app", "server", False),
        ({"app.py": "import flask\n\nsite = flask.Flask(__name__)\n"}, "app.py:site", ".", False),
        ({"app.py": APP.replace("app =", "app = application =")}, "app.py:app", ".", False),
        ({"app.py": "from flask import Flask\nclass Shop(Flask): ...\napp = Shop('x')\n"}, "app.py:app", ".", False),
        (SHOP, "shop/__init__.py:create_app", ".", True),
        ({**SHOP, "tests/conftest.py": APP}, "shop/__init__.py:create_app", ".", True),
    ],
)
def test_finds_the_app(tmp_path: Path, files: Files, entry: str, root: str, factory: bool) -> None:
    _, fact = found(tmp_path, files)
    assert (fact.framework, fact.interface) == ("flask", "wsgi")
    assert (fact.entry, fact.root, fact.factory) == (entry, root, factory)
    assert fact.evidence[0].file == entry.split(":", maxsplit=1)[0]


@pytest.mark.parametrize(
    "text",
    [
        "# from flask import Flask\n# app = Flask(__name__)\n",
        '"""app = Flask(__name__)"""\n',
        "from quart import Quart as Flask\napp = Flask(__name__)\n",
        "from flask import Blueprint\napp = Blueprint('app', __name__)\n",
        "from flask import Flask\napp = Flask(\n",
        "from flask import Flask\ndef test_it():\n    app = Flask(__name__)\n",
        "from flask import Flask\ndef init(app: Flask): return app\n",
    ],
)
def test_is_not_fooled(tmp_path: Path, text: str) -> None:
    assert list(BACKEND.detect(make_project(tmp_path, {"app.py": text}))) == []


@pytest.mark.parametrize(
    ("files", "argv", "folder"),
    [
        ({"app.py": APP}, "flask --app app.py run", "."),
        ({"app.py": APP.replace("app =", "site =")}, "flask --app app.py:site run", "."),
        ({"app.py": APP, ".flaskenv": "FLASK_APP=app.py\n"}, "flask run", "."),
        ({"app.py": APP, ".env": "export FLASK_APP=app\n"}, "flask run", "."),
        ({"app.py": APP, ".env": "# FLASK_APP=app\n"}, "flask --app app.py run", "."),
        (SHOP, "flask --app shop run", "."),
        ({**SHOP, "wsgi.py": "from shop import create_app\n\napp = create_app()\n"}, "flask --app wsgi.py run", "."),
        (
            {**SHOP, "run.py": "from shop import create_app\n\nsite = create_app('production')\n"},
            "flask --app run.py:site run",
            ".",
        ),
        ({**SHOP, "run.py": "from shop import create_app\n\nprint(create_app)\n"}, "flask --app shop run", "."),
        ({"back/app.py": APP, "back/requirements.txt": "flask\n"}, "flask --app app.py run", "back"),
    ],
)
def test_the_app_is_started_by_flasks_own_command(tmp_path: Path, files: Files, argv: str, folder: str) -> None:
    project, fact = found(tmp_path, files)
    start = MOUNT.start(project, fact)
    assert (" ".join(start.words(5001)), start.folder, start.port) == (f"{argv} --port 5001", folder, 5000)


def test_an_app_at_module_level_is_handed_over_below_its_making(tmp_path: Path) -> None:
    project, fact = found(tmp_path, {"app.py": APP + '\n\n@app.get("/")\ndef home():\n    return "hello"\n'})
    changes = list(MOUNT.edits(project, fact, Landed("chatkit_backend")))
    assert after(project, changes)["app.py"].startswith(
        "from flask import Flask\n"
        "from chatkit_backend.chatkit_server import mount_chatkit\n\n"
        "app = Flask(__name__)\n"
        "mount_chatkit(app)\n"
    )


def test_an_app_of_a_factory_is_handed_over_inside_of_it(tmp_path: Path) -> None:
    project, fact = found(tmp_path, SHOP)
    assert MOUNT.place(project, fact) == "shop"
    changes = list(MOUNT.edits(project, fact, Landed("shop/chatkit_backend")))
    text = after(project, changes)["shop/__init__.py"]
    assert "from .extensions import db\nfrom .chatkit_backend.chatkit_server import mount_chatkit\n" in text
    assert "    app = Flask(__name__)\n    mount_chatkit(app)\n    app.config.from_object(config)\n" in text
    assert MOUNT.migrate(project, fact, Landed("shop/chatkit_backend"))[-2:] == (
        "shop.chatkit_backend.chatkit_server",
        "migrate",
    )


def test_an_app_that_is_wrapped_at_once_is_left_to_the_owner(tmp_path: Path) -> None:
    text = "from flask import Flask\n\n\ndef create_app():\n    return wrap(Flask(__name__))\n"
    project, fact = found(tmp_path, {"app.py": text})
    (change,) = MOUNT.edits(project, fact, Landed("chatkit_backend"))
    assert isinstance(change, ByHand)
    assert "mount_chatkit(app)" in change.snippet


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"requirements.txt": "flask==2.2.5\n"}, "flask 2.3"),
        ({"requirements.txt": "flask<2.3\n"}, "flask 2.3"),
        ({"requirements.txt": "flask\npydantic<2\n"}, "pydantic 2.9"),
        ({"requirements.txt": "flask\n", ".python-version": "3.9.18\n"}, "Python 3.10"),
        ({"requirements.txt": "flask\n", "app.py": APP + "\n\n@app.get('/chatkit')\ndef chat(): ...\n"}, "/chatkit"),
    ],
)
def test_what_keeps_an_app_from_carrying_the_chat_is_named(tmp_path: Path, files: Files, why: str) -> None:
    project, fact = found(tmp_path, {"app.py": APP, **files})
    obstacle = MOUNT.obstacle(project, fact)
    assert obstacle is not None
    assert why in obstacle


@pytest.mark.parametrize("wanted", ["flask\n", "flask>=2.0\n", "flask==2.3.3\n", "flask~=3.0\n"])
def test_other_apps_carry_it(tmp_path: Path, wanted: str) -> None:
    project, fact = found(tmp_path, {"app.py": APP, "requirements.txt": wanted})
    assert MOUNT.obstacle(project, fact) is None


def test_pages_that_the_app_shows_at_the_top_are_its_own(tmp_path: Path) -> None:
    text = APP.replace("__name__", "__name__, static_folder='site', static_url_path=''")
    project, fact = found(tmp_path, {"app.py": text, "site/index.html": ""})
    assert MOUNT.shows(project, fact) == {"site"}
    project, fact = found(tmp_path / "other", {"app.py": APP, "static/index.html": ""})
    assert MOUNT.shows(project, fact) == frozenset()


def test_the_owner_is_told_which_workers_suit_answers_that_stream(tmp_path: Path) -> None:
    assert any("gthread" in said for said in MOUNT.advice(*found(tmp_path, {"app.py": APP})))
