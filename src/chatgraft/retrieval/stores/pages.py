"""The site's own pages, searched by full text: what there is without a store of vectors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from chatgraft.assistants import Variable
from chatgraft.core.facts import AssistantFact
from chatgraft.core.project import Project
from chatgraft.edits.python_constants import Constant
from chatgraft.retrieval import Store


def detect(project: Project) -> Iterator[AssistantFact]:  # noqa: ARG001 - every site has pages; nothing shows it
    yield from ()


def env(fact: AssistantFact | None) -> tuple[Variable, ...]:  # noqa: ARG001 - the pages' places come from the frontend
    return ()


def constants(fact: AssistantFact | None, folder: str) -> Mapping[str, Constant]:  # noqa: ARG001 - the same everywhere
    return {}


STORE = Store(
    name="pages",
    detect=detect,
    kit_file="chatkit_retrieval.py",
    packages=(),
    env=env,
    constants=constants,
    rank=0,
    embeds=False,
)
