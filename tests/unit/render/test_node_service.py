"""The Node kit as it lands: which file answers, and the packages that it needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.plan.choices import Choices
from chatgraft.plan.decide import decide
from chatgraft.render.render import render
from chatgraft.survey import survey
from tests.unit.sites import make_project, package

EXPRESS = {
    "package.json": package({"express": "5.2.1"}),
    "app.js": "const express = require('express');\nconst app = express();\napp.listen(3000);\n",
    "public/index.html": "<html><body></body></html>\n",
}


@pytest.mark.parametrize(
    ("assistant", "says", "needs"),
    [
        ("site", "yield* answerFromSite(question);", "parse5"),
        ("openai", "from '@ai-sdk/openai';", "@ai-sdk/openai"),
        ("ollama", "OLLAMA_HOST", "@ai-sdk/openai-compatible"),
        ("lmstudio", "const URL_VARIABLE = 'LMSTUDIO_BASE_URL';", "@ai-sdk/openai-compatible"),
        ("groq", "const MODEL = 'openai/gpt-oss-20b';", "@ai-sdk/openai-compatible"),
        ("openai-compatible", "const URL_VARIABLE = 'CHATKIT_MODEL_URL';", "@ai-sdk/openai-compatible"),
    ],
)
def test_the_file_that_answers_is_the_assistants(tmp_path: Path, assistant: str, says: str, needs: str) -> None:
    project = make_project(tmp_path, EXPRESS)
    changes = render(project, decide(project, survey(project), Choices(assistant=assistant)))
    files = {change.file: (change.after or b"").decode() for change in changes.files}
    answers = files["chatkit-backend/chatkit-assistant.mjs"]
    assert says in answers
    assert "'./chatkit-kit/" in answers
    assert f'"{needs}"' in files["package.json"]
