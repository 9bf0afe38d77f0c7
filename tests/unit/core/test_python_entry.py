"""How a file is imported is told by commands, by what it imports beside it, and by packages: in that order."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.core.python_entry import import_root, module_name, start_folder, uvicorn_command
from tests.unit.sites import Files, make_project

APP = "from fastapi import FastAPI\napp = FastAPI()\n"


@pytest.mark.parametrize(
    ("files", "file", "root"),
    [
        ({"main.py": APP}, "main.py", "."),
        ({"backend/main.py": APP}, "backend/main.py", "backend"),
        ({"app/__init__.py": "", "app/main.py": APP}, "app/main.py", "."),
        ({"src/shop/__init__.py": "", "src/shop/web.py": APP}, "src/shop/web.py", "src"),
        ({"backend/main.py": f"from backend.db import x\n{APP}", "backend/db.py": ""}, "backend/main.py", "."),
        ({"backend/main.py": f"from db import x\n{APP}", "backend/db.py": ""}, "backend/main.py", "backend"),
        ({"b/__init__.py": "", "b/main.py": f"import db\n{APP}", "b/db.py": ""}, "b/main.py", "b"),
        ({"backend/main.py": f"from .db import x\n{APP}", "backend/db.py": ""}, "backend/main.py", "."),
        ({"backend/main.py": APP, "Procfile": "web: uvicorn backend.main:app\n"}, "backend/main.py", "."),
        ({"backend/main.py": APP, "Dockerfile": 'CMD ["uvicorn", "main:app"]\n'}, "backend/main.py", "backend"),
        ({"a/api/main.py": APP, "README.md": "    uvicorn api.main:app --reload\n"}, "a/api/main.py", "a"),
        ({"b/main.py": f'{APP}uvicorn.run("b.main:app")\n'}, "b/main.py", "."),
    ],
)
def test_from_where_it_is_imported(tmp_path: Path, files: Files, file: str, root: str) -> None:
    assert import_root(make_project(tmp_path, files), file) == root


def test_the_name_of_a_module() -> None:
    assert module_name("src/shop/web.py", "src") == "shop.web"
    assert module_name("app/__init__.py", ".") == "app"


@pytest.mark.parametrize(
    ("files", "entry", "folder", "words"),
    [
        ({"main.py": APP}, "main.py:app", ".", "uvicorn main:app"),
        ({"api/main.py": APP, "api/requirements.txt": ""}, "api/main.py:app", "api", "uvicorn main:app"),
        (
            {"src/shop/__init__.py": "", "src/shop/web.py": APP, "pyproject.toml": ""},
            "src/shop/web.py:app",
            ".",
            "uvicorn --app-dir src shop.web:app",
        ),
        (
            {"api/main.py": f"from api.db import x\n{APP}", "api/db.py": "", "api/requirements.txt": ""},
            "api/main.py:app",
            ".",
            "uvicorn api.main:app",
        ),
    ],
)
def test_how_it_is_started(tmp_path: Path, files: Files, entry: str, folder: str, words: str) -> None:
    project = make_project(tmp_path, files)
    assert start_folder(project, entry.partition(":")[0]) == folder
    assert " ".join(uvicorn_command(project, entry, folder, factory=False)) == words


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("", "uvicorn main:make --factory"),
        ("app = make()\n", "uvicorn main:app"),
        ("x = 1\n", "uvicorn main:make --factory"),
    ],
)
def test_what_a_factory_made_is_started_by_its_name(tmp_path: Path, more: str, words: str) -> None:
    project = make_project(tmp_path, {"main.py": f"def make():\n    return FastAPI()\n{more}"})
    assert " ".join(uvicorn_command(project, "main.py:make", ".", factory=True)) == words
