"""A function of ours is called with the app once that is made, or the owner is told."""

from __future__ import annotations

import ast

import pytest

from chatgraft.core.source import Source
from chatgraft.edits import Edit
from chatgraft.edits.python_calls import Handed, hand_over
from tests.unit.edits.checks import check_edited, check_unchanged

AT_TOP = Handed("chatkit_backend.chatkit_server", "mount_chatkit", "app")
IN_FACTORY = Handed(".chatkit_backend.chatkit_server", "mount_chatkit", "create_app", factory=True)
HEAD = "from fastapi import FastAPI\n"
IMPORT, RELATIVE = f"{AT_TOP.statement}\n", f"{IN_FACTORY.statement}\n"
FACTORY = "\n\ndef create_app() -> FastAPI:\n"


def makes(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "FastAPI"


def at_top(source: Source) -> Edit:
    return hand_over(source, AT_TOP, makes)


def in_factory(source: Source) -> Edit:
    return hand_over(source, IN_FACTORY, makes)


EDITED = {
    "one line": (f"{HEAD}\napp = FastAPI()\n", f"{HEAD}{IMPORT}\napp = FastAPI()\nmount_chatkit(app)\n"),
    "annotated": (
        f"{HEAD}\napp: FastAPI = FastAPI()\n",
        f"{HEAD}{IMPORT}\napp: FastAPI = FastAPI()\nmount_chatkit(app)\n",
    ),
    "several lines and a comment": (
        f'{HEAD}\napp = FastAPI(\n  title="Ä",\n)  # the API\n\nx = 1\n',
        f'{HEAD}{IMPORT}\napp = FastAPI(\n  title="Ä",\n)  # the API\nmount_chatkit(app)\n\nx = 1\n',
    ),
    "imports below it as well": (
        f"{HEAD}app = FastAPI()\nimport os\n",
        f"{HEAD}{IMPORT}app = FastAPI()\nmount_chatkit(app)\nimport os\n",
    ),
    "made in both branches": (
        f"{HEAD}if DEBUG:\n  app = FastAPI()\nelse:\n  app = FastAPI(docs=0)\nx = 1\n",
        f"{HEAD}{IMPORT}if DEBUG:\n  app = FastAPI()\nelse:\n  app = FastAPI(docs=0)\nmount_chatkit(app)\nx = 1\n",
    ),
    "an import of several lines": (
        "from fastapi import (\n  FastAPI,\n)\napp = FastAPI()\n",
        f"from fastapi import (\n  FastAPI,\n)\n{IMPORT}app = FastAPI()\nmount_chatkit(app)\n",
    ),
}
IN_FACTORIES = {
    "a name": (
        f"{HEAD}{FACTORY}  api = FastAPI()\n  return api\n",
        f"{HEAD}{RELATIVE}{FACTORY}  api = FastAPI()\n  mount_chatkit(api)\n  return api\n",
    ),
    "returned at once": (
        f"{HEAD}{FACTORY}  return FastAPI(title='x')\n",
        f"{HEAD}{RELATIVE}{FACTORY}  app = FastAPI(title='x')\n  mount_chatkit(app)\n  return app\n",
    ),
}
LEFT = {
    "two statements on the line": (f"{HEAD}app = FastAPI(); x = 1\n", "same line"),
    "no import above": ("app = FastAPI()\n", "no import"),
    "made by another function": (f"{HEAD}app = make()\n", "not seen"),
    "does not parse": (f"{HEAD}app = FastAPI(\n", "does not parse"),
    "in conflict": (f"<<<<<<< ours\n{HEAD}app = FastAPI()\n", "conflicts"),
}


@pytest.mark.parametrize("case", EDITED)
def test_the_call_follows_the_making(case: str) -> None:
    check_edited(at_top, "main.py", *EDITED[case])


@pytest.mark.parametrize("case", IN_FACTORIES)
def test_the_call_follows_the_making_in_a_factory(case: str) -> None:
    check_edited(in_factory, "main.py", *IN_FACTORIES[case])


@pytest.mark.parametrize("case", LEFT)
def test_what_is_not_seen_through_is_told(case: str) -> None:
    check_unchanged(at_top, "main.py", *LEFT[case])


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("  return make()\n", "not seen"),
        ("  one = FastAPI()\n  two = FastAPI()\n  return one\n", "several"),
        ("  if x:\n    return FastAPI()\n  return None\n", "middle of a condition"),
    ],
)
def test_a_factory_that_is_not_seen_through_is_told(body: str, why: str) -> None:
    check_unchanged(in_factory, "main.py", f"{HEAD}{FACTORY}{body}", why)


def test_an_app_that_has_the_call_is_left() -> None:
    check_unchanged(at_top, "main.py", f"{HEAD}from here import mount_chatkit\napp = FastAPI()\nmount_chatkit(app)\n")
