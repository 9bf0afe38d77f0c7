"""The Node kit: in the app that is there, on Express or the site's own server, or as a service of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import PurePosixPath

from chatgraft import backends, kits
from chatgraft.backends import Start
from chatgraft.backends.node_app import KIT as NAME
from chatgraft.backends.node_app import LANGUAGES, SERVER
from chatgraft.core.facts import Script
from chatgraft.core.node_project import package_manager
from chatgraft.core.project import Project
from chatgraft.core.workspaces import find_manifest
from chatgraft.plan.decisions import Service
from chatgraft.plan.kits import Alone, Kit
from chatgraft.plan.node_tests import own_tests
from chatgraft.plan.places import Place

PACKAGE = "chatkit-backend"
ASSISTANT = "chatkit-assistant"
STORE = "chatkit-store"
LAUNCHER = f"{SERVER}.mjs"
PLAIN = Script("javascript", "esm")
PACKAGES, VARIANTS = f"{NAME}/packages.json", f"{NAME}/typescript/assistants"


def script_of(service: Service) -> Script:
    """How the kit's files are written there. A service of its own is run by Node as it lies."""
    return (service.fact.script if service.fact else None) or PLAIN


def named(stem: str) -> Callable[[Service], str]:
    """The name of a file of the kit where it lands."""
    return lambda service: stem + LANGUAGES[script_of(service).language]


def place(_project: Project, root: str, reason: str) -> Place:
    """In a folder of its own, from which Node finds the packages of the folder around it."""
    return Place(root, PACKAGE, LAUNCHER, reason)


def kept(project: Project, service: Service, root: str) -> Service:
    """With its packages among those of the app, or of the folder that it lies in."""
    manifest = find_manifest(project, PurePosixPath(root))
    file = manifest.source.file if manifest else str(PurePosixPath(root, "package.json"))
    manager = package_manager(project, manifest) if manifest else "npm"
    service = replace(service, requirements=file, install=(manager, "install"))
    return replace(service, tests=own_tests(project, service, manifest, script_of(service).language))


def alone(project: Project, wanted: Alone) -> Service:
    backend, root = backends.every()[wanted.backend], wanted.place.root
    program = f"{PACKAGE}/{LAUNCHER}"
    service = Service(
        backend=backend.name,
        kit=NAME,
        server=backend.server,
        root=root,
        start=Start(("node", program), root, wanted.port, (("CHATKIT_PORT", "{port}"),)),
        migrate=("node", program, "migrate"),
        health=backend.health,
        requirements="",
        database=None,
        assistant="",
        package=PACKAGE,
    )
    return kept(project, service, root)


def lacks(wanted: tuple[str, ...]) -> str | None:
    return next((part for part in wanted if part not in _parts()), None)


@cache
def packages() -> dict[str, dict[str, str]]:
    """The npm packages and their ranges, by the part that they are for."""
    found: dict[str, dict[str, str]] = json.loads(kits.read(PACKAGES))
    return found


@cache
def _parts() -> frozenset[str]:
    """What the kit has: parts with packages, and variants of the assistant that need none."""
    variants = {PurePosixPath(file).stem for file, _ in kits.files(VARIANTS)}
    return frozenset({*packages(), *variants})


KIT = Kit(
    name=NAME,
    backend="node",
    home=".",
    package=PACKAGE,
    server=named(SERVER),
    assistant=named(ASSISTANT),
    store=named(STORE),
    user="user",
    rank=0,
    place=place,
    kept=kept,
    alone=alone,
    lacks=lacks,
)
