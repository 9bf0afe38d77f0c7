"""What the documents and the closing message say of a plan: its tags, and the words that fill their holes."""

from __future__ import annotations

import posixpath

from chatgraft import deploys
from chatgraft.backends import API
from chatgraft.plan import kits
from chatgraft.plan.decisions import Plan, Service
from chatgraft.render.kit import widget_kit
from chatgraft.render.services import kit_of


def tags(plan: Plan) -> frozenset[str]:
    return plan.tags | (frozenset(widget_kit(plan.site.landing.kit).tags) if plan.site else frozenset())


def words(plan: Plan) -> dict[str, str]:
    """Commands are meant to be typed in the project's root."""
    path = plan.service.api if plan.service else API
    found = {"api": plan.api_url or path, "path": path, "port": "8001"}
    if plan.site:
        fact, landing = plan.site.fact, widget_kit(plan.site.landing.kit)
        found |= {
            "site_root": fact.root,
            "shown": posixpath.normpath(fact.path(plan.site.dev.folder)),
            "variable": plan.site.variable.name if plan.site.variable else "",
            "widget": plan.site.widget,
            "config_file": f"{plan.site.widget}/{landing.config}",
            "component": landing.component,
            "component_test": landing.test or "",
            "dev_site": _inside(fact.root, plan.site.dev.argv) or "chatgraft dev",
            "install_site": _inside(fact.workspace or fact.root, (fact.package_manager or "npm", "install")),
            "build_site": _inside(fact.root, plan.site.build),
        }
    if plan.service:
        service = plan.service
        start, kit = service.start, kits.every()[service.kit]
        found |= {
            "service_root": service.root,
            "service": service.folder,
            "service_home": service.home,
            "assistant_file": kit.assistant(service),
            "server_file": kit.server(service),
            "store_file": kit.store(service),
            "machinery": kit_of(service).machinery,
            "database_variable": "CHATKIT_DATABASE_URL" if service.fact else "DATABASE_URL",
            "carrier": "the app, which carries the chat" if service.fact else "the chat service",
            "port": str(service.port),
            "env_file": service.path(".env"),
            "health": f"http://localhost:{service.port}{service.health}",
            "app": service.fact.entry if service.fact else "",
            "host_limit": deploys.every()[service.functions.host].limit if service.functions else "",
            "secret": "SECRET_KEY" if service.own_database else "CHATKIT_SECRET",
            "install_service": _install(service),
            "ready_service": "\n".join(ready(service)),
            "start_service": _inside(start.folder, start.words()),
            "test_service": _inside(start.folder, service.tests.run) if service.tests else f"pytest {service.home}",
            "shown_tests": service.tests.shown.file if service.tests and service.tests.shown else "",
            "migrate_service": _inside(start.folder, service.migrate),
            "purge_data": _inside(start.folder, (*_command(service), "purge")),
            "export_data": _inside(start.folder, (*_command(service), "export", "OWNER")),
            "erase_data": _inside(start.folder, (*_command(service), "erase", "OWNER")),
        }
    return found


def ready(service: Service) -> tuple[str, ...]:
    """What is typed before the first start: a database of the app's own gets its tables when its owner says so."""
    migrate = (_inside(service.start.folder, service.migrate),) if service.own_database else ()
    return (_install(service), *migrate)


def _command(service: Service) -> tuple[str, ...]:
    """What the chat's own commands follow: its server file, or the command that it adds to those of the app."""
    program = service.migrate[: service.migrate.index("migrate")]
    return (*program, "chatkit") if service.own_database else program


def _install(service: Service) -> str:
    if service.install:
        return _inside(posixpath.dirname(service.requirements) or ".", service.install)
    if service.manager is None:
        return f"pip install -r {service.requirements}"
    return _inside(posixpath.dirname(service.requirements) or ".", service.manager.commands[-1])


def _inside(folder: str, argv: tuple[str, ...]) -> str:
    """A command that is run in a folder, as one types it from the project's root."""
    command = " ".join(argv)
    return command if folder == "." or not command else f"(cd {folder} && {command})"
