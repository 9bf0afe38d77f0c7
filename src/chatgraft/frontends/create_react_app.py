"""Create React App, in JavaScript or TypeScript: the chat is shown beside what `src/index` renders.

In development `src/setupProxy.js` passes the chat on (create-react-app.dev/docs/proxying-api-requests-in-development).
The field `proxy` of package.json would not do: it sends every request that is no page to that one address, names a
site's only backend, turns on a check of the host that ends `react-scripts start` on a machine without a network, and
writes another `Origin` than the visitor's, which is what the service judges a request by.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from chatgraft.core.changes import ByHand, Change, Create
from chatgraft.core.facts import FrontendFact
from chatgraft.core.project import Project
from chatgraft.frontends import Dev, Frontend, Proxy, Variable
from chatgraft.frontends.node_site import Server, built_by, dev_server, wanting
from chatgraft.frontends.react_site import Entry, describe_site, find_entry, is_application, landing, mount, pages

PACKAGE = "react-scripts"
ENTRIES = tuple(f"src/index.{ending}" for ending in ("mjs", "js", "ts", "tsx", "jsx"))  # in the order of its own search
SETUP = "src/setupProxy.js"
SERVICE = "http://127.0.0.1:8001"


def detect(project: Project) -> Iterator[FrontendFact]:
    for manifest in wanting(project, PACKAGE):
        entry = find_entry(project, map(manifest.path, ENTRIES))
        if entry and is_application(project, manifest):
            yield describe_site(project, manifest, "create-react-app", PACKAGE, Entry(entry))


def dev(project: Project, fact: FrontendFact) -> Dev:
    """`react-scripts start` takes its port from the environment alone."""
    return dev_server(project, fact, Server((PACKAGE, "start"), 3000, ("start", "dev"), options=()))


def proxy(project: Project, fact: FrontendFact, wanted: Proxy) -> Iterator[Change]:
    kit = (files("chatgraft.kits") / "widget" / "mounts" / "create-react-app" / "setupProxy.js").read_bytes()
    data = kit.replace(SERVICE.encode(), wanted.target.encode())
    there = fact.path(SETUP)
    if (fact.version or "").startswith(("0.", "1.")):
        yield ByHand(there, "in a file of this name", data.decode(), "react-scripts reads it since its version 2")
    elif there in project.files or fact.path("src/setupProxy.ts") in project.files:
        yield ByHand(there, "among its proxies", data.decode(), "the file is yours and sets up proxies already")
    else:
        yield Create(there, data)


FRONTEND = Frontend(
    name="create-react-app",
    detect=detect,
    landing=landing,
    mount=mount,
    dev=dev,
    build=built_by(PACKAGE, "build"),
    output_dir=lambda _project, _fact: "build",
    pages=lambda _project, _fact: pages("build"),
    variable=lambda _project, _fact: Variable("REACT_APP_CHATKIT_API", "process.env.REACT_APP_CHATKIT_API"),
    proxy=proxy,
    rank=0,
    builds=True,
    words=("create react app", "CRA", "react scripts", "react"),
)
