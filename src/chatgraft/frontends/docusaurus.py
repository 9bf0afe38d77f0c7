"""Docusaurus 2 and 3, in JavaScript or TypeScript: the chat is mounted in `src/theme/Root`, which is made or edited.

That component wraps the whole site (docusaurus.io/docs/swizzling). On a React that is older than the component can
use, as Docusaurus 2 has it, the framework-free widget is mounted from there.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Any

from chatgraft.core.changes import ByHand, Change, Create
from chatgraft.core.facts import Evidence, FrontendFact, Mount
from chatgraft.core.project import PackageManifest, Project
from chatgraft.core.source import Source
from chatgraft.edits import Edit, together
from chatgraft.edits.config import set_in
from chatgraft.edits.exports import read_default_export
from chatgraft.edits.javascript import add_import
from chatgraft.edits.jsx import insert_after_children
from chatgraft.edits.statements import add_call
from chatgraft.frontends import WIDGET, Dev, Frontend, Landing, MountOptions, Pages, Variable
from chatgraft.frontends.node_site import (
    COMPONENT,
    Server,
    built_by,
    describe,
    dev_server,
    find_config,
    find_first,
    is_typed,
    manifest_of,
    react_landing,
    starting,
    wanting,
)

PACKAGE = "@docusaurus/core"
CONFIGS = tuple(f"docusaurus.config.{ending}" for ending in ("ts", "mts", "cts", "js", "mjs", "cjs"))
ROOTS = tuple(f"src/theme/{name}.{ending}" for name in ("Root", "Root/index") for ending in ("js", "jsx", "ts", "tsx"))
VARIABLE = "CHATKIT_API"
FIELD = "chatkitApi"
# The classic preset's plugins that hold text: the folder and the route each has by default.
CONTENT = {"docs": ("docs", "docs"), "blog": ("blog", "blog"), "pages": ("src/pages", "/")}


def detect(project: Project) -> Iterator[FrontendFact]:
    """By its config. Where a script names another one, the manifest that has the script stands for it."""
    seen = set()
    for file in project.named(*CONFIGS):
        folder = PurePosixPath(file).parent
        if folder not in seen and (manifest := starting(project, folder, PACKAGE)):
            seen |= {folder, manifest.folder}
            yield _fact(project, manifest, folder, file)
    for manifest in wanting(project, PACKAGE):
        if manifest.folder not in seen and _starts_here(manifest):
            yield _fact(project, manifest, manifest.folder, None)


def _starts_here(manifest: PackageManifest) -> bool:
    """A script that names another folder (`docusaurus start site`) shows that the site is not here."""
    return re.search(r"\bdocusaurus (start|build)\b(?!\s+[\w./])", " ".join(manifest.scripts.values())) is not None


def _fact(project: Project, manifest: PackageManifest, folder: PurePosixPath, config: str | None) -> FrontendFact:
    home = folder.relative_to(manifest.folder)
    typed = (config or "").endswith("ts") or is_typed(project, manifest)
    there = find_first(project, manifest, (str(home / name) for name in ROOTS))
    mount = there or str(home / ("src/theme/Root.tsx" if typed else "src/theme/Root.js"))
    fact = describe(project, manifest, "docusaurus", PACKAGE, (Mount(mount, there is not None),))
    wanted, *others = fact.evidence
    seen = [Evidence(config, 1, "the site's config")] if config else []
    language = "typescript" if typed else "javascript"
    return replace(fact, language=language, evidence=(wanted, *seen, *others))


def _home(fact: FrontendFact) -> str:
    """The site's own folder (`@site`), relative to the frontend's root, where `docusaurus start site` may be said."""
    return posixpath.normpath(fact.mount[: fact.mount.index("src/theme/")] or ".")


def _inside(fact: FrontendFact, path: str) -> str:
    return posixpath.normpath(posixpath.join(_home(fact), path))


def landing(project: Project, fact: FrontendFact) -> Landing:
    """Below `src`, where `Root` is, too, even if the site has had no such folder so far."""
    kit = react_landing(project, fact).kit
    folder = f"src/{WIDGET}" if _is_vanilla(kit) else f"src/components/{COMPONENT}"
    return Landing(kit, _inside(fact, folder))


def _is_vanilla(kit: str) -> bool:
    return kit.startswith("vanilla-")


def mount(project: Project, fact: FrontendFact, options: MountOptions) -> Iterator[Change]:
    if variable(project, fact) and (config := _find_config(project, fact)):
        yield from _pass_on(config)
    file, vanilla = fact.path(fact.mount), _is_vanilla(options.landing.kit)
    source = project.find_source(file) if fact.mounts[0].exists else None
    if source is None:
        name = fact.mount.rsplit("/", 1)[-1].replace("Root", "OldRoot" if vanilla else "Root")
        yield Create(file, (files("chatgraft.kits") / "widget" / "mounts" / "docusaurus" / name).read_bytes())
    elif vanilla:
        yield from add_call(source, f"import {{ mountChatKit }} from '@site/src/{WIDGET}';", "mountChatKit();")
    else:
        statement, tag = f"import {COMPONENT} from '@site/src/components/{COMPONENT}';", f"<{COMPONENT} />"
        edits = add_import(source, statement), insert_after_children(source, tag)
        yield from together("at the top, and right after the children", f"{statement}\n{tag}", *edits)


def variable(project: Project, fact: FrontendFact) -> Variable | None:
    """What the config passes on in `customFields` the browser sees (docusaurus.io/docs/deployment)."""
    config = _find_config(project, fact)
    if config is None or any(isinstance(change, ByHand) for change in _pass_on(config)):
        return None
    read = f"siteConfig.customFields?.{FIELD}"
    expression = f"({read} as string | undefined)" if fact.language == "typescript" else read
    return Variable(VARIABLE, expression, "import siteConfig from '@generated/docusaurus.config';")


def _pass_on(config: Source) -> Edit:
    return set_in(config, ("customFields", FIELD), f"process.env.{VARIABLE}")


def _find_config(project: Project, fact: FrontendFact) -> Source | None:
    return find_config(project, manifest_of(project, fact), (_inside(fact, name) for name in CONFIGS))


def pages(project: Project, fact: FrontendFact) -> tuple[Pages, ...]:
    """The build first, as its addresses are right for sure; then the sources, as far as the config is written out."""
    config = _find_config(project, fact)
    said = read_default_export(config) if config else None
    base = said.get("baseUrl") if isinstance(said, dict) else None
    base = base if isinstance(base, str) else "/"
    found = [Pages(_output(project, fact), base)]
    for plugin, (default_folder, default_route) in CONTENT.items():
        options = _options(said, plugin)
        folder, route = _text(options, "path", default_folder), _text(options, "routeBasePath", default_route)
        inside = posixpath.normpath(fact.path(_inside(fact, folder))) + "/"
        if options is not False and any(file.startswith(inside) for file in project.files):
            found.append(Pages(_inside(fact, folder), re.sub(r"/+", "/", f"/{base}/{route}/")))
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


def dev(project: Project, fact: FrontendFact) -> Dev:
    """`docusaurus start` takes the last of several `--port` (docusaurus.io/docs/cli)."""
    program = ("docusaurus", "start", *_named(fact))
    options = ("--port", "{port}", "--no-open")
    return dev_server(project, fact, Server(program, 3000, ("start",), options, r"\bdocusaurus start\b"))


def build(project: Project, fact: FrontendFact) -> tuple[str, ...]:
    return built_by("docusaurus", "build", *_named(fact), says=r"\bdocusaurus build\b")(project, fact)


def _named(fact: FrontendFact) -> list[str]:
    """The site's folder for the command line, where it is not the one that the command runs in."""
    return [home] if (home := _home(fact)) != "." else []


def _output(_project: Project, fact: FrontendFact) -> str:
    return _inside(fact, "build")


FRONTEND = Frontend(
    name="docusaurus",
    detect=detect,
    landing=landing,
    mount=mount,
    dev=dev,
    build=build,
    output_dir=_output,
    pages=pages,
    variable=variable,
    words=("docusaurus", "react"),
)
