"""OpenAI is found by a dependency, an import or the name of its key."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.assistants.openai import ASSISTANT
from tests.unit.sites import make_project

CALL = "from openai import OpenAI\n\nOpenAI().responses.create(model='gpt-5', input='hi')\n"


@pytest.mark.parametrize(
    ("files", "model"),
    [
        ({"requirements.txt": "openai>=2\n"}, None),
        ({"package.json": '{"dependencies": {"openai": "6"}}'}, None),
        ({".env": "OPENAI_API_KEY=sk-secret\n"}, None),
        ({"main.py": CALL}, "gpt-5"),
        ({"main.py": CALL.replace("gpt-5", "gemini-2.0-flash")}, None),
        ({"main.py": "import openai\nopenai.embeddings.create(model='text-embedding-3-large', input=[])\n"}, None),
        ({"main.py": "import openai\nopenai.embeddings.create(model='gpt-x', input=[])\n" + CALL}, "gpt-5"),
    ],
)
def test_finds_it(tmp_path: Path, files: dict[str, str], model: str | None) -> None:
    (found,) = ASSISTANT.detect(make_project(tmp_path, files))
    assert found.model == model
    assert "sk-secret" not in repr(found)
    shown = {variable.name: variable.example for variable in ASSISTANT.env(found)}
    assert shown["OPENAI_API_KEY"] is None
    assert shown["OPENAI_MODEL"] == (model or "gpt-5-mini")


@pytest.mark.parametrize(
    "files",
    [
        {"requirements.txt": "openai-chatkit\n"},
        {"main.py": "# import openai\nmodel = 'openai'\n"},
        {"main.py": "import openaix\n"},
        {"main.py": "import openai\nx = (\n"},
        {"package.json": '{"name": "openai"}'},
    ],
)
def test_is_not_fooled(tmp_path: Path, files: dict[str, str]) -> None:
    assert list(ASSISTANT.detect(make_project(tmp_path, files))) == []
