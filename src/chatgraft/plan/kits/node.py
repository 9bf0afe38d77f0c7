"""The Node kit: in the app that is there, on Express or the site's own server, or as a service of its own."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import PurePosixPath

from chatgraft import backends, kits
from chatgraft.backends import Start
from chatgraft.backends.node_app import KIT as NAME
from chatgraft.backends.node_app import RUNNERS, SERVER
from chatgraft.core.facts import Script
from chatgraft.core.node_project import package_manager, run_program
from chatgraft.core.project import PackageManifest, Project
from chatgraft.core.workspaces import find_manifest
from chatgraft.frontends.runners import runs_all_in_vitest
from chatgraft.plan.decisions import OwnTests, Service
from chatgraft.plan.kits import Alone, Kit
from chatgraft.plan.places import Place

PACKAGE = "chatkit-backend"
ASSISTANT = "chatkit-assistant"
STORE = "chatkit-store"
LAUNCHER = f"{SERVER}.mjs"
TEST = f"{SERVER}-test"
"""The kit's own test, in Node's runner. Others do not look for that name."""
LANGUAGES = {"typescript": ".ts", "javascript": ".mjs"}
"""The folders of the kit, and what its files end in there."""
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
    tests = _tests(project, service, manifest, manager)
    return replace(service, requirements=file, install=(manager, "install"), tests=tests)


def _tests(project: Project, service: Service, manifest: PackageManifest | None, manager: str) -> OwnTests:
    """In Vitest where it takes them up. Else in Node's own runner, under a name that others do not look for: Jest would
    fail at modules that it does not load, and no test of the owner's is to fail for ours.
    """
    ending = LANGUAGES[script_of(service).language]
    inside = posixpath.relpath(service.folder, service.start.folder)
    if manifest and runs_all_in_vitest(project, str(manifest.folder)):
        file = f"{SERVER}.test{ending}"
        return OwnTests(file, "vitest", (*run_program(manager, "vitest"), "run", f"{inside}/{file}"))
    file = f"{TEST}{ending}"
    runner = next((name for name in RUNNERS if manifest and name in manifest.wants), None)
    typed = run_program(manager, runner) if runner else ("npx", RUNNERS[0])
    return OwnTests(file, "node:test", (*(typed if ending == ".ts" else ("node", "--test")), f"{inside}/{file}"))


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
