"""`chatgraft dev`: the site and the chat service together, until Ctrl-C."""

from __future__ import annotations

import os
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from chatgraft.core.errors import ChatgraftError, Exit, Finding
from chatgraft.core.project import Project
from chatgraft.core.result import Result
from chatgraft.frontends import Dev
from chatgraft.plan.decisions import Plan, Service, Site
from chatgraft.verbs import Screen
from chatgraft.verbs.environment import Wants, programs, python_for
from chatgraft.verbs.grafted import plan_of
from chatgraft.verbs.processes import Processes, Program
from chatgraft.verbs.project import open_project
from chatgraft.verbs.service_log import readable
from chatgraft.verbs.static_site import Passed, served

PATIENCE = 180.0
"""Seconds until a server must answer. A first start of a large site compiles for a minute."""
PATH = "/chatkit"
"""Where the service answers below its own address."""


@dataclass(frozen=True, slots=True)
class Request:
    path: Path
    port: int | None = None
    debug: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """`port` None: the framework's own, 0: any that is free. `raw` shows the service's log lines as they are."""

    port: int | None = None
    raw: bool = False


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
        with started(project, plan, screen, Wanted(request.port, request.debug)) as running:
            screen.say("")
            screen.say(f"Site          {running.site or 'is not part of this graft'}")
            screen.say(f"Chat service  {running.api or plan.api_url}")
            screen.say("Ctrl-C ends both." if running.site and running.api else "Ctrl-C ends it.")
            screen.say("")
            running.processes.wait()
    except KeyboardInterrupt:
        return Result("dev", Exit.DONE, "Stopped.")


@contextmanager
def started(project: Project, plan: Plan, screen: Screen, wanted: Wanted) -> Iterator[Running]:
    """Both servers, ready. Raises ChatgraftError where one cannot start."""
    with ExitStack() as stack:
        processes = stack.enter_context(Processes(screen.say))
        if plan.site and plan.site.build and not plan.site.dev.argv:  # before the service reads the site's pages
            processes.run(_program(project, plan.site, plan.site.build))
        service, site = plan.service, None
        both = service is not None and service.shows_site
        api = _start_service(project, service, processes, screen, wanted) if service else None
        if service and both and api:
            site = api.removesuffix(service.api)
        elif plan.site:
            dev = plan.site.dev
            port = dev.port if wanted.port is None else wanted.port
            if dev.argv:
                _warn_of_path(plan, screen)
                site = _start_site(project, plan.site, processes, dev, port)
            else:
                site = stack.enter_context(_shown(project, plan, port))
        yield Running(site, api, processes)


def _start_service(project: Project, service: Service, processes: Processes, screen: Screen, wanted: Wanted) -> str:
    """The service of its own, or the app that carries the chat. The port that was asked for is the site's."""
    port = service.port if wanted.port is None or not service.shows_site else wanted.port or free_port()
    who = "app" if service.fact else "chat service"
    cure = f"Stop what listens there, or move the chat: chatgraft add --api-url http://localhost:{port + 1}{PATH}"
    _require_free(port, who, cure)
    start, path = service.start, os.environ.get("PATH", os.defpath)
    if service.environment:
        near = [project.root / each for each in (start.folder, service.fact.root if service.fact else service.root)]
        wants = Wants(project.root / service.requirements, project.root / service.environment, alone=service.apart)
        path = os.pathsep.join([str(python_for(project.root, wants, screen.say, near).parent), path])
    env = {name: value.replace("{port}", str(port)) for name, value in start.env}
    env |= {"PATH": path, "PYTHONUNBUFFERED": "1"}
    readable_line = str if wanted.raw else readable
    name, folder = "app" if service.fact else "chat", project.root / start.folder
    if service.own_database:  # its tables are made when their owner says so, which is now
        processes.run(Program("migrate", "chat's migration", service.migrate, folder, env, str))
    processes.start(Program(name, who, start.words(port), folder, env, readable_line))
    _await(f"http://127.0.0.1:{port}{service.health}", processes, who)
    return f"http://localhost:{port}{service.api}"


@contextmanager
def _shown(project: Project, plan: Plan, port: int) -> Iterator[str]:
    """Pages as they lie. An address on the site's own origin is passed on to the service."""
    site, service, address = plan.site, plan.service, plan.api_url or ""
    if site is None:
        raise ValueError("a plan without a site has nothing to show")
    _require_site_port(port)
    passed = Passed(address.rstrip("/"), service.port, PATH) if service and address.startswith("/") else None
    with served(project.root / site.fact.path(site.dev.folder), port, passed) as chosen:
        yield f"http://localhost:{chosen}"


def _warn_of_path(plan: Plan, screen: Screen) -> None:
    if plan.service and plan.site and not plan.site.proxy and (plan.api_url or "").startswith("/"):
        screen.say(f"The widget looks for the chat at {plan.api_url} on the site's own origin, which the framework's")
        screen.say("development server does not pass on. Without --api-url it finds the service on this machine.")


def _start_site(project: Project, site: Site, processes: Processes, dev: Dev, port: int) -> str:
    port = port or free_port()
    _require_site_port(port)
    argv = tuple(word.replace("{port}", str(port)) for word in (*dev.argv, *dev.options))
    processes.start(_program(project, site, argv, PORT=str(port)))
    _await(f"http://localhost:{port}/", processes, "site")
    return f"http://localhost:{port}"


def _program(project: Project, site: Site, argv: tuple[str, ...], **env: str) -> Program:
    """A command of the site's in its folder, which finds the programs of the project's own Python environment."""
    folder = project.root / site.fact.root
    path = os.pathsep.join([*programs(project.root, folder), os.environ.get("PATH", os.defpath)])
    return Program("site", "site", argv, folder, {"BROWSER": "none", "PATH": path, **env})


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _require_site_port(port: int) -> None:
    if port:
        _require_free(port, "site", f"Stop what listens there, or choose another: chatgraft dev --port {port + 1}")


def _require_free(port: int, who: str, cure: str) -> None:
    """A server may listen on either form of localhost."""
    for family, host in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        try:
            with socket.socket(family) as probe:
                probe.settimeout(0.5)
                taken = probe.connect_ex((host, port)) == 0
        except OSError:  # a machine without IPv6
            continue
        if taken:
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
    what = f"The {who} did not answer at {url} within {PATIENCE:.0f} s."
    raise ChatgraftError(Finding("not-ready", what, "Its lines above may say why."))
