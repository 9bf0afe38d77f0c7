"""What a survey finds: facts, each with the places it rests on. Never decisions.

Field names are those of `survey --json`, which is a contract. Paths have forward slashes and are relative to the
project's root, but `mount`, `mounts` and `static` are relative to their frontend's own root.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

ANSWERS, RETRIEVES, EMBEDS = "answers", "retrieves", "embeds"
"""What an AI source is for."""
CLEAR = 0.5
"""What is less sure lies in an example or a test: the survey shows it, and only its owner may choose it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why we believe a fact: a place that the owner can open. `line` is 1-based."""

    file: str
    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Mount:
    """A file that wraps or loads the whole site."""

    file: str
    exists: bool


@dataclass(frozen=True, slots=True)
class ChatEndpoint:
    """A chat route that the project already has. `request` maps a field to its type: str int float bool list object.

    `response` is the field that holds the answer, with dots where it lies deeper; None: the whole body or event does.
    `format` is json, sse, ndjson or text; `body` says how the fields are sent: json, form or query. `roles` maps what
    a chat has to say (question, history, quote, page, thread) to the field that takes it; `items` is what a history
    consists of: messages (each a role and its content) or strings. `needs` are fields that the route wants and a chat
    knows nothing of. `port` is where the app listens while it is worked on; `csrf`: Django's token goes along.
    """

    method: str
    path: str
    file: str
    line: int
    request: dict[str, str]
    response: str | None
    streams: bool
    format: str = "json"
    body: str = "json"
    roles: dict[str, str] = field(default_factory=dict)
    items: str | None = None
    needs: tuple[str, ...] = ()
    port: int = 8000
    csrf: bool = False
    score: float = 0
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Asking:
    """How code on Node asks who is signed in: `gives` is the expression of what it is told. `takes` are the parameters
    that it needs, each with its type, as the framework gives them to its own handlers. `imports` are names and what
    each is imported from: a package or, after `./`, a file relative to the project's root.
    """

    gives: str
    takes: tuple[tuple[str, str], ...] = ()
    imports: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What an app's own routes ask for the user who is signed in: `name` in `module`, as the app imports that.

    `id` is the field or key of what it gives that tells users apart; empty: all of it; None: the code does not show
    it. `by` says what a browser shows for it: cookie, header or both. `asking` is there where it takes more than to
    read `name` of a request.
    """

    module: str
    name: str
    id: str | None
    by: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    asking: Asking | None = None


@dataclass(frozen=True, slots=True)
class FrontendFact:
    framework: str
    version: str | None
    root: str
    language: str | None
    package_manager: str | None
    mounts: tuple[Mount, ...]
    confidence: float
    evidence: tuple[Evidence, ...]
    workspace: str | None = None
    router: str | None = None
    react_version: str | None = None
    csp: str | None = None
    chat_endpoints: tuple[ChatEndpoint, ...] = ()

    @property
    def mount(self) -> str:
        return self.mounts[0].file

    def path(self, file: str) -> str:
        """A file of this frontend, relative to the project's root. A folder that ends in a slash keeps it."""
        path = posixpath.normpath(f"{self.root}/{file}")
        if file and not file.endswith("/"):
            return path
        return "" if path == "." else f"{path}/"


@dataclass(frozen=True, slots=True)
class Script:
    """How the code of an app on Node is written. `language` is javascript or typescript, `modules` esm or commonjs, as
    the file itself is written and whatever it is made into. `ending` is what a relative import of a module of the same
    language ends in: `.js`, `.ts`, or nothing. `out` is the folder that TypeScript is compiled to, relative to the
    app's root, None where the code is run or bundled as it lies; `source` is the folder that is compiled to it.
    `requires`: compiled, each `import` becomes a `require`, also one that is not written at the top.
    """

    language: str
    modules: str
    ending: str = ""
    out: str | None = None
    source: str = "."
    requires: bool = False


@dataclass(frozen=True, slots=True)
class DeployFact:
    """Where an app is deployed: `host` is a name of the room `deploys`. `is_configured`: the app's own configuration
    says so, and it is not only that something of the host lies beside it."""

    host: str
    evidence: Evidence
    is_configured: bool = False


@dataclass(frozen=True, slots=True)
class BackendFact:
    framework: str
    root: str
    entry: str
    interface: str
    factory: bool
    confidence: float
    evidence: tuple[Evidence, ...]
    version: str | None = None
    chat_endpoints: tuple[ChatEndpoint, ...] = ()
    signed_in: SignedIn | None = None
    script: Script | None = None
    deploy: DeployFact | None = None


@dataclass(frozen=True, slots=True)
class DatabaseFact:
    kind: str
    url_variable: str | None
    through: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the owner's that answers. `folder` is what its module's name begins at, relative to the project's
    root; a script's module is named by its file. `takes` are what its parameters are given, where that is told ahead.
    """

    module: str
    name: str
    folder: str
    takes: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """That of a script, relative to the project's root."""
        return posixpath.normpath(posixpath.join(self.folder, self.module))


@dataclass(frozen=True, slots=True)
class PassagesFact:
    """Where a store's passages lie in it, or with which model they were embedded; None or empty what no code says.

    `fields` maps what a passage has (text, title, url) to the field that has it, `variables` a purpose (address, key,
    collection) to the variable's name. `vector` names the vector among several or the column, `part` the part of a
    collection that counts (a namespace, a condition). `folder` is a local store's, relative to the project's root.
    `embeds_itself`: the store takes words. `dimensions` are those that vectors were cut to.
    """

    fields: dict[str, str] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)
    vector: str | None = None
    folder: str | None = None
    part: str | None = None
    embeds_itself: bool = False
    dimensions: int | None = None


@dataclass(frozen=True, slots=True)
class AssistantFact:
    """`role` says what it is for: `answers`, `retrieves` or `embeds`. `endpoint` is a chat route that answers;
    `is_carriers`: one of the app that carries the chat. `key_variable` names the variable of a provider's key.
    """

    kind: str
    evidence: tuple[Evidence, ...]
    role: str = ANSWERS
    model: str | None = None
    base_url: str | None = None
    key_variable: str | None = None
    collection: str | None = None
    payload_field: str | None = None
    endpoint: ChatEndpoint | None = None
    function: Function | None = None
    passages: PassagesFact = field(default_factory=PassagesFact)
    is_carriers: bool = False


@dataclass(frozen=True, slots=True)
class ChatUiFact:
    """A chat that visitors of the project have already. `mounted_at` is `file:line`: who shows it."""

    kind: str
    file: str
    evidence: tuple[Evidence, ...]
    library: str | None = None
    mounted_at: str | None = None
    confidence: float = 0.95


@dataclass(frozen=True, slots=True)
class Survey:
    """Everything that was found, each list best first."""

    root: str
    frontends: tuple[FrontendFact, ...] = ()
    backends: tuple[BackendFact, ...] = ()
    databases: tuple[DatabaseFact, ...] = ()
    assistants: tuple[AssistantFact, ...] = ()
    chat_uis: tuple[ChatUiFact, ...] = ()
