"""What of npm's packages comes with the widget."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from chatgraft.cli import main
from tests.commands.conftest import tmp_path
from tests.commands.grafts import make
from tests.unit.sites import package

__all__ = ["tmp_path"]

ENTRY = "import { createRoot } from 'react-dom/client';\ncreateRoot(document.body).render(<App />);\n"


def grafted(root: Path, development: dict[str, str], language: str = "tsx") -> dict[str, Any]:
    """The dependencies of a React site after its graft, by section."""
    wants = {"react": "^19.0.0", "react-dom": "^19.0.0"}
    files = {
        "package.json": package(wants, devDependencies={"vite": "8.0.0", **development}),
        "index.html": f'<!doctype html>\n<script type="module" src="/src/main.{language}"></script>\n',
        f"src/main.{language}": ENTRY,
        **({"tsconfig.json": "{}\n"} if language == "tsx" else {}),
    }
    project = make(root / "project", files)
    assert main(["add", str(project), "--yes", "--no-install", "--backend", "none", "--api-url", "/chatkit"]) == 0
    data: dict[str, Any] = json.loads((project / "package.json").read_text())
    return data


def test_declarations_come_where_the_compiler_will_ask_for_them(tmp_path: Path) -> None:
    data = grafted(tmp_path, {"@types/react": "^18.3.1"})
    assert data["devDependencies"] == {"vite": "8.0.0", "@types/react": "^18.3.1", "@types/react-dom": "^18.0.0"}
    assert data["dependencies"].keys() == {"@openai/chatkit", "@openai/chatkit-react", "react", "react-dom"}


@pytest.mark.parametrize("development", [{"@types/react": "^19", "@types/react-dom": "~19.1.0"}, {}])
def test_none_where_they_are_there_or_of_no_use(tmp_path: Path, development: dict[str, str]) -> None:
    assert grafted(tmp_path, development)["devDependencies"] == {"vite": "8.0.0", **development}


def test_none_in_javascript(tmp_path: Path) -> None:
    development = {"@types/react": "^19.0.0"}
    assert grafted(tmp_path, development, "jsx")["devDependencies"] == {"vite": "8.0.0", **development}
