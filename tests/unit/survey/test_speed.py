"""A survey of a large repository: how long it takes, and that no file is parsed without need, or twice."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest

import chatgraft
from chatgraft.core.project import Project
from chatgraft.survey import survey
from tests.unit.changes.tree import scratch
from tests.unit.sites import PAGE, make_project, package

SECONDS = 1.0
FILES, CANDIDATES = 10_000, 300
CODE = Path(chatgraft.__file__).parent
# Real code in the languages that are looked at, its names made into those that a survey looks for.
SAMPLES = {
    ".ts": sorted((CODE / "kits/widget/typescript").rglob("*.ts")),
    ".tsx": sorted((CODE / "kits/widget").rglob("*.tsx")),
    ".js": sorted((CODE / "kits/widget/javascript").rglob("*.js")),
    ".py": sorted((CODE / "kits/python/chatkit_kit").rglob("*.py")),
}
NAMES = {
    ".ts": "import { Chat } from '@chatscope/chat-ui-kit-react';\nimport OpenAI from 'openai';\n",
    ".tsx": "'use client';\nimport { useChat } from 'ai/react';\n",
    ".js": "const chat = require('openai');\n",
    ".py": "from fastapi import FastAPI\nfrom openai import OpenAI\n\nclient = OpenAI()\n",
}


def source(ending: str, number: int) -> str:
    """5 to 20 kB of code."""
    if ending == ".html":
        return PAGE.replace("<p>a</p>", "<p>All about chat.</p>\n" * 200)
    text, wanted = NAMES[ending] if number % 3 == 0 else "", 5_000 + number * 50 % 15_000
    for file in cycle(SAMPLES[ending]):
        code = "\n".join(line for line in file.read_text("utf-8").splitlines() if "from __future__" not in line)
        text += code.replace("ChatKit", f"Chat{number}") + "\n"
        if len(text) > wanted:
            return text
    return text


@pytest.fixture(scope="module")
def repository() -> Iterator[Path]:
    """A monorepo of four apps: mostly texts, images and data, and 300 files that any module might look into."""
    with scratch() as folder:
        fill(Path(folder).resolve())
        yield Path(folder).resolve()


def fill(root: Path) -> None:
    endings = cycle([*SAMPLES, ".html"])
    for number in range(FILES):
        folder = root / f"apps/a{number % 4}/src/f{number % 97}"
        folder.mkdir(parents=True, exist_ok=True)
        if number < CANDIDATES:
            ending = next(endings)
            (folder / f"n{number}{ending}").write_text(source(ending, number))
        else:
            (folder / f"n{number}{('.md', '.json', '.svg', '.css')[number % 4]}").write_text("a\n" * 20)
    apps = {f"apps/a{number}/package.json": package({"react": "19.0.0", "vite": "8.0.0"}) for number in range(4)}
    make_project(root, {**apps, "package.json": package({}, workspaces=["apps/*"])})


@pytest.mark.parametrize("git", [False, True])
def test_ten_thousand_files_take_less_than_a_second(repository: Path, git: bool) -> None:
    """The best of three: other programs on the machine slow any one of them down."""
    make_project(repository, {}, git=git)
    taken = []
    for _ in range(3):
        start = time.process_time()
        survey(Project(repository))
        taken.append(time.process_time() - start)
    assert min(taken) < SECONDS


def test_most_candidates_are_not_even_parsed(repository: Path) -> None:
    project = Project(repository)
    survey(project)
    parsed = [source for source in project.read if source.is_parsed]
    assert len(project.files) == FILES + 5
    assert len(project.read) <= CANDIDATES + 5
    assert len(parsed) < CANDIDATES / 2
