"""One module a framework. The rest of the house knows a frontend only by this record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chatgraft.core.changes import Change
from chatgraft.core.facts import FrontendFact
from chatgraft.core.modules import records
from chatgraft.core.project import Project

WIDGET = "chatkit-widget"
"""The folder of the framework-free widget."""


@dataclass(frozen=True, slots=True)
class Landing:
    """Where the widget's files land. `kit` is a folder of `kits/widget`, `folder` relative to the frontend's root."""

    kit: str
    folder: str


@dataclass(frozen=True, slots=True)
class Pages:
    """Where the site's own text lies, for the `site` assistant: a folder relative to the frontend's root and the URL
    prefix under which the site shows it. The first source that knows a URL wins. `clean`: the site shows the page of
    `a.html` at `a`, without the ending. `bare`: no more text is to be expected there than files of the owner's hold,
    since the rest of it is made in the browser or when a page is asked for. `flavor` names the rules by which Markdown
    gets its addresses and anchors, one of the kit's `site_search/flavors`; Docusaurus' where there is none."""

    folder: str
    url: str = "/"
    clean: bool = False
    bare: bool = False
    flavor: str = ""


@dataclass(frozen=True, slots=True)
class Dev:
    """How the site is shown while one works on it. `argv` empty: `chatgraft dev` serves `folder` itself, relative to
    the frontend's root, after one build of the site where it has a build.

    `options` come after `argv` where a port is chosen and no browser is to open: `{port}` stands for the port, which
    the program finds as `PORT` in its environment, too. `app` is the file of the web app that is started by it,
    relative to the project's root, where that may be one that carries the chat.
    """

    argv: tuple[str, ...]
    port: int
    options: tuple[str, ...] = ()
    folder: str = "."
    app: str | None = None


@dataclass(frozen=True, slots=True)
class Proxy:
    """Requests for `path`, and what lies below it, are passed on to `target`, an origin, with their path as it is."""

    path: str
    target: str


@dataclass(frozen=True, slots=True)
class MountOptions:
    """What was decided that bears on the mount. `pages` are globs relative to the frontend's root; `proxy` is for
    frameworks in which one and the same edit loads the chat and passes its requests on.
    """

    landing: Landing
    pages: tuple[str, ...] = ()
    proxy: Proxy | None = None


@dataclass(frozen=True, slots=True)
class Variable:
    """An environment value that the framework's own rule lets the browser see, and the JavaScript that reads it in
    `chatkit.config`; None where what the mount yields reads it instead. `statement` is the import that the expression
    needs, if any.
    """

    name: str
    expression: str | None
    statement: str | None = None


def no_variable(_project: Project, _fact: FrontendFact) -> None:
    """For frameworks that let the browser see nothing of the environment."""


@dataclass(frozen=True, slots=True)
class Frontend:
    """`detect` yields facts; `landing` says which widget kit fits a site; `mount` yields the edits that load it once
    for the whole site; `dev`, `build`, `output_dir` and `pages` are asked by whoever runs, proves or indexes it.

    `output_dir` is where the build leaves what a host shows, relative to the frontend's root. `variable` names the
    environment value for the chat's address, None where this project cannot read one. `proxy` yields the edits by
    which the site's own development server passes the chat on; a `ByHand` among them means: do without.

    Of frameworks with `builds`, which make an application of code by a bundler, the one of the highest `rank` speaks
    for a folder. Documentation and templates are something beside it; plain pages give way to all.

    `words` are those in which people name it in a sentence, where its name alone is not what they write.
    """

    name: str
    detect: Callable[[Project], Iterator[FrontendFact]]
    landing: Callable[[Project, FrontendFact], Landing]
    mount: Callable[[Project, FrontendFact, MountOptions], Iterator[Change]]
    dev: Callable[[Project, FrontendFact], Dev]
    build: Callable[[Project, FrontendFact], tuple[str, ...]]
    output_dir: Callable[[Project, FrontendFact], str]
    pages: Callable[[Project, FrontendFact], tuple[Pages, ...]]
    variable: Callable[[Project, FrontendFact], Variable | None] = no_variable
    proxy: Callable[[Project, FrontendFact, Proxy], Iterator[Change]] | None = None
    rank: int = 1
    builds: bool = False
    words: tuple[str, ...] = ()


def every() -> dict[str, Frontend]:
    """By name, found by walking the package: a new framework is a new file here and nothing else."""
    return {record.name: record for record in records(__name__, "FRONTEND", Frontend)}
