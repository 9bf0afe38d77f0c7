"""What an answer may rest on: one module a store of passages, one a maker of embeddings.

The rest of the house knows them only by these two records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from chatgraft.assistants import Variable
from chatgraft.core.facts import AssistantFact
from chatgraft.core.modules import records
from chatgraft.core.project import Project
from chatgraft.edits.python_constants import Constant


@dataclass(frozen=True, slots=True)
class Store:
    """`kit_file` lies in `kits/python` and lands as `chatkit_retrieval.py`. `constants` are written into it, for the
    folder that it lands in. `embeds`: the question becomes a vector first. `rank` orders what a project shows (higher
    first); 0 is the one that every site has. `words` are those in which people name it, where its name is not what
    they write.
    """

    name: str
    detect: Callable[[Project], Iterator[AssistantFact]]
    kit_file: str
    packages: tuple[str, ...]
    env: Callable[[AssistantFact | None], tuple[Variable, ...]]
    constants: Callable[[AssistantFact | None, str], Mapping[str, Constant]]
    rank: int
    embeds: bool = True
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Embedding:
    """`kit_file` lands as `chatkit_embedding.py`. `by_store`: the store embeds the question itself. Of several that a
    project shows the one with the higher `rank` counts, and 0 is the one that is taken where it shows none. `cuts`: its
    vectors can be made shorter. `words` are those in which people name it.
    """

    name: str
    detect: Callable[[Project], Iterator[AssistantFact]]
    kit_file: str
    packages: tuple[str, ...]
    env: Callable[[AssistantFact | None], tuple[Variable, ...]]
    rank: int
    by_store: bool = False
    cuts: bool = False
    words: tuple[str, ...] = ()

    def constants(self, fact: AssistantFact | None, _folder: str) -> Mapping[str, Constant]:
        """What is written into the kit file, as far as the project says it."""
        found: dict[str, Constant] = {"MODEL": fact.model} if fact and fact.model else {}
        size = fact.passages.dimensions if fact and self.cuts else None
        return found | ({"DIMENSIONS": size} if size else {})


def every_store() -> dict[str, Store]:
    """By name, found by walking the package."""
    return {record.name: record for record in records(f"{__name__}.stores", "STORE", Store)}


def every_embedding() -> dict[str, Embedding]:
    """By name, found by walking the package."""
    return {record.name: record for record in records(f"{__name__}.embeddings", "EMBEDDING", Embedding)}
