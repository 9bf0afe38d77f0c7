"""The site's own pages, searched by full text: needs no key and no model."""

from __future__ import annotations

from collections.abc import Iterator

from chatgraft.assistants import Assistant, Variable
from chatgraft.core.facts import AssistantFact
from chatgraft.core.project import Project

NAME = "site"


def detect(project: Project) -> Iterator[AssistantFact]:  # noqa: ARG001 - every site can be searched; nothing shows it
    yield from ()


def env(fact: AssistantFact | None) -> tuple[Variable, ...]:  # noqa: ARG001 - the pages' places come from the frontend
    return ()


ASSISTANT = Assistant(
    name=NAME,
    detect=detect,
    kit_file="chatkit_assistant.py",
    packages=(),
    env=env,
    rank=0,
    reads_pages=True,
    words=(
        *("own pages", "site's pages", "site's own pages", "pages themselves", "docs themselves", "full text search"),
        *("no key", "no api key", "without a key", "without an api key", "without any api key", "without any key"),
    ),
)
