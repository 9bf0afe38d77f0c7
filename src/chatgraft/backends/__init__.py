"""One module a web framework. The rest of the house knows a backend only by this record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from chatgraft.core.changes import Change
from chatgraft.core.facts import BackendFact
from chatgraft.core.modules import records
from chatgraft.core.project import Project
from chatgraft.edits.python_constants import Constant

PACKAGE = "chatkit_backend"
"""The package that the chat lands as inside of an app."""
API = "/chatkit"
CHAT_NEEDS = (("pydantic", (2, 9)), ("openai", (1, 107)))
"""The oldest that the chat's own packages go with. OpenAI's comes with its agents, which the official SDK needs."""


@dataclass(frozen=True, slots=True)
class Start:
    """How a server is started: `argv` in `folder` (relative to the project's root), with `{port}` for the port.

    `port` is the one that the framework itself takes; `env` is set for the program, `{port}` filled in there, too.
    """

    argv: tuple[str, ...]
    folder: str
    port: int
    env: tuple[tuple[str, str], ...] = ()

    def words(self, port: int | None = None) -> tuple[str, ...]:
        """What is typed."""
        return tuple(word.replace("{port}", str(self.port if port is None else port)) for word in self.argv)


@dataclass(frozen=True, slots=True)
class Landed:
    """Where the chat lies that the owner's app is to carry: the package's folder, relative to the project's root, and
    the path of its API."""

    folder: str
    api: str = API

    @property
    def beside(self) -> str:
        """The folder that the package lies in."""
        return str(PurePosixPath(self.folder).parent)


def no_advice(_project: Project, _fact: BackendFact) -> Iterator[str]:
    """For apps that carry the chat as well as they can."""
    yield from ()


def shows_nothing(_project: Project, _fact: BackendFact) -> frozenset[str]:
    """For apps that show no folder of pages as it lies."""
    return frozenset()


def no_constants(_fact: BackendFact) -> Mapping[str, Constant]:
    """For apps in which the file that carries the chat is the same everywhere."""
    return {}


def with_the_chat(_fact: BackendFact) -> None:
    """For apps that take the chat up by a file beside it."""


@dataclass(frozen=True, slots=True)
class Mount:
    """How the owner's own app carries the chat, which always lands as one folder.

    `server` is the folder of the kit that lands: a file in it takes the place of the common one of that name.
    `obstacle` says why an app cannot take the chat, None where it can; `place` is the folder that gets the package.
    `edits` yields the lines in the owner's files, `start` and `migrate` are the app's own commands, the second run in
    the first one's folder. `shows` names folders of pages that the app shows by itself at `/`; `advice` says what would
    serve the chat better; `constants` are written into the `chatkit_server.py` that lands. `route` is the file among
    the app's routes that joins the two, where it does not lie with the chat; `api` is the chat's path. With
    `own_database` chats are kept where the app keeps its own. `health` is answered once the chat is there.
    """

    server: str
    obstacle: Callable[[Project, BackendFact], str | None]
    place: Callable[[Project, BackendFact], str]
    edits: Callable[[Project, BackendFact, Landed], Iterator[Change]]
    start: Callable[[Project, BackendFact], Start]
    migrate: Callable[[Project, BackendFact, Landed], tuple[str, ...]]
    shows: Callable[[Project, BackendFact], frozenset[str]] = shows_nothing
    advice: Callable[[Project, BackendFact], Iterator[str]] = no_advice
    constants: Callable[[BackendFact], Mapping[str, Constant]] = no_constants
    route: Callable[[BackendFact], str | None] = with_the_chat
    api: str = API
    own_database: bool = False
    health: str = f"{API}/healthz"


@dataclass(frozen=True, slots=True)
class Backend:
    """`detect` yields facts; `mount` joins the chat to the owner's own app and is None where that is not offered.

    `kit` is the folder of `kits` that its chat is made of. The others tell of the service of its own: the folder in the
    kit that carries it, and where it answers.
    `words` are those in which people name it, where its name alone is not what they write.
    """

    name: str
    detect: Callable[[Project], Iterator[BackendFact]]
    mount: Mount | None = None
    kit: str = "python"
    server: str = "fastapi"
    port: int = 8001
    health: str = "/healthz"
    words: tuple[str, ...] = ()


def every() -> dict[str, Backend]:
    """By name, found by walking the package."""
    return {record.name: record for record in records(__name__, "BACKEND", Backend)}
