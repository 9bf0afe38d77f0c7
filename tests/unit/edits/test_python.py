"""Kit files import each other from where they land, by the same names in their code."""

from __future__ import annotations

import pytest

from chatgraft.core.source import BOM, Source
from chatgraft.edits.python import relocate_imports

MOVED = {
    "fastapi.chatkit_server": "chatkit_server",
    "assistants.openai": "chatkit_assistant",
    "database": "database",
    "chatkit_store": "chatkit_store",
    "chatkit_kit": "chatkit_kit",
    "test_chatkit_server": "test_chatkit_server",
}


@pytest.mark.parametrize(
    ("module", "kit", "flat", "package"),
    [
        (
            "fastapi.chatkit_server",
            "from ..database import engine",
            "from database import engine",
            "from .database import engine",
        ),
        (
            "fastapi.chatkit_server",
            "from ..chatkit_kit.runs import Runs as R",
            "from chatkit_kit.runs import Runs as R",
            "from .chatkit_kit.runs import Runs as R",
        ),
        (
            "fastapi.chatkit_server",
            "from ..chatkit_kit import runs, web",
            "from chatkit_kit import runs, web",
            "from .chatkit_kit import runs, web",
        ),
        (
            "fastapi.chatkit_server",
            "from ..assistants.openai import answer",
            "from chatkit_assistant import answer",
            "from .chatkit_assistant import answer",
        ),
        (
            "fastapi.chatkit_server",
            "from ..assistants import openai",
            "import chatkit_assistant as openai",
            "from . import chatkit_assistant as openai",
        ),
        (
            "fastapi.chatkit_server",
            "from .. import database, chatkit_store as store",
            "import database\nimport chatkit_store as store",
            "from . import database\nfrom . import chatkit_store as store",
        ),
        ("database", "from .chatkit_kit.stores import Store", "from chatkit_kit.stores import Store", None),
        ("database", "from . import chatkit_kit", "import chatkit_kit", None),
        ("chatkit_kit.runs", "from .sse import event", None, None),
        ("chatkit_kit.runs", "from . import sse", None, None),
        ("chatkit_kit.stores.__init__", "from ..errors import Lost", None, None),
        ("chatkit_kit.stores.sqlite", "from . import database", None, None),
        ("chatkit_kit.service", "from ..database import engine", "from database import engine", None),
        (
            "test_chatkit_server",
            "from .fastapi.chatkit_server import app",
            "from chatkit_server import app",
            "from .chatkit_server import app",
        ),
        (
            "database",
            "from .chatkit_kit import (\n    runs,  # kept\n    web,\n)",
            "from chatkit_kit import (\n    runs,  # kept\n    web,\n)",
            None,
        ),
        ("database", "import os\nfrom os import path\nfrom chatkit import server", None, None),
        ("database", "TEXT = 'from .chatkit_kit import x'  # from .a import b", None, None),
        (
            "database",
            "def f() -> None:\n    from .chatkit_kit.runs import Runs\n    return Runs",
            "def f() -> None:\n    from chatkit_kit.runs import Runs\n    return Runs",
            None,
        ),
    ],
)
def test_imports_are_said_from_where_the_file_lands(
    module: str, kit: str, flat: str | None, package: str | None
) -> None:
    for newline in ("\n", "\r\n"):
        for mark in (b"", BOM):
            source = Source("x.py", mark + f"{kit}\n".replace("\n", newline).encode())
            for wanted, is_flat in ((flat or kit, True), (package or kit, False)):
                made = relocate_imports(source, module, MOVED, flat=is_flat)
                assert made == mark + f"{wanted}\n".replace("\n", newline).encode()


def test_several_imports_and_text_in_another_alphabet() -> None:
    kit = '"""Grüße 日本語"""\nx = "é"; from .chatkit_kit.a import b\nfrom .database import c\n'
    made = relocate_imports(Source("x.py", kit.encode()), "chatkit_store", MOVED, flat=True)
    assert made.decode() == kit.replace("from .", "from ")


def test_an_import_that_leaves_the_kit_is_a_fault() -> None:
    with pytest.raises(ValueError, match="leaves the kit"):
        relocate_imports(Source("x.py", b"from ...a import b\n"), "fastapi.chatkit_server", MOVED, flat=True)
