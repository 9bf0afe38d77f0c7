"""React applications built in code, and what a module makes of them."""

from __future__ import annotations

import json

from chatgraft.core.changes import Change
from chatgraft.core.facts import FrontendFact
from chatgraft.core.project import Project
from chatgraft.frontends import Frontend, MountOptions, Proxy
from tests.unit.sites import package

RENDERS = """import React from 'react';
import { createRoot } from 'react-dom/client';
import App from './App';

createRoot(document.getElementById('root')).render(
  <React.StrictMode>
    <App />
  </React.StrictMode>
);
"""
MOUNTED = RENDERS.replace(
    "from './App';\n", "from './App';\nimport ChatKitBot from './components/ChatKitBot';\n"
).replace("    <App />\n", "    <App />\n    <ChatKitBot />\n")
HYDRATES = RENDERS.replace("createRoot", "hydrateRoot").replace(").render(\n", ",\n")
WANTED = Proxy("/chatkit", "http://127.0.0.1:8001")


def app(react: str = "^19.0.0", scripts: dict[str, str] | None = None, **wants: str) -> str:
    """A package.json of an application; in names of packages `__` stands for `/` and `_` for `-`."""
    named = {name.replace("__", "/").replace("_", "-"): version for name, version in wants.items()}
    return package({"react": react, "react-dom": react, **named}, scripts=scripts or {})


def library(manifest: str) -> str:
    """The same package as a library of components, which leaves React to its users."""
    return json.dumps({**json.loads(manifest), "peerDependencies": {"react": ">=18"}})


def only(frontend: Frontend, project: Project) -> FrontendFact:
    (fact,) = frontend.detect(project)
    return fact


def mounted(frontend: Frontend, project: Project) -> list[Change]:
    fact = only(frontend, project)
    return list(frontend.mount(project, fact, MountOptions(frontend.landing(project, fact))))


def proxied(frontend: Frontend, project: Project) -> list[Change]:
    assert frontend.proxy is not None
    return list(frontend.proxy(project, only(frontend, project), WANTED))
