"""`chatgraft dev`: the site and the chat service together, until Ctrl-C."""

from __future__ import annotations

import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from chatgraft import backends, frontends
from chatgraft.core.errors import ChatgraftError, Exit, Finding
from chatgraft.core.project import Project
from chatgraft.core.result import Result
from chatgraft.plan.decisions import Plan, Service, Site
from chatgraft.verbs import Screen
from chatgraft.verbs.environment import python_for
from chatgraft.verbs.grafted import plan_of
from chatgraft.verbs.processes import Processes
from chatgraft.verbs.project import open_project
from chatgraft.verbs.static_site import served

PATIENCE = 180.0
"""Seconds until a server must answer. A first start of a large site compiles for a minute."""


@dataclass(frozen=True, slots=True)
class Request:
    path: Path
    port: int | None = None


@dataclass(frozen=True, slots=True)
class Running:
    """Where things answer. `site` and `api` are URLs, None where that part was not grafted."""

    site: str | None
    api: str | None
    processes: Processes


def run(request: Request, screen: Screen) -> Result:
    project = open_project(request.path)
    plan = plan_of(project)
    try:
        with started(project, plan, screen, request.port) as running:
            screen.say("")
            screen.say(f"Site          {running.site}" if running.site else "Site          not part of this graft")
            screen.say(f"Chat service  {running.api}" if running.api else f"Chat service  {plan.api_url}")
            screen.say("Ctrl-C ends both.")
            running.processes.wait()
    except KeyboardInterrupt:
        pass
    return Result("dev", Exit.DONE, "Stopped.")


@contextmanager
def started(project: Project, plan: Plan, screen: Screen, port: int | None = None) -> Iterator[Running]:
    """Both servers, ready. Raises ChatgraftError where one cannot start."""
    with ExitStack() as stack:
        processes = stack.enter_context(Processes(screen.say))
        api = _start_service(project, plan.service, processes, screen) if plan.service else None
        site = _start_site(project, plan.site, processes, stack, port) if plan.site else None
        yield Running(site, api, processes)


def _start_service(project: Project, service: Service, processes: Processes, screen: Screen) -> str:
    backend = backends.every()[service.backend]
    _require_free(service.port, "chat service", f"Stop what listens on {service.port}, or name another --api-url.")
    folder = project.root / service.root
    python = python_for(project.root, folder, screen.say)
    argv = (str(python), str(project.root / service.start))
    processes.start("chat", argv, folder, {"CHATKIT_PORT": str(service.port), "PYTHONUNBUFFERED": "1"})
    _await(f"http://127.0.0.1:{service.port}{backend.health}", processes, "chat service")
    return f"http://localhost:{service.port}/chatkit"


def _start_site(project: Project, site: Site, processes: Processes, stack: ExitStack, port: int | None) -> str:
    dev = frontends.every()[site.fact.framework].dev(site.fact)
    wanted = dev.port if port is None else port
    folder = project.root / site.fact.root
    if wanted:
        _require_free(wanted, "site", "Stop what listens there, or choose another: --port")
    if not dev.argv:
        return f"http://localhost:{stack.enter_context(served(folder, wanted))}"
    argv = tuple(word.replace("{port}", str(wanted)) for word in dev.argv)
    processes.start("site", argv, folder, {"BROWSER": "none"})
    _await(f"http://localhost:{wanted}/", processes, "site")
    return f"http://localhost:{wanted}"


def _require_free(port: int, who: str, cure: str) -> None:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise ChatgraftError(
                Finding("port-taken", f"Port {port} is taken; the {who} cannot listen there.", cure=cure)
            )


def _await(url: str, processes: Processes, who: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        processes.check()
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310 - our own loopback address
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise ChatgraftError(
        Finding(
            "not-ready", f"The {who} did not answer at {url} within {PATIENCE:.0f} s.", "Its lines above may say why."
        )
    )
