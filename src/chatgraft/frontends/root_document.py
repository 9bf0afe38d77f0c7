"""What React Router and Remix share: one component, `root`, renders the whole document. No framework by itself."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from chatgraft.core.changes import ByHand, Change
from chatgraft.core.facts import FrontendFact, Mount
from chatgraft.core.project import PackageManifest, Project
from chatgraft.edits import together
from chatgraft.edits.javascript import add_import
from chatgraft.edits.jsx_body import insert_before_end
from chatgraft.frontends import Dev, Landing, MountOptions
from chatgraft.frontends.node_site import COMPONENT, Server, dev_server, find_first, import_path, manifest_of, script

ROOTS = tuple(f"root.{ending}" for ending in ("tsx", "jsx", "ts", "js"))
APP = "app"
TAG = f"<{COMPONENT} />"
BROUGHT = ("@openai/chatkit-react", "react-dom")
"""What the component imports and the frameworks do not bundle ahead by themselves; `react` they do."""
OWN_SERVER_PORT = 3000
"""Where the servers of the official templates listen, unless `PORT` says otherwise."""


def mount_in(project: Project, manifest: PackageManifest, app: str) -> Mount:
    """The component that renders the document, in the folder of the app's code."""
    there = find_first(project, manifest, (posixpath.normpath(f"{app}/{name}") for name in ROOTS))
    return Mount(there or f"{app}/{ROOTS[0]}", exists=there is not None)


def text_option(options: Any, key: str, default: str) -> str:
    """A folder that the configuration names, as far as it is written out; its default elsewhere."""
    value = options.get(key) if isinstance(options, dict) else None
    return posixpath.normpath(value) if isinstance(value, str) and value else default


def landing(_project: Project, fact: FrontendFact) -> Landing:
    """Among the app's code, where its alias and its linter look. Both frameworks ask for React 18 or newer."""
    return Landing(str(fact.language), f"{posixpath.dirname(fact.mount)}/components/{COMPONENT}")


def mount(project: Project, fact: FrontendFact, options: MountOptions) -> Iterator[Change]:
    """At the end of each `<body>`: an error boundary may have a document of its own, and who lands there asks, too."""
    place = "among the imports, and right before </body>"
    statement = f"import {COMPONENT} from '{import_path(fact.mount, options.landing.folder)}';"
    source = project.find_source(fact.path(fact.mount)) if fact.mounts[0].exists else None
    if source is None:
        yield ByHand(fact.path(fact.mount), place, f"{statement}\n{TAG}", "the component was not found there")
    else:
        edits = add_import(source, statement), insert_before_end(source, "body", TAG)
        yield from together(place, f"{statement}\n{TAG}", *edits)


def dev(project: Project, fact: FrontendFact, server: Server) -> Dev:
    """The `dev` script. Where it runs the framework's own command, that takes a port; a server of the owner's not."""
    scripts = manifest_of(project, fact).scripts
    said = scripts.get("dev", scripts.get("start"))
    if said is not None and not re.search(server.says, said):
        return Dev(script(project, fact, "dev", "start"), OWN_SERVER_PORT)
    return dev_server(project, fact, server)
