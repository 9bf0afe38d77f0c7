"""One module an AI source. The rest of the house knows an assistant only by this record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from chatgraft.core.facts import AssistantFact
from chatgraft.core.modules import records
from chatgraft.core.project import Project
from chatgraft.edits.python_constants import Constant


@dataclass(frozen=True, slots=True)
class Variable:
    """An environment value. `example` is what `.env.example` shows; None: shown commented out, as it is a secret."""

    name: str
    why: str
    example: str | None = None


def no_constants(_fact: AssistantFact | None, _folder: str) -> Mapping[str, Constant]:
    """For assistants that are the same in every project."""
    return {}


@dataclass(frozen=True, slots=True)
class Assistant:
    """`kit_file` lies in `kits/python` and lands as `chatkit_assistant.py`; `rank` orders the assistants that a
    project shows (higher first), and 0 is the one that needs nothing; `reads_pages` of the one that answers from the
    site's own text. `speaks`: it asks a chat route of the project's own. `retrieves`: its kit file asks
    `chatkit_retrieval.py` for passages. `named` makes the fact of what the owner names by `--callable`, or raises
    ChatgraftError (exit 2). `constants` are written into the kit file, for this project and the folder that it lands
    in. `words` are those in which people name it, where its name is not what they write.
    """

    name: str
    detect: Callable[[Project], Iterator[AssistantFact]]
    kit_file: str
    packages: tuple[str, ...]
    env: Callable[[AssistantFact | None], tuple[Variable, ...]]
    rank: int
    reads_pages: bool = False
    speaks: bool = False
    retrieves: bool = False
    named: Callable[[Project, str], AssistantFact] | None = None
    constants: Callable[[AssistantFact | None, str], Mapping[str, Constant]] = no_constants
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What a project may ask models by, and the survey tells of, but nothing of ours answers by. `words` are those in
    which people name it.
    """

    name: str
    detect: Callable[[Project], Iterator[AssistantFact]]
    words: tuple[str, ...] = ()


def every_seen() -> dict[str, Seen]:
    """By name, found by walking the package."""
    return {record.name: record for record in records(__name__, "SEEN", Seen)}


def every() -> dict[str, Assistant]:
    """By name, found by walking the package."""
    return {record.name: record for record in records(__name__, "ASSISTANT", Assistant)}
