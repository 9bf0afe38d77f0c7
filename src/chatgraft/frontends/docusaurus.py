"""Docusaurus 3, in JavaScript or TypeScript: the chat is mounted in `src/theme/Root`, which is made or edited.

That component wraps the whole site (docusaurus.io/docs/swizzling). A site whose React is older than the widget can
use, as Docusaurus 2 has it, is found and refused.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from chatgraft.core.asides import is_aside
from chatgraft.core.changes import Change, Create
from chatgraft.core.errors import ChatgraftError, Exit, Finding
from chatgraft.core.facts import Evidence, FrontendFact, Mount
from chatgraft.core.node_project import (
    find_exact_version,
    find_version,
    find_workspace,
    package_manager,
    run_script,
    script_options,
)
from chatgraft.core.project import PackageManifest, Project
from chatgraft.edits import together
from chatgraft.edits.exports import read_default_export
from chatgraft.edits.javascript import add_import
from chatgraft.edits.jsx import insert_after_children
from chatgraft.frontends import Dev, Frontend, Landing, MountOptions, Pages

PACKAGE = "@docusaurus/core"
CONFIGS = tuple(f"docusaurus.config.{ending}" for ending in ("ts", "mts", "cts", "js", "mjs", "cjs"))
ROOTS = tuple(f"src/theme/{name}.{ending}" for name in ("Root", "Root/index") for ending in ("js", "jsx", "ts", "tsx"))
FOLDER = "src/components/ChatKitBot"
IMPORT = f"import ChatKitBot from '@site/{FOLDER}';"
TAG = "<ChatKitBot />"
OLDEST_REACT = 18
# The classic preset's plugins that hold text: the folder and the route each has by default.
CONTENT = {"docs": ("docs", "docs"), "blog": ("blog", "blog"), "pages": ("src/pages", "/")}


def detect(project: Project) -> Iterator[FrontendFact]:
    for manifest in project.packages:
        if PACKAGE in manifest.wants and (config := _find_config(project, manifest)):
            yield _fact(project, manifest, config)


def _find_config(project: Project, manifest: PackageManifest) -> str | None:
    """The site's config, or package.json itself where a script names another one.

    A plugin has neither; a script that names another folder (`docusaurus start site`) shows that the site is not here.
    """
    beside = next((name for name in CONFIGS if manifest.path(name) in project.files), None)
    scripts = manifest.data.get("scripts")
    commands = " ".join(map(str, scripts.values())) if isinstance(scripts, dict) else ""
    return beside or ("package.json" if re.search(r"\bdocusaurus (start|build)\b(?!\s+[\w./])", commands) else None)


def _fact(project: Project, manifest: PackageManifest, config: str) -> FrontendFact:
    is_typed = config.endswith("ts") or manifest.path("tsconfig.json") in project.files
    there = next((name for name in ROOTS if _is_owners(project, manifest.path(name))), None)
    mount = there or ("src/theme/Root.tsx" if is_typed else "src/theme/Root.js")
    evidence = [Evidence(manifest.source.file, manifest.line_of(PACKAGE), f"depends on {PACKAGE}")]
    if config != "package.json":
        evidence.append(Evidence(manifest.path(config), 1, "the site's config"))
    if there:
        evidence.append(Evidence(manifest.path(there), 1, "wraps the whole site"))
    return FrontendFact(
        framework="docusaurus",
        version=find_version(project, manifest, PACKAGE),
        root=str(manifest.folder),
        language="typescript" if is_typed else "javascript",
        package_manager=package_manager(project, manifest),
        mounts=(Mount(mount, there is not None),),
        confidence=0.3 if is_aside(manifest.source.file) else 0.99,
        evidence=tuple(evidence),
        workspace=find_workspace(project, manifest.folder),
        react_version=manifest.wants.get("react"),
    )


def _is_owners(project: Project, file: str) -> bool:
    return project.exists(file) and file not in project.grafted


def landing(_project: Project, fact: FrontendFact) -> Landing:
    return Landing("typescript" if fact.language == "typescript" else "javascript", FOLDER)


def mount(project: Project, fact: FrontendFact, _options: MountOptions) -> Iterator[Change]:
    """Raises ChatgraftError where the site's React is older than the widget can use."""
    _require_react(project, fact)
    file = fact.path(fact.mount)
    source = project.find_source(file) if fact.mounts[0].exists else None
    if source is None:
        kit = files("chatgraft.kits") / "widget" / "mounts" / "docusaurus" / fact.mount.rsplit("/", 1)[-1]
        yield Create(file, kit.read_bytes())
    else:
        edits = add_import(source, IMPORT), insert_after_children(source, TAG)
        yield from together("at the top, and right after the children", f"{IMPORT}\n{TAG}", *edits)


def _require_react(project: Project, fact: FrontendFact) -> None:
    manifest = next((found for found in project.packages if str(found.folder) == fact.root), None)
    if manifest is None:
        return
    version = find_exact_version(project, manifest, "react") or manifest.wants.get("react", "")
    majors = [int(major) for major in re.findall(r"(?<![\d.])\d+", version)]  # of a range, each alternative's
    if majors and max(majors) < OLDEST_REACT and ">" not in version:
        finding = Finding(
            code="react-too-old",
            what=f"The site runs on React {version}, and the chat widget needs React {OLDEST_REACT} or newer.",
            why="@openai/chatkit-react, which the widget uses, does not support it.",
            cure="Upgrade to Docusaurus 3 (https://docusaurus.io/docs/migration/v3), then run this again.",
            file=manifest.source.file,
            line=manifest.line_of("react"),
        )
        raise ChatgraftError(finding, Exit.ASK)


def pages(project: Project, fact: FrontendFact) -> tuple[Pages, ...]:
    """The build first, as its addresses are right for sure; then the sources, as far as the config is written out."""
    config = next((source for name in CONFIGS if (source := project.find_source(fact.path(name)))), None)
    said = read_default_export(config) if config else None
    base = said.get("baseUrl") if isinstance(said, dict) else None
    base = base if isinstance(base, str) else "/"
    found = [Pages("build", base)]
    for plugin, (default_folder, default_route) in CONTENT.items():
        options = _options(said, plugin)
        folder, route = _text(options, "path", default_folder), _text(options, "routeBasePath", default_route)
        inside = posixpath.normpath(fact.path(folder)) + "/"
        if options is not False and any(file.startswith(inside) for file in project.files):
            found.append(Pages(folder, re.sub(r"/+", "/", f"/{base}/{route}/")))
    return tuple(found)


def _options(config: Any, plugin: str) -> Any:
    """What the classic preset is told about one of its plugins; None where that cannot be read."""
    presets = config.get("presets") if isinstance(config, dict) else None
    for preset in presets if isinstance(presets, list) else ():
        if isinstance(preset, list) and len(preset) > 1 and "classic" in str(preset[0]) and isinstance(preset[1], dict):
            return preset[1].get(plugin)
    return None


def _text(options: Any, key: str, default: str) -> str:
    value = options.get(key) if isinstance(options, dict) else None
    return value if isinstance(value, str) else default


def dev(_project: Project, fact: FrontendFact) -> Dev:
    """`docusaurus start` takes the last of several `--port` (docusaurus.io/docs/cli)."""
    options = script_options(fact.package_manager, "--port", "{port}", "--no-open")
    return Dev(run_script(fact.package_manager, "start"), 3000, options)


FRONTEND = Frontend(
    name="docusaurus",
    detect=detect,
    landing=landing,
    mount=mount,
    dev=dev,
    build=lambda _project, fact: run_script(fact.package_manager, "build"),
    output_dir=lambda _project, _fact: "build",
    pages=pages,
)
