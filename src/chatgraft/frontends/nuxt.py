"""Nuxt 3 and 4, in JavaScript or TypeScript: a plugin that runs in the browser alone mounts the chat.

Nuxt registers what lies in its plugins folder by itself (nuxt.com/docs/guide/directory-structure/plugins), and hands
values of the environment over as runtime config (nuxt.com/docs/guide/going-further/runtime-config).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files

from chatgraft.core.changes import ByHand, Change, Create
from chatgraft.core.facts import FrontendFact, Mount
from chatgraft.core.node_project import find_version
from chatgraft.core.project import PackageManifest, Project
from chatgraft.edits.config import nested, set_in
from chatgraft.edits.exported_object import find_property, find_text
from chatgraft.frontends import WIDGET, Frontend, Landing, MountOptions, Pages, Proxy, Variable
from chatgraft.frontends.node_site import (
    Server,
    built_by,
    describe,
    dev_server,
    find_config,
    find_first,
    manifest_of,
    nearest_wanting,
    vanilla_landing,
)

CONFIGS = tuple(f"nuxt.config.{ending}" for ending in ("ts", "js", "mts", "mjs", "cts", "cjs"))
COMPONENTS = ("app.vue", "App.vue", "app/app.vue", "app/App.vue")
PLUGIN = "chatkit.client"
OUTPUT = ".output/public"
API_VARIABLE = Variable("NUXT_PUBLIC_CHATKIT_API", None)
# What `app/` may hold while the sources lie beside it, as Nuxt's own rule for `srcDir` has it.
NO_SOURCES = re.compile(r"router\.options\.|spa-loading-template\.html$")


def detect(project: Project) -> Iterator[FrontendFact]:
    """Where Nuxt's config or its root component lies beside package.json. Nuxt 2 and layers alone are not found."""
    for manifest in project.packages:
        brings = nearest_wanting(project, manifest.folder, "nuxt")
        if brings is None or "nuxt.config" in str(manifest.data.get("main")):
            continue
        version = find_version(project, brings, "nuxt") or ""
        if find_first(project, manifest, (*CONFIGS, *COMPONENTS)) and not re.match(r"[012]\b", version):
            yield _fact(project, manifest, version)


def _fact(project: Project, manifest: PackageManifest, version: str) -> FrontendFact:
    config = find_config(project, manifest, CONFIGS)
    plugins = find_text(config, "dir", "plugins") if config else None
    folder = posixpath.join(_sources(project, manifest, version), plugins or "plugins")
    fact = describe(project, manifest, "nuxt", "nuxt", (Mount(folder, exists=False),))
    typed = fact.language == "typescript" or (config is not None and config.file.endswith("ts"))
    mount = Mount(posixpath.normpath(f"{folder}/{PLUGIN}.{'ts' if typed else 'js'}"), exists=False)
    return replace(fact, mounts=(mount,), language="typescript" if typed else "javascript")


def _sources(project: Project, manifest: PackageManifest, version: str) -> str:
    """The folder of the sources, `~` in Nuxt: as the config has it, else since Nuxt 4 `app` where that holds any."""
    config = find_config(project, manifest, CONFIGS)
    if config and (written := find_text(config, "srcDir")) is not None:
        return written
    is_ahead = config is not None and find_property(config, "future", "compatibilityVersion") == "4"
    if re.match(r"3\b", version) and not is_ahead:
        return "."
    inside = f"{manifest.path('app')}/"
    within = (file.removeprefix(inside) for file in project.files if file.startswith(inside))
    return "app" if any(not NO_SOURCES.match(file) for file in within) else "."


def landing(project: Project, fact: FrontendFact) -> Landing:
    """Among the sources, in a folder of its own: Nuxt takes what lies there for no component, composable or page."""
    manifest = manifest_of(project, fact)
    folder = posixpath.normpath(f"{_sources(project, manifest, fact.version or '')}/{WIDGET}")
    return replace(vanilla_landing(project, fact), folder=folder)


def mount(project: Project, fact: FrontendFact, _options: MountOptions) -> Iterator[Change]:
    """The plugin, and the declaration without which Nuxt hands over no value of the environment."""
    name = posixpath.basename(fact.mount)
    kit = files("chatgraft.kits") / "widget" / "mounts" / "nuxt" / name
    yield Create(fact.path(fact.mount), kit.read_bytes())
    if config := find_config(project, manifest_of(project, fact), CONFIGS):
        yield from set_in(config, ("runtimeConfig", "public", "chatkitApi"), "''")


def variable(project: Project, fact: FrontendFact) -> Variable | None:
    """The plugin reads it: `chatkit.config` is evaluated before Nuxt is there to ask."""
    return API_VARIABLE if find_config(project, manifest_of(project, fact), CONFIGS) else None


def proxy(project: Project, fact: FrontendFact, wanted: Proxy) -> Iterator[Change]:
    """A route rule (nuxt.com/docs/api/nuxt-config#routerules) of the development server alone: whoever hosts the site
    passes the chat on by their own means. `nitro.devProxy` would take `/chatkit-anything`, too.
    """
    path = ("$development", "routeRules", f"'{wanted.path}/**'")
    rule = f"{{ proxy: '{wanted.target}{wanted.path}/**' }}"
    if config := find_config(project, manifest_of(project, fact), CONFIGS):
        yield from set_in(config, path, rule)
    else:
        yield ByHand(fact.path(CONFIGS[0]), "in the exported object", nested(path, rule), "no such file was found")


def pages(project: Project, fact: FrontendFact) -> tuple[Pages, ...]:
    """What was rendered ahead, and the Markdown of Nuxt Content (content.nuxt.com) where there is some."""
    has_content = any(file.startswith(fact.path("content/")) for file in project.files)
    built = Pages(OUTPUT, bare=not _renders_ahead(project, fact))
    return (built, Pages("content")) if has_content else (built,)


def _renders_ahead(project: Project, fact: FrontendFact) -> bool:
    """By `nuxt generate`, or what the configuration names (nuxt.com/docs/getting-started/prerendering)."""
    manifest = manifest_of(project, fact)
    built = manifest.scripts.get("build", manifest.scripts.get("generate", ""))
    if re.search(r"\b(nuxt|nuxi) generate\b", built):
        return True
    config = find_config(project, manifest, CONFIGS)
    return config is not None and any(
        find_property(config, *path) for path in (("nitro", "prerender"), ("routeRules",))
    )


FRONTEND = Frontend(
    name="nuxt",
    detect=detect,
    landing=landing,
    mount=mount,
    dev=lambda project, fact: dev_server(project, fact, Server(("nuxt", "dev"), 3000)),
    build=built_by("nuxt", "build", scripts=("build", "generate")),
    output_dir=lambda _project, _fact: OUTPUT,
    pages=pages,
    variable=variable,
    proxy=proxy,
    builds=True,
    words=("nuxt", "vue"),
)
