"""One module an AI source. The rest of the house knows an assistant only by this record."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from chatgraft.core.facts import AssistantFact, BackendFact
from chatgraft.core.modules import records
from chatgraft.core.project import Project
from chatgraft.edits.python_constants import Constant


@dataclass(frozen=True, slots=True)
class Variable:
    """An environment value. `example` is what `.env.example` shows; None: shown commented out, as it is a secret."""

    name: str
    why: str
    example: str | None = None


def no_facts(_project: Project) -> Iterator[AssistantFact]:
    """For assistants that nothing in a project shows."""
    yield from ()


def no_variables(_fact: AssistantFact | None) -> tuple[Variable, ...]:
    """For assistants that need no setting."""
    return ()


def no_constants(_fact: AssistantFact | None, _folder: str) -> Mapping[str, Constant]:
    """For assistants that are the same in every project."""
    return {}


class Fit(Protocol):
    """Refuses what could not be reached from where the chat lands: in which app, None for a service of its own, and
    whether that is bundled. Raises ChatgraftError (exit 2)."""

    def __call__(self, project: Project, fact: AssistantFact, app: BackendFact | None, *, bundled: bool) -> None: ...


def fits_everywhere(project: Project, fact: AssistantFact, app: BackendFact | None, *, bundled: bool) -> None:
    """For assistants that do not mind what carries the chat."""


@dataclass(frozen=True, slots=True)
class Named:
    """What the owner names by `--callable`: words of that `form`, such as those that are `shown`. `find` makes the fact
    of it, or raises ChatgraftError (exit 2); `require_fit` is asked once it is known where the chat lands.
    """

    form: re.Pattern[str]
    shown: str
    find: Callable[[Project, str], AssistantFact]
    require_fit: Fit = fits_everywhere


@dataclass(frozen=True, slots=True)
class Assistant:
    """`kit_file` lies in `kits/python` and lands as `chatkit_assistant.py`, in other kits its twin does; a kit that has
    no such file does without the assistant. `rank` orders the assistants that a project shows (higher first), and 0 is
    the one that needs nothing; `reads_pages` of the one that answers from the site's own text. `speaks`: it asks a chat
    route of the project's own. `retrieves`: its kit file asks `chatkit_retrieval.py` for passages. `named`: it answers
    by what the owner names. `constants` are written into the kit file, for this project and the folder it lands in.
    `words` are those in which people name it, where its name is not what they write.
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
    named: Named | None = None
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
