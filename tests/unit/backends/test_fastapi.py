"""A FastAPI app is found by what the code says, never by a word in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.backends.fastapi import BACKEND
from tests.unit.sites import make_project

APP = "from fastapi import FastAPI\n\napp = FastAPI()\n"


@pytest.mark.parametrize(
    ("files", "entry", "root", "factory"),
    [
        ({"main.py": APP}, "main.py:app", ".", False),
        ({"backend/main.py": APP, "backend/requirements.txt": "fastapi\n"}, "backend/main.py:app", "backend", False),
        ({"api/app/__init__.py": "", "api/app/main.py": APP}, "api/app/main.py:app", "api", False),
        ({"main.py": "import fastapi\n\nserver = fastapi.FastAPI(title='x')\n"}, "main.py:server", ".", False),
        ({"main.py": "from fastapi import FastAPI as F\napi: F = F()\n"}, "main.py:api", ".", False),
        ({"src/shop/__init__.py": "", "src/shop/web.py": APP, "pyproject.toml": ""}, "src/shop/web.py:app", ".", False),
        ({"main.py": APP.replace("app", "admin") + APP + "app.mount('/admin', admin)\n"}, "main.py:app", ".", False),
        (
            {"main.py": APP.replace("app", "try:\n    app") + "finally: ...\n"},
            "main.py:app",
            ".",
            False,
        ),
        ({"main.py": "import fastapi\nclass App(fastapi.FastAPI): ...\napp = App()\n"}, "main.py:app", ".", False),
        ({"main.py": "from fastapi import FastAPI\ndef make():\n    return FastAPI()\n"}, "main.py:make", ".", True),
    ],
)
def test_finds_the_app(tmp_path: Path, files: dict[str, str], entry: str, root: str, factory: bool) -> None:
    (found,) = BACKEND.detect(make_project(tmp_path, files))
    assert (found.entry, found.root, found.factory) == (entry, root, factory)
    assert found.evidence[0].file == entry.split(":", maxsplit=1)[0]


@pytest.mark.parametrize(
    "text",
    [
        "# from fastapi import FastAPI\n# app = FastAPI()\n",
        '"""app = FastAPI()"""\n',
        "from fastapi import FastAPI\n",
        "class FastAPI: ...\napp = FastAPI()\n",
        "from fastapi import FastAPI\napp = FastAPI(\n",
        "app = 'FastAPI()'\n",
        "from fastapi import FastAPI\ndef test_it():\n    app = FastAPI()\n",
        "from fastapi import FastAPI\ndef add_routes(app: FastAPI): return app\n",
    ],
)
def test_is_not_fooled(tmp_path: Path, text: str) -> None:
    assert list(BACKEND.detect(make_project(tmp_path, {"main.py": text}))) == []


def test_an_example_ranks_below_the_product(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"examples/main.py": APP, "api/main.py": APP})
    best = max(BACKEND.detect(project), key=lambda found: found.confidence)
    assert best.entry == "api/main.py:app"
