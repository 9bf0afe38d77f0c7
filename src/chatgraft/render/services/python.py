"""The Python kit: files re-expressed for the place where they land, and the packages that they need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from chatgraft import backends, databases, kits
from chatgraft.core.changes import ByHand, Change, Create
from chatgraft.core.project import Project
from chatgraft.core.python_project import requirement_name
from chatgraft.core.requirement_files import find_compiled_from, find_for_tests, is_hashed
from chatgraft.core.source import Source
from chatgraft.edits import applied
from chatgraft.edits.python import relocate_imports
from chatgraft.edits.python_constants import Constant, set_constants
from chatgraft.plan.decisions import Plan, Service
from chatgraft.render.answering import ASSISTANT, EMBEDDING, RETRIEVAL, answering
from chatgraft.render.python_packages import ask_for
from chatgraft.render.services import ServiceKit
from chatgraft.render.settings import EXAMPLE, appended

ANSWERING = {role: f"chatkit_{role}.py" for role in (ASSISTANT, RETRIEVAL, EMBEDDING)}
"""Where they land, whichever variant does."""
MACHINERY = "chatkit_kit"
TEST = "test_chatkit_server.py"
SERVER, SERVER_FILE = "fastapi.chatkit_server", "chatkit_server.py"
"""What the common test starts. Where something else carries the chat, it is that."""
THEIRS = ("chatkit_store.py", "database.py")
REQUIREMENTS = "requirements.txt"
LINE_FILES = (REQUIREMENTS, EXAMPLE)
FOR_TESTS = (None, "pytest", "httpx")
# What a feature alone needs: files of the machinery, which does without them, and packages.
NEEDED_BY = {"metrics": ("metrics.py", "prometheus-client")}

LAUNCHER = '''"""Starts the chat service that lies in the package beside this file."""

import sys

from {package}.chatkit_server import main

if __name__ == "__main__":
    main(sys.argv[1:])
'''


def lands(plan: Plan, chosen: Service) -> Iterator[Change]:
    constants = _constants(chosen)
    landed = _landed(chosen, with_tests="tests" in plan.features)
    moved = {SERVER: _module(SERVER_FILE)} | {_module(name): _module(name) for name in (MACHINERY, *ANSWERING.values())}
    moved |= {_module(lies): _module(lands) for lies, lands in landed.items()}
    for lies, lands in landed.items():
        source = Source(lies, kits.read(f"python/{lies}"))
        if lands in constants:
            source = applied(source, set_constants(source, constants[lands]))
        is_code = lies.endswith(".py")
        text = relocate_imports(source, _module(lies), moved, flat=not chosen.package) if is_code else source.data
        yield Create(f"{chosen.folder}/{lands}", text)
    left_out = _left_out(plan)
    for file, data in kits.files(f"python/{MACHINERY}"):
        if file in left_out:
            continue
        yield Create(f"{chosen.folder}/{MACHINERY}/{file}", data, machinery=True)
    if chosen.package:
        yield Create(f"{chosen.folder}/__init__.py", b'"""The chat of this project."""\n')
    if chosen.package and chosen.launcher:
        program = str(PurePosixPath(chosen.root, chosen.launcher))
        yield Create(program, LAUNCHER.format(package=chosen.package).encode())


def _constants(chosen: Service) -> dict[str, Mapping[str, Constant]]:
    """What is written into files of the kit, by the names under which they land."""
    mount = backends.every()[chosen.backend].mount
    found = {ANSWERING[role]: part.constants(fact, chosen.folder) for role, (part, fact) in answering(chosen).items()}
    return found | ({SERVER_FILE: mount.constants(chosen.fact)} if mount and chosen.fact else {})


def _landed(chosen: Service, *, with_tests: bool) -> dict[str, str]:
    """From where a file of the kit lies to where it lands, both inside their own folders.

    What the server's folder holds takes the place of the common file of that name.
    """
    own = {file for file, _ in kits.files(f"python/{chosen.server}")} - {"__init__.py", *LINE_FILES}
    common = {file: file for file in (*THEIRS, TEST)}
    common |= {part.kit_file: ANSWERING[role] for role, (part, _) in answering(chosen).items()}
    found = {f"{chosen.server}/{file}": file for file in own}
    found |= {lies: lands for lies, lands in common.items() if lands not in own}
    return {lies: lands for lies, lands in sorted(found.items()) if with_tests or lands != TEST}


def packages(project: Project, plan: Plan, chosen: Service) -> Iterator[Change]:
    own = [*_packages(chosen)]
    named = {requirement_name(line) for line in own}
    common = kits.read(_common(chosen, REQUIREMENTS)).decode().splitlines()
    left_out = _left_out(plan)
    wanted = [line for line in common if line and requirement_name(line) not in named and not line.startswith(left_out)]
    yield from _asked_for(project, chosen, [*wanted, *own])


def example(chosen: Service) -> str:
    return kits.read(_common(chosen, EXAMPLE)).decode()


def _asked_for(project: Project, chosen: Service, wanted: list[str]) -> Iterator[Change]:
    """What only tests need is in a manager's hands another matter: most projects have it in a group of its own."""
    needed = [line for line in wanted if requirement_name(line) not in FOR_TESTS]
    if chosen.manager:
        yield from ask_for(project, chosen.requirements, chosen.manager, needed)
        return
    for_tests = find_for_tests(project, chosen.requirements)
    if for_tests == chosen.requirements:
        yield from _listed(project, chosen.requirements, wanted)
        return
    yield from _listed(project, chosen.requirements, needed)
    yield from _listed(project, for_tests, [line for line in wanted if line not in needed])


def _listed(project: Project, file: str, lines: list[str]) -> Iterator[Change]:
    """What is compiled of another file gets them in both, that one and itself; the first says them for good."""
    made_of = find_compiled_from(project, file)
    if made_of:
        yield from appended(project, made_of, lines)
    if made_of and is_hashed(project, file):
        why = "every package in it has a hash, which only the program that makes the file can add"
        yield ByHand(file, "as a whole", f"pip-compile --generate-hashes {made_of}", why)
    else:
        yield from appended(project, file, lines)


def _packages(chosen: Service) -> Iterator[str]:
    for part, _ in answering(chosen).values():
        yield from part.packages
    if chosen.database:
        yield from databases.every()[chosen.database].packages


def _common(chosen: Service, name: str) -> str:
    """Where a file of lines lies in the kits: in the server's folder, else with all."""
    own = f"python/{chosen.server}/{name}"
    return own if kits.has(own) else f"python/{name}"


def _left_out(plan: Plan) -> tuple[str, ...]:
    """Files and packages of the features that are not wanted."""
    return tuple(name for feature, names in NEEDED_BY.items() if feature not in plan.features for name in names)


def _module(file: str) -> str:
    return ".".join(PurePosixPath(file).with_suffix("").parts)


KIT = ServiceKit(
    name="python",
    machinery=MACHINERY,
    lands=lands,
    example=example,
    packages=packages,
)
