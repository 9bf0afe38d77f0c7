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

from chatgraft import frontends
from chatgraft.core.project import Project
from chatgraft.survey import survey
from tests.fixtures.cable import Cable, cable
from tests.fixtures.model_server import KEY, Model
from tests.fixtures.npm import installed, link_packages, run
from tests.fixtures.servers import KitService, free_port, start_kit
from tests.fixtures.web import serve

_SITES = Path(__file__).resolve().parents[1] / "fixtures" / "sites"
_NOT_THE_SITES = ("node_modules", "build", ".docusaurus", "fixture.json")
_SECRET = "a-secret-of-the-end-to-end-runs-0123456789"


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to deploy. With `same_origin` the chat is at the site's own `/chatkit`, else at an origin of its own;
    with `root`, the Docusaurus site has a `Root` component already.
    """

    site: str
    assistant: str
    same_origin: bool
    root: bool = False


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
    project = _project(kind, folder / "project")
    with cable() as line:
        api = "/chatkit" if kind.same_origin else f"http://127.0.0.1:{line.port}/chatkit"
        choices = ("--yes", "--ui", "selfhosted", "--assistant", kind.assistant, "--api-url", api)
        chatgraft(project, "add", *choices)
        pages = _build(project, folder / "public")
        port = free_port()
        url = f"http://localhost:{line.port if kind.same_origin else port}"
        with (
            _service(project / "backend", model, url) as kit,
            serve(pages, folder / "nginx", port, kit.port if kind.same_origin else None),
        ):
            line.lead_to(port if kind.same_origin else kit.port)
            yield Deployment(kind, project, choices, url, line, kit, model)


def _project(kind: Kind, project: Path) -> Path:
    """A git checkout of the site, with its packages installed."""
    shutil.copytree(_SITES / kind.site, project, ignore=shutil.ignore_patterns(*_NOT_THE_SITES))
    if kind.root:
        shutil.copytree(_SITES / "docusaurus-root", project, dirs_exist_ok=True)
    if (project / "package.json").exists():
        link_packages(installed(_SITES / kind.site), project)
    if (project / "requirements.txt").exists():
        uv = str(Path(sys.executable).with_name("uv"))
        run([uv, "venv", "--quiet", ".venv"], project)
        run([uv, "pip", "install", "--quiet", "--python", ".venv/bin/python", "-r", "requirements.txt"], project)
    who = ["-c", "user.name=Owner", "-c", "user.email=owner@example.org"]
    for command in (["init", "-q"], ["add", "."], [*who, "commit", "-q", "-m", "The site before the chat"]):
        subprocess.run(["git", *command], cwd=project, check=True)
    return project


def chatgraft(project: Path, verb: str, *choices: str) -> None:
    """The command line itself, as the owner would run it in the project."""
    run([sys.executable, "-m", "chatgraft", verb, ".", *choices], project)


def _build(project: Path, public: Path) -> Path:
    """The pages as a host would publish them: the build's output, or where there is no build the site without its
    service."""
    fact = survey(Project(project)).frontends[0]
    frontend = frontends.every()[fact.framework]
    if command := list(frontend.build(fact)):
        own = project / ".venv" / "bin" / command[0]
        run([str(own), *command[1:]] if own.exists() else command, project)
        return project / frontend.output_dir
    shutil.copytree(project, public, ignore=shutil.ignore_patterns("backend", ".*", "*.md"))
    return public


@contextmanager
def _service(backend: Path, model: Model, origin: str) -> Iterator[KitService]:
    """The grafted service as its deployment document says: production, migrated, limits that a run does not reach."""
    shutil.copy(backend / ".env.example", backend / ".env")
    settings = {
        "CHATKIT_ENV": "production",
        "CHATKIT_SECRET": _SECRET,
        "CHATKIT_ORIGINS": origin,
        "OPENAI_API_KEY": KEY,
        "OPENAI_BASE_URL": model.url,
        "CHATKIT_TRUSTED_PROXIES": "127.0.0.1",
    }
    migrate = [sys.executable, str(backend / "chatkit_server.py"), "migrate"]
    subprocess.run(migrate, cwd=backend.parent, env=os.environ | settings, check=True, capture_output=True)
    with start_kit(backend, settings) as kit:
        yield kit
