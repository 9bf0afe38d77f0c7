"""VitePress 1, with its own theme or another: the chat is mounted in `.vitepress/theme/index`, which is made or edited.

That module is loaded once, however many pages a visitor turns (vitepress.dev/guide/custom-theme).
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import PurePosixPath

from chatgraft.core.changes import Change, Create
from chatgraft.core.facts import Evidence, FrontendFact, Mount
from chatgraft.core.project import PackageManifest, Project
from chatgraft.edits.exported_object import find_property
from chatgraft.edits.statements import add_call
from chatgraft.frontends import WIDGET, Dev, Frontend, Landing, MountOptions, Pages, Proxy
from chatgraft.frontends.node_site import Server, built_by, describe, dev_server, find_first, is_typed, starting
from chatgraft.frontends.vite_site import API_VARIABLE, proxy_in

PACKAGE = "vitepress"
HOME = ".vitepress"
ENDINGS = ("ts", "js", "mts", "mjs")
CONFIGS = tuple(f"config{index}.{ending}" for index in ("", "/index") for ending in ENDINGS)
THEMES = tuple(f"{HOME}/theme/index.{ending}" for ending in ENDINGS)

TYPES = b'/// <reference types="vitepress/client" />\n\n'
"""So that TypeScript knows `import.meta.env`, which the widget's config reads."""


def detect(project: Project) -> Iterator[FrontendFact]:
    for file in project.named(*(f"{name}.{ending}" for name in ("config", "index") for ending in ENDINGS)):
        before, inside, name = file.rpartition(f"{HOME}/")
        folder = PurePosixPath(before)
        if inside and name in CONFIGS and (manifest := starting(project, folder, PACKAGE)):
            yield _fact(project, manifest, folder, file)


def _fact(project: Project, manifest: PackageManifest, folder: PurePosixPath, config: str) -> FrontendFact:
    home = folder.relative_to(manifest.folder)
    there = find_first(project, manifest, (str(home / name) for name in THEMES))
    typed = (there or config).endswith("ts") or is_typed(project, manifest)
    mount = there or str(home / HOME / "theme" / ("index.ts" if typed else "index.js"))
    fact = describe(project, manifest, "vitepress", PACKAGE, (Mount(mount, there is not None),))
    wanted, *others = fact.evidence
    language = "typescript" if typed else "javascript"
    return replace(fact, language=language, evidence=(wanted, Evidence(config, 1, "the site's config"), *others))


def _home(fact: FrontendFact) -> str:
    """The folder that holds `.vitepress`, relative to the frontend's root."""
    return posixpath.normpath(fact.mount.split(f"{HOME}/", 1)[0] or ".")


def _inside(fact: FrontendFact, path: str) -> str:
    return posixpath.normpath(posixpath.join(_home(fact), path))


def landing(_project: Project, fact: FrontendFact) -> Landing:
    return Landing(f"vanilla-{fact.language}", _inside(fact, f"{HOME}/theme/{WIDGET}"))


def mount(project: Project, fact: FrontendFact, _options: MountOptions) -> Iterator[Change]:
    """A theme that is there may be written in many ways; all of them are modules that load once."""
    file = fact.path(fact.mount)
    source = project.find_source(file) if fact.mounts[0].exists else None
    if source is None:
        kit = files("chatgraft.kits") / "widget" / "mounts" / "vitepress" / "index.js"  # TypeScript, too
        yield Create(file, (TYPES if file.endswith("ts") else b"") + kit.read_bytes())
    else:
        yield from add_call(source, f"import {{ mountChatKit }} from './{WIDGET}';", "mountChatKit();")


def proxy(project: Project, fact: FrontendFact, wanted: Proxy) -> Iterator[Change]:
    """In the site's config, which holds Vite's (vitepress.dev/reference/site-config#vite)."""
    yield from proxy_in(project, _config(fact), wanted, "vite")


def _config(fact: FrontendFact) -> str:
    """The config's path, which is the fact's second evidence."""
    return fact.evidence[1].file


def pages(project: Project, fact: FrontendFact) -> tuple[Pages, ...]:
    """The build first, then Markdown; `rewrites` are not followed, so that such pages need the build."""
    base, source = _text(project, fact, "base", "/"), project.find_source(_config(fact))
    clean = source is not None and find_property(source, "cleanUrls") == "true"
    return (
        Pages(_output(project, fact), base, clean),
        Pages(_inside(fact, _text(project, fact, "srcDir", ".")), base, clean, flavor=PACKAGE),
    )


def _output(project: Project, fact: FrontendFact) -> str:
    return _inside(fact, _text(project, fact, "outDir", f"{HOME}/dist"))


def _text(project: Project, fact: FrontendFact, key: str, default: str) -> str:
    """A string that the config says; what it computes is unknown."""
    source = project.find_source(_config(fact))
    written = find_property(source, key) if source else None
    return written[1:-1] if written and written[0] in "'\"" else default


def dev(project: Project, fact: FrontendFact) -> Dev:
    says = r"\bvitepress\b(?!\s+(build|preview|serve|init))"
    return dev_server(project, fact, Server((PACKAGE, "dev", _home(fact)), 5173, ("dev",), says=says))


def build(project: Project, fact: FrontendFact) -> tuple[str, ...]:
    return built_by(PACKAGE, "build", _home(fact), says=r"\bvitepress build\b")(project, fact)


FRONTEND = Frontend(
    name="vitepress",
    detect=detect,
    landing=landing,
    mount=mount,
    dev=dev,
    build=build,
    output_dir=_output,
    pages=pages,
    variable=lambda _project, _fact: API_VARIABLE,
    proxy=proxy,
    words=("vitepress", "vue"),
)
