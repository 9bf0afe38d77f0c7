"""A plan as data: it prints as text or JSON, and rendering it needs no further decision."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import Any

from chatgraft.backends import API, Start
from chatgraft.core.errors import Finding
from chatgraft.core.facts import AssistantFact, BackendFact, ChatUiFact, DeployFact, FrontendFact, SignedIn
from chatgraft.core.python_managers import PythonManager
from chatgraft.deploys import answers_by_functions
from chatgraft.frontends import Dev, Landing, Proxy, Variable


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the plan as an owner reads it."""

    part: str
    choice: str
    reason: str


@dataclass(frozen=True, slots=True)
class Site:
    """The frontend that gets the widget. `pages` are the globs of pages that the owner named.

    `proxy` is set where the site's development server is to pass the chat on; `variable` where the site can read the
    chat's address from its environment.
    """

    fact: FrontendFact
    landing: Landing
    dev: Dev
    build: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    proxy: Proxy | None = None
    variable: Variable | None = None

    @property
    def widget(self) -> str:
        """The widget's folder, relative to the project's root."""
        return self.fact.path(self.landing.folder)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A record by its name, and what the project shows of it."""

    name: str
    fact: AssistantFact | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """Where the project's own runner does not load the kit's modules: the `file` of the project by which it shows the
    tests as its own. What Node runs for that is `program`, named from there. `by_require`: modules are CommonJS.
    """

    file: str
    program: tuple[str, ...]
    by_require: bool


@dataclass(frozen=True, slots=True)
class OwnTests:
    """The tests that land with a service where its kit leaves the runner open: their `file` beside the others, the
    `module` of the runner, and what runs them, typed in the folder in which the service is started.

    `compiled`: it takes the kit's own way of running TypeScript. `why` the project's own runner does not run them.
    """

    file: str
    module: str
    run: tuple[str, ...]
    shown: Shown | None = None
    compiled: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """The chat service that lands in the project: of its own, or mounted in an app that is there.

    `kit` is the folder of `kits` that it is made of, and `server` the folder in that which carries it. `start` runs it,
    which for a mounted one is the app's own command; `migrate` is run in the same folder. `health` is a path that
    answers once it is up. `requirements` is the file that names its packages, which `manager` keeps where there is one.
    `package` is the folder's name inside `root` when the files cannot lie flat there, else None; `launcher` is the file
    in `root` that starts a service of its own.

    `environment` is the virtual environment that is made where the project has none, relative to the project's root;
    None where the service needs none, or its manager makes it. `install` is what is typed beside `requirements` where
    no manager of Python's says it. `api` is the chat's path. `built`: the
    app is bundled for production, and the chat with it.

    `retrieval` is where passages come from that go to a model with a question, and `embedding` makes a question a
    vector; None where the assistant, or the store, does without.

    `fact` is the app that carries a mounted one; `shows_site`: it shows the site, too. With `own_database` chats are
    kept where that app keeps its own data, and `database` is None. `apart`: an app is there whose packages do not go
    with the chat's, so that its environment is not for them.
    """

    backend: str
    server: str
    root: str
    start: Start
    migrate: tuple[str, ...]
    health: str
    requirements: str
    database: str | None
    assistant: str
    assistant_fact: AssistantFact | None = None
    retrieval: Chosen | None = None
    embedding: Chosen | None = None
    package: str | None = None
    launcher: str | None = None
    fact: BackendFact | None = None
    shows_site: bool = False
    own_database: bool = False
    apart: bool = False
    manager: PythonManager | None = None
    kit: str = "python"
    environment: str | None = None
    install: tuple[str, ...] = ()
    api: str = API
    built: bool = False
    tests: OwnTests | None = None

    @property
    def wire(self) -> str:
        """`mount` or `service`."""
        return "mount" if self.fact else "service"

    @property
    def functions(self) -> DeployFact | None:
        """What shows that functions carry it where the app is deployed; None where a program does that lives on."""
        deploy = self.fact.deploy if self.fact else None
        return deploy if answers_by_functions(deploy) else None

    @property
    def port(self) -> int:
        return self.start.port

    @property
    def folder(self) -> str:
        """Where the theirs-zone files lie, relative to the project's root."""
        return str(PurePosixPath(self.root, self.package or ""))

    @property
    def home(self) -> str:
        """Where settings and data lie: beside what starts a service of its own, else in the chat's own folder."""
        return self.root if self.launcher else self.folder

    def path(self, file: str) -> str:
        """A file of settings or data, such as `.env`, relative to the project's root."""
        return str(PurePosixPath(self.home, file))


@dataclass(frozen=True, slots=True)
class Plan:
    """`api_url` None: the widget's default (the local service on loopback hosts, `/chatkit` elsewhere).

    `asked` are the features that the owner has named, which may cost what a default one does not. `taken_over` are
    chats of the project that speak ChatKit already and get the service behind them.
    """

    site: Site | None
    service: Service | None
    ui: str
    features: frozenset[str]
    api_url: str | None = None
    domain_key: str | None = None
    decisions: tuple[Decision, ...] = ()
    findings: tuple[Finding, ...] = ()
    taken_over: tuple[ChatUiFact, ...] = ()
    asked: frozenset[str] = frozenset()

    @property
    def tags(self) -> frozenset[str]:
        """What is true of this plan, for texts that apply only where it is."""
        found = {f"ui-{self.ui}", "api-url" if self.api_url else "api-default", *self.features}
        if self.site:
            found |= {"frontend", self.site.fact.framework, f"kit-{self.site.landing.kit}"}
            found |= {f"pm-{self.site.fact.package_manager}"} if self.site.fact.package_manager else set()
            found |= {"proxied"} if self.site.proxy else set()
            found |= {"variable"} if self.site.variable else set()
            found |= {"dev-server"} if self.site.dev.argv else set()
            found |= {"built"} if self.site.build else set()
        if self.service:
            found |= {"service", self.service.backend, f"on-{self.service.kit}", f"assistant-{self.service.assistant}"}
            found |= {self.service.database or "own-database", "package" if self.service.package else "flat"}
            found |= {"mounted" if self.service.fact else "standalone"}
            found |= {"retrieval", f"retrieval-{self.service.retrieval.name}"} if self.service.retrieval else set()
            found |= {f"embedding-{self.service.embedding.name}"} if self.service.embedding else set()
            found |= {"shows-site"} if self.service.shows_site else set()
            found |= {"bundled"} if self.service.built else set()
            found |= {"serverless"} if self.service.functions else set()
            found |= {"tests-shown"} if self.service.tests and self.service.tests.shown else set()
            found |= _user_tags(self.service.fact.signed_in if self.service.fact else None)
        return frozenset(found)

    def to_json(self) -> dict[str, Any]:
        """The `plan` field of the JSON envelope."""
        return {
            "frontend": asdict(self.site) if self.site else None,
            "backend": {"wire": self.service.wire, **asdict(self.service)} if self.service else None,
            "ui": self.ui,
            "api_url": self.api_url,
            "features": sorted(self.features),
            "decisions": [asdict(decision) for decision in self.decisions],
        }


def _user_tags(known: SignedIn | None) -> set[str]:
    """Whether the app's users are known, and whether a browser shows who they are only when it is told to."""
    if known is None or known.id is None:
        return set()
    return {"users", "users-token"} if known.by == ("header",) else {"users"}
