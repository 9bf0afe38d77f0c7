"""Takes a real site all the way: grafted by the command line, built for production, served with its chat service."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from chatgraft.verbs.grafted import plan_of
from chatgraft.verbs.project import open_project
from tests.fixtures.cable import Cable, cable
from tests.fixtures.model_server import KEY, Model
from tests.fixtures.servers import KitService, free_port, start_kit
from tests.fixtures.site import (
    SITES,
    Shown,
    Site,
    build,
    chatgraft,
    check_out,
    find_variable,
    install_requirements,
    published,
)

_SECRET = "a-secret-of-the-end-to-end-runs-0123456789"


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to deploy. With `same_origin` the chat is at the site's own `/chatkit`, else at an origin of its own;
    with `root`, the Docusaurus site has a `Root` component already. `told_by_environment`: the address is in the
    environment value that the framework reads, and not named when the chat is grafted.
    """

    site: str
    assistant: str
    same_origin: bool
    root: bool = False
    told_by_environment: bool = False


KINDS = {
    "html, site, other origin": Kind("html", "site", same_origin=False),
    "html, openai, same origin": Kind("html", "openai", same_origin=True),
    "docusaurus, openai, other origin": Kind("docusaurus", "openai", same_origin=False),
    "docusaurus with a Root, site, same origin": Kind("docusaurus", "site", same_origin=True, root=True),
}


@dataclass(frozen=True, slots=True)
class Deployment:
    """A site on the air, grafted with `choices`. `line` is the cable over which the browser reaches the chat."""

    kind: Kind
    project: Path
    choices: tuple[str, ...]
    url: str
    line: Cable
    kit: KitService
    model: Model


@contextmanager
def deploy(kind: Kind, folder: Path, model: Model) -> Iterator[Deployment]:
    """Grafts, builds and serves the kind of site in `folder`, until the end of the block."""
    site = Site.read(kind.site)
    project = check_out(site, folder / "project", SITES / "docusaurus-root" if kind.root else None)
    with cable() as line:
        api = "/chatkit" if kind.same_origin else f"http://127.0.0.1:{line.port}/chatkit"
        # A service of its own, also beside an app that could carry the chat: those are held to the protocol elsewhere.
        choices: tuple[str, ...] = ("--yes", "--ui", "selfhosted", "--assistant", kind.assistant)
        choices += ("--wire", "service", "--backend", "fastapi")
        environ = {}
        if kind.told_by_environment:
            environ[str(find_variable(site, project))] = api
        else:
            choices += ("--api-url", api)
        chatgraft(site, project, "add", *choices)
        build(site, project, environ)
        port = free_port()
        url = f"http://localhost:{line.port if kind.same_origin else port}"
        with (
            _service(project / "backend", model, url) as kit,
            published(site, project, Shown(folder / "nginx", port, kit.port if kind.same_origin else None, environ)),
        ):
            line.lead_to(port if kind.same_origin else kit.port)
            yield Deployment(kind, project, choices, url, line, kit, model)


@contextmanager
def carried(site: Site, folder: Path, model: Model) -> Iterator[tuple[Path, str]]:
    """A site whose own server carries the chat, in production: the project, and the site's address."""
    project = check_out(site, folder / "project")
    chatgraft(site, project, "add", "--yes", "--ui", "selfhosted", "--assistant", site.assistant)
    install_requirements(project)
    service = plan_of(open_project(project)).service
    assert service is not None
    port = free_port()
    environ = {**_production(model, f"http://localhost:{port}"), "PATH": f"{project}/.venv/bin:{os.environ['PATH']}"}
    subprocess.run(
        service.migrate, cwd=project / service.start.folder, env=os.environ | environ, check=True, capture_output=True
    )
    with published(site, project, Shown(folder / "nginx", port, None, environ)):
        yield project, f"http://localhost:{port}"


def _production(model: Model, origin: str) -> dict[str, str]:
    """What the deployment document has its reader set."""
    return {
        "CHATKIT_ENV": "production",
        "CHATKIT_SECRET": _SECRET,
        "CHATKIT_ORIGINS": origin,
        "CHATKIT_TRUSTED_PROXIES": "127.0.0.1",
        **model_settings(model),
    }


@contextmanager
def _service(backend: Path, model: Model, origin: str) -> Iterator[KitService]:
    """The grafted service as its deployment document says: production, migrated, limits that a run does not reach."""
    shutil.copy(backend / ".env.example", backend / ".env")
    settings = _production(model, origin)
    migrate = [sys.executable, str(backend / "chatkit_server.py"), "migrate"]
    subprocess.run(migrate, cwd=backend.parent, env=os.environ | settings, check=True, capture_output=True)
    with start_kit(backend, settings) as kit:
        yield kit


def model_settings(model: Model) -> dict[str, str]:
    """What the service is told so that it asks the imitation instead of OpenAI."""
    return {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": model.url}
