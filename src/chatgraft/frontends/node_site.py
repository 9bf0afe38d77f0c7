"""What the modules of frameworks that live on Node have in common. No framework by itself."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from chatgraft.core.asides import is_aside
from chatgraft.core.changes import Change
from chatgraft.core.facts import Evidence, FrontendFact, Mount
from chatgraft.core.node_project import (
    find_exact_version,
    find_version,
    package_manager,
    run_program,
    run_script,
    script_options,
)
from chatgraft.core.project import PackageManifest, Project
from chatgraft.core.source import Source
from chatgraft.core.workspaces import apps_without_manifest, find_manifest, find_target, find_workspace, resolved_range
from chatgraft.edits.statements import add_call
from chatgraft.frontends import WIDGET, Dev, Landing, MountOptions

OLDEST_REACT = 18
COMPONENT = "ChatKitBot"
# What a package.json says of itself that is meant for others.
_PUBLISHED = frozenset({"exports", "module", "types", "typings", "bin", "publishConfig", "svelte"})
Build = Callable[[Project, FrontendFact], tuple[str, ...]]
_QUOTED = re.compile(r"""(["'`])([^"'`$\r\n]*)\1""")


@dataclass(frozen=True, slots=True)
class Server:
    """A framework's own development server.

    `program` starts it where no script of package.json does. Scripts are known by what they say (a pattern), whatever
    their names; else one of the usual names counts. `options` set the port.
    """

    program: tuple[str, ...]
    port: int
    scripts: tuple[str, ...] = ("dev", "start")
    options: tuple[str, ...] = ("--port", "{port}")
    says: str = ""


def wanting(project: Project, package: str) -> Iterator[PackageManifest]:
    """The manifests that have a package among their own dependencies, each with the folder of an app it speaks for.

    A package.json at the root of an integrated repository is handed out once more for each app below it.
    """
    yield from project.derived(_installing).get(package, {}).values()


def _installing(project: Project) -> dict[str, dict[PurePosixPath, PackageManifest]]:
    """By package, then by folder, the manifests that have it among their own dependencies."""
    found: dict[str, dict[PurePosixPath, PackageManifest]] = defaultdict(dict)
    for manifest in (*project.packages, *apps_without_manifest(project)):
        for package in filter(manifest.installs, manifest.wants):
            found[package][manifest.folder] = manifest
    return dict(found)


def nearest_wanting(project: Project, folder: PurePosixPath, package: str) -> PackageManifest | None:
    """The manifest that brings a package to a folder: the folder's own or, in a workspace, one above that wants it."""
    above = project.derived(_installing).get(package, {})
    return next((above[each] for each in (folder, *folder.parents) if each in above), None)


def starting(project: Project, folder: PurePosixPath, package: str) -> PackageManifest | None:
    """What starts the site whose config lies in a folder: its own package.json, else the one above that brings the
    framework (`docusaurus start site`). None where nothing brings it.
    """
    brings = nearest_wanting(project, folder, package)
    own = next((found for found in project.packages if found.folder == folder), None)
    return (own or brings) if brings else None


def find_first(project: Project, manifest: PackageManifest, names: Iterable[str]) -> str | None:
    """The first of these files, relative to the manifest's folder, that is there and is the owner's."""
    return next((name for name in names if manifest.path(name) in project.files), None)


def find_config(project: Project, manifest: PackageManifest, names: Iterable[str]) -> Source | None:
    """The same as a source, None where it cannot be read."""
    name = find_first(project, manifest, names)
    return project.find_source(manifest.path(name)) if name else None


def is_typed(project: Project, manifest: PackageManifest) -> bool:
    return manifest.path("tsconfig.json") in project.files


def describe(
    project: Project,
    manifest: PackageManifest,
    framework: str,
    package: str,
    mounts: tuple[Mount, ...],
) -> FrontendFact:
    """The fact of a site whose manifest, or one above it, wants `package`; what else was seen the module itself adds.

    Asides rank low.
    """
    brings = nearest_wanting(project, manifest.folder, package) or manifest
    react = nearest_wanting(project, manifest.folder, "react")
    wanted = Evidence(brings.source.file, brings.line_of(package), f"depends on {package}")
    there = (Evidence(manifest.path(each.file), 1, "loads the whole site") for each in mounts[:1] if each.exists)
    return FrontendFact(
        framework=framework,
        version=find_version(project, brings, package),
        root=str(manifest.folder),
        language="typescript" if is_typed(project, manifest) else "javascript",
        package_manager=package_manager(project, manifest),
        mounts=mounts,
        confidence=_confidence(manifest, package),
        evidence=(wanted, *there),
        workspace=_installed_from(project, manifest),
        react_version=resolved_range(project, react, "react") or None if react else None,
    )


def _installed_from(project: Project, manifest: PackageManifest) -> str | None:
    """The folder in which the site's packages are installed, where that is not its own."""
    home = None if manifest.home == manifest.folder else str(manifest.home)
    return find_workspace(project, manifest.home) or home


def _confidence(manifest: PackageManifest, package: str) -> float:
    """Below 0.5 what is there to be looked at, copied or built upon: it is shown only by whoever works on it."""
    if is_aside(manifest.path("package.json")):
        return 0.3
    return 0.4 if _is_library(manifest, package) else 0.95


def _is_library(manifest: PackageManifest, package: str) -> bool:
    """Whether others are to import it, or it is a program: what it wants of a framework is for its own work."""
    if manifest.home != manifest.folder:
        return False
    peers = manifest.data.get("peerDependencies")
    return not _PUBLISHED.isdisjoint(manifest.data) or (
        isinstance(peers, dict) and not {package, "react"}.isdisjoint(peers)
    )


def manifest_of(project: Project, fact: FrontendFact) -> PackageManifest:
    """The package.json that the fact rests on (LookupError where it is gone)."""
    found = find_manifest(project, PurePosixPath(fact.root))
    if found is None:
        raise LookupError(f"{fact.path('package.json')} is gone")
    return found


def find_react_major(project: Project, fact: FrontendFact) -> int | None:
    """Of the React that is installed or locked, else the newest that the manifest's range allows; None: no saying."""
    manifest = nearest_wanting(project, PurePosixPath(fact.root), "react") or manifest_of(project, fact)
    version = find_exact_version(project, manifest, "react") or resolved_range(project, manifest, "react")
    if ">" in version:
        return None
    majors = [int(major) for major in re.findall(r"(?<![\d.])\d+", version)]  # of a range, each alternative's
    return max(majors, default=None)


def react_landing(project: Project, fact: FrontendFact) -> Landing:
    """The React component where the site's React can run it, else the framework-free build. Both beside the code."""
    major = find_react_major(project, fact)
    if major is not None and major < OLDEST_REACT:
        return vanilla_landing(project, fact)
    return Landing(_language(fact), f"{_source_folder(project, fact)}components/{COMPONENT}")


def vanilla_landing(project: Project, fact: FrontendFact) -> Landing:
    """The framework-free widget as source that the site's bundler takes: `mountChatKit()`, beside the code."""
    return Landing(f"vanilla-{_language(fact)}", f"{_source_folder(project, fact)}{WIDGET}")


def vanilla_landing_beside(project: Project, fact: FrontendFact) -> Landing:
    """The same beside the file that mounts it, whatever the folder of the code is called."""
    folder = posixpath.join(posixpath.dirname(fact.mount), WIDGET)
    return replace(vanilla_landing(project, fact), folder=folder)


def call_in_entry(project: Project, fact: FrontendFact, options: MountOptions) -> Iterator[Change]:
    """The framework-free widget, mounted at the end of the entry: it needs nothing of the application."""
    source = project.find_source(fact.path(fact.mount))
    if source is not None:
        path = import_path(fact.mount, options.landing.folder)
        yield from add_call(source, f"import {{ mountChatKit }} from '{path}';", "mountChatKit();")


def _language(fact: FrontendFact) -> str:
    return "typescript" if fact.language == "typescript" else "javascript"


def _source_folder(project: Project, fact: FrontendFact) -> str:
    return "src/" if any(file.startswith(fact.path("src/")) for file in project.files) else ""


def import_path(importer: str, target: str) -> str:
    """How a module names a file or folder: `./components/ChatKitBot`. Both relative to the same folder."""
    path = posixpath.relpath(target, posixpath.dirname(importer) or ".")
    return path if path.startswith("../") else f"./{path}"


def written_path(expression: str | None) -> str:
    """The path that `'./a/b'`, `path.join(__dirname, 'a', 'b')` and the like mean; empty where no text is in it."""
    return posixpath.join("", *(text.lstrip("/") for _, text in _QUOTED.findall(expression or "")))


def written_paths(expression: str | None) -> list[str]:
    """Every text in an expression by itself, such as the entries of an object, and all of them as one path."""
    return [*(text for _, text in _QUOTED.findall(expression or "") if text), written_path(expression)]


def knows_types(project: Project, fact: FrontendFact, module: str) -> bool:
    """Whether the site's code may use the global types that a package declares: JavaScript may use anything.

    TypeScript takes them from `compilerOptions.types`, or from a declaration file that refers to them.
    """
    inside = [file for file in project.ending(".d.ts", ".json") if file.startswith(fact.path(""))]
    saying = [file for file in inside if file.endswith(".d.ts") or posixpath.basename(file).startswith("tsconfig")]
    sources = (project.find_source(file) for file in saying)
    return fact.language != "typescript" or any(source and module.encode() in source.data for source in sources)


def script(project: Project, fact: FrontendFact, *names: str) -> tuple[str, ...]:
    """The command for the first of these scripts that package.json has; empty where it has none.

    Of an app without a package.json of its own: for the Nx target of that name, or for `serve`, as Nx calls it.
    """
    if target := _find_target(project, fact, names):
        return run_program(fact.package_manager, "nx", "run", target)
    there = next((name for name in names if name in manifest_of(project, fact).scripts), None)
    return run_script(fact.package_manager, there) if there else ()


def _find_target(project: Project, fact: FrontendFact, names: tuple[str, ...]) -> str | None:
    manifest = manifest_of(project, fact)
    if manifest.home == manifest.folder:
        return None
    wanted = names if "build" in names else (*names, "serve")
    target = find_target(project, manifest.folder, wanted)
    return ":".join(target) if target else None


def scripts_starting(project: Project, fact: FrontendFact, server: Server) -> list[str]:
    """The names of the scripts that start the server itself, the usual ones first."""
    said = manifest_of(project, fact).scripts.items() if server.says else ()
    found = [name for name, command in said if re.search(server.says, command)]
    return sorted(found, key=lambda name: name not in server.scripts)


def dev_server(project: Project, fact: FrontendFact, server: Server) -> Dev:
    """The site's own development script, else the framework's program, with the options that set the port."""
    names = (*scripts_starting(project, fact, server), *server.scripts)
    argv = script(project, fact, *names)
    if not argv or _find_target(project, fact, names):
        return Dev(argv or run_program(fact.package_manager, *server.program), server.port, server.options)
    return Dev(argv, server.port, script_options(fact.package_manager, *server.options))


def built_by(*program: str, says: str | None = None, scripts: tuple[str, ...] = ("build",)) -> Build:
    """The site's own build script, whatever its name where it `says` the command (a pattern); else the program."""

    def build(project: Project, fact: FrontendFact) -> tuple[str, ...]:
        named = (name for name, said in manifest_of(project, fact).scripts.items() if says and re.search(says, said))
        return script(project, fact, *named, *scripts) or run_program(fact.package_manager, *program)

    return build
