"""What the modules of sites with a Node server of their own have in common: a file among its routes carries the chat.

No framework by itself.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from chatgraft import frontends
from chatgraft.backends import API, Backend, Landed, Mount, Start
from chatgraft.backends.node_app import KIT, migrate
from chatgraft.core.changes import Change
from chatgraft.core.facts import BackendFact, FrontendFact, Script
from chatgraft.core.project import Project
from chatgraft.deploys import find_deploy, no_node
from chatgraft.edits.script_style import ESM
from chatgraft.frontends.node_site import manifest_of

Told = Callable[[Project, FrontendFact], bool]


def no_edits(_project: Project, _fact: BackendFact, _landed: Landed) -> Iterator[Change]:
    """For frameworks that find routes by their files."""
    yield from ()


def always(_project: Project, _fact: FrontendFact) -> bool:
    """For frameworks that make nothing but servers."""
    return True


@dataclass(frozen=True, slots=True)
class SiteServer:
    """`name` is the frontend's. `serves` says whether the site has a server in production and is not only files;
    `route` is the file that answers for the chat, relative to the site's root, without its ending, and `folder` the
    one that the chat's own lies in. `kit` is the folder of what lands there; `api` is the path that it answers at.
    `extensions` are those of routes in TypeScript and in JavaScript.
    """

    name: str
    route: Callable[[Project, FrontendFact], str]
    kit: str
    serves: Told = always
    folder: Callable[[Project, FrontendFact], str] = lambda _project, _fact: "."
    edits: Callable[[Project, BackendFact, Landed], Iterator[Change]] = no_edits
    api: str = API

    def detect(self, project: Project) -> Iterator[BackendFact]:
        for fact in frontends.every()[self.name].detect(project):
            if self.serves(project, fact):
                yield self._fact(project, fact)

    def _fact(self, project: Project, fact: FrontendFact) -> BackendFact:
        typed = fact.language == "typescript"
        entry = f"{self.route(project, fact)}.{'ts' if typed else 'js'}"
        seen = replace(fact.evidence[0], why=f"{fact.evidence[0].why}, which has a server")
        return BackendFact(
            framework=self.name,
            root=fact.root,
            entry=fact.path(entry),
            interface="node",
            factory=False,
            confidence=fact.confidence,
            evidence=(seen,),
            version=fact.version,
            script=Script("typescript" if typed else "javascript", ESM),
            deploy=find_deploy(project, fact.root),
        )

    def obstacle(self, project: Project, fact: BackendFact) -> str | None:
        """A host without Node, or a route of the site's own at the chat's address."""
        stem = posixpath.splitext(fact.entry)[0]
        taken = (file for file in project.files if file.startswith((f"{stem}.", f"{posixpath.dirname(stem)}/+")))
        route = next((f"it has a route at {self.api} of its own ({file})" for file in taken), None)
        return no_node(fact.deploy) or route

    def place(self, project: Project, fact: BackendFact) -> str:
        site = self._site(project, fact)
        return posixpath.normpath(site.path(self.folder(project, site)) or ".")

    def start(self, project: Project, fact: BackendFact) -> Start:
        dev = frontends.every()[self.name].dev(project, self._site(project, fact))
        return Start((*dev.argv, *dev.options), fact.root, dev.port, (("PORT", "{port}"), ("BROWSER", "none")))

    def _site(self, project: Project, fact: BackendFact) -> FrontendFact:
        return next(each for each in frontends.every()[self.name].detect(project) if each.root == fact.root)

    def backend(self) -> Backend:
        mount = Mount(
            server=f"mounts/{self.kit}",
            obstacle=self.obstacle,
            place=self.place,
            edits=self.edits,
            start=self.start,
            migrate=migrate,
            route=lambda fact: fact.entry,
            api=self.api,
            health=f"{self.api}/healthz",
        )
        words = (f"{self.name} server", f"{self.name} backend")
        return Backend(name=self.name, detect=self.detect, mount=mount, kit=KIT, server="", words=words)


def scripts_saying(project: Project, fact: FrontendFact, word: str) -> bool:
    """Whether the site's build is a command that makes files alone, such as `nuxt generate`."""
    return word in manifest_of(project, fact).scripts.get("build", "")
