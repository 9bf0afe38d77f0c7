"""What runs the tests that land with the Node kit: the runner that the project has, where that takes them up."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, replace

from chatgraft.backends.node_app import LANGUAGES, MACHINERY, RUNNERS, SERVER
from chatgraft.core.node_project import run_program, run_script, script_options
from chatgraft.core.project import PackageManifest, Project
from chatgraft.frontends.jest import Jest, Unread, find_jest, takes_typescript
from chatgraft.frontends.runners import runs_all_in_vitest
from chatgraft.plan.decisions import OwnTests, Service, Shown

NODE = "node:test"
"""What the kit's own test is written for."""
TEST = f"{SERVER}-test"
"""The kit's own test where Node runs it. Others do not look for that name."""
UNLIKE = f"{SERVER}-checks"
"""Where somebody does."""
SHOWN = f"{SERVER}-jest"
"""The kit's file by which Jest shows it."""
RUN_TYPESCRIPT = "run-typescript.mjs"
VITEST = "vitest"
ELSEWHERE = "{} looks for other tests alone, or readies them for what is no server"


@dataclass(frozen=True, slots=True)
class _Where:
    project: Project
    service: Service
    manifest: PackageManifest | None
    language: str

    @property
    def typed(self) -> bool:
        return self.language == "typescript"

    @property
    def ending(self) -> str:
        return LANGUAGES[self.language]

    @property
    def manager(self) -> str:
        return self.service.install[0]

    @property
    def inside(self) -> str:
        """The service's folder as it is named where commands are typed."""
        return posixpath.relpath(self.service.folder, self.service.start.folder)


def own_tests(project: Project, service: Service, manifest: PackageManifest | None, language: str) -> OwnTests:
    """In Vitest, or shown by Jest, where those look for tests in that place. Else in Node's own runner alone, so that
    no test of the owner's fails for ours. `language` is that of the kit's files there.
    """
    where = _Where(project, service, manifest, language)
    if manifest and runs_all_in_vitest(project, str(manifest.folder)):
        file = f"{SERVER}.test{where.ending}"
        return OwnTests(file, VITEST, (*run_program(where.manager, VITEST), "run", f"{where.inside}/{file}"))
    jest = find_jest(project, manifest) if manifest else None
    if manifest and isinstance(jest, Jest):
        return _by_jest(where, manifest, jest)
    if isinstance(jest, Unread):
        return replace(_by_node(where, TEST), why=jest.why)
    has_vitest = manifest is not None and VITEST in manifest.wants
    return replace(_by_node(where, TEST), why=ELSEWHERE.format("Vitest") if has_vitest else "")


def _by_node(where: _Where, name: str) -> OwnTests:
    file = f"{name}{where.ending}"
    path = f"{where.inside}/{file}"
    runner = next((each for each in RUNNERS if where.manifest and each in where.manifest.wants), None)
    if not where.typed:
        return OwnTests(file, NODE, ("node", "--test", path))
    if runner:
        return OwnTests(file, NODE, (*run_program(where.manager, runner), path))
    return OwnTests(file, NODE, ("node", f"{where.inside}/{MACHINERY}/{RUN_TYPESCRIPT}", path), compiled=True)


def _by_jest(where: _Where, manifest: PackageManifest, jest: Jest) -> OwnTests:
    """Jest's own modules are no home for the kit's: Node runs the tests, in a process of their own."""
    folder = where.service.folder
    names = (TEST, UNLIKE)
    name = next((each for each in names if not jest.finds(f"{folder}/{each}{where.ending}")), None)
    by_node = _by_node(where, name or TEST)
    ending = ".ts" if where.typed and takes_typescript(manifest) else ".js"
    file = next((each for each in _places(where, jest, ending) if jest.finds(each)), None)
    if name is None or file is None:
        return replace(by_node, why=ELSEWHERE.format("Jest"))
    ran = (f"{MACHINERY}/{RUN_TYPESCRIPT}", by_node.file) if where.typed else (by_node.file,)
    program = tuple(posixpath.relpath(f"{folder}/{each}", posixpath.dirname(file) or ".") for each in ran)
    by_require = ending == ".js" and manifest.data.get("type") != "module"
    run = (*run_script(where.manager, "test"), *script_options(where.manager, SERVER))
    return replace(by_node, run=run, shown=Shown(file, program, by_require), compiled=where.typed)


def _places(where: _Where, jest: Jest, ending: str) -> Iterator[str]:
    """Beside the service, in a folder of tests there, or where tests of the owner's lie, the nearest first."""
    folder = where.service.folder
    found = (file for file in where.project.ending(".js", ".jsx", ".ts", ".tsx") if jest.finds(file))
    nearest = sorted({posixpath.dirname(file) or "." for file in found}, key=lambda each: _steps(folder, each))
    for each in (folder, f"{folder}/__tests__", *nearest):
        yield from (posixpath.normpath(f"{each}/{SERVER}.{kind}{ending}") for kind in ("test", "spec"))


def _steps(one: str, other: str) -> tuple[int, str]:
    return posixpath.relpath(other, one).count("/"), other
