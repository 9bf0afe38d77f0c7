"""What the code of a project calls and reads, in Python and in JavaScript alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chatgraft.core.project import Project

_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Value:
    """What an argument is, as far as the code says it: a text, the variable that it comes from, or both.

    `variable` is None where it could be no variable's name."""

    text: str | None = None
    variable: str | None = None

    def __post_init__(self) -> None:
        # Code may hand a secret to what looks like a reader of variables; facts show a variable's name to everybody.
        if self.variable is not None and not _VARIABLE.fullmatch(self.variable):
            object.__setattr__(self, "variable", None)

    def __bool__(self) -> bool:
        return self.text is not None or self.variable is not None


NOTHING = Value()


@dataclass(frozen=True, slots=True)
class Called:
    """A call. `name` has its dots (`client.query_points`); `words` are arguments by name, or an object's members. `of`
    is the call that makes the object whose method it is (`QdrantClient`), where the code says so."""

    name: str
    words: Mapping[str, Value]
    placed: tuple[Value, ...]
    file: str
    line: int
    of: str = ""

    def argument(self, name: str, position: int | None = None) -> Value:
        if found := self.words.get(name):
            return found
        is_there = position is not None and position < len(self.placed)
        return self.placed[position] if is_there and position is not None else NOTHING


@dataclass(frozen=True, slots=True)
class Member:
    """A field that is read of something, or written into it: `text` of a `payload`."""

    of: str
    name: str
    file: str
    line: int


def calls(project: Project, *words: bytes, ending: tuple[str, ...] = ("",)) -> Iterator[Called]:
    """Each call in the files whose bytes hold one of the words, its name having one of the endings; examples and tests
    last. What arguments are is looked up for these calls alone, which takes longer than to find them."""
    from chatgraft.calls import python, script  # noqa: PLC0415  (they make what is defined here)

    yield from python.calls(project, *words, ending=ending)
    yield from script.calls(project, *words, ending=ending)


def members(project: Project, *of: str) -> Iterator[Member]:
    """Each field that the project's code reads or writes of what has one of these names."""
    from chatgraft.calls import python, script  # noqa: PLC0415

    yield from python.members(project, *of)
    yield from script.members(project, *of)
