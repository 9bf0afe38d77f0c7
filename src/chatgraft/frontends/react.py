"""React with another bundler (webpack, Rspack, Rsbuild, Parcel, esbuild): the chat is shown beside what is rendered.

The entry is read from the bundler's configuration, else it is where the bundler looks by itself. Where webpack or
Rspack is not set up for JSX and for CSS modules, the site gets the build of the widget that needs neither.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from chatgraft.core.asides import is_aside
from chatgraft.core.changes import ByHand, Change
from chatgraft.core.facts import Evidence, FrontendFact
from chatgraft.core.node_project import find_version
from chatgraft.core.project import PackageManifest, Project
from chatgraft.core.source import Source
from chatgraft.core.workspaces import apps_without_manifest
from chatgraft.edits.config import add_item, set_in
from chatgraft.edits.exported_object import find_property
from chatgraft.edits.javascript import strings
from chatgraft.edits.react_entry import renders
from chatgraft.frontends import Dev, Frontend, Landing, Pages, Proxy, Variable, react_site
from chatgraft.frontends.node_site import (
    Server,
    dev_server,
    knows_types,
    manifest_of,
    nearest_wanting,
    script,
    scripts_starting,
    vanilla_landing,
    written_path,
    written_paths,
)
from chatgraft.frontends.react_site import Entry


@dataclass(frozen=True, slots=True)
class Bundler:
    """`entry` and `output` are keys of its configuration; `server` is its development server, which the package
    `served_by` brings: without a script and without that there is none. `builds_in` says that JSX and CSS modules need
    no configuration.
    """

    package: str
    name: str
    server: Server
    served_by: str | None = None
    entry: tuple[str, ...] = ()
    output: tuple[str, ...] = ()
    builds_in: bool = True
    proxy: tuple[str, ...] = ()


SCRIPTS = ("dev", "start", "serve", "develop")
BUNDLERS = (
    Bundler(
        "@rsbuild/core",
        "rsbuild",
        Server(("rsbuild", "dev"), 3000, SCRIPTS, says=r"\brsbuild( dev\b|(?=\s+-|\s*$))"),
        "@rsbuild/core",
        ("source", "entry"),
        ("output", "distPath", "root"),
        proxy=("server", "proxy"),
    ),
    Bundler(
        "webpack",
        "webpack",
        Server(("webpack", "serve"), 8080, SCRIPTS, says=r"\bwebpack(-dev-server| serve| server)\b"),
        "webpack-dev-server",
        ("entry",),
        ("output", "path"),
        builds_in=False,
        proxy=("devServer", "proxy"),
    ),
    Bundler(
        "@rspack/core",
        "rspack",
        Server(("rspack", "serve"), 8080, SCRIPTS, says=r"\brspack (serve|dev|s)\b"),
        "@rspack/cli",
        ("entry",),
        ("output", "path"),
        builds_in=False,
        proxy=("devServer", "proxy"),
    ),
    Bundler("parcel", "parcel", Server((), 1234, SCRIPTS, says=r"\bparcel\b(?! (build|watch|help))")),
    Bundler("esbuild", "esbuild", Server((), 8000, SCRIPTS, ("--serve={port}",), r"\besbuild\b[^&|;]*--serve")),
)
USUAL = (
    *(
        "src/index",
        "src/main",
        "src/app",
        "src/client/index",
        "src/client",
        "src/renderer/index",
        "client/src/index",
        "client/index",
    ),
    *("app/index", "app/app", "app/main", "index", "main"),
)
RSBUILD_VARIABLE = Variable("PUBLIC_CHATKIT_API", "import.meta.env.PUBLIC_CHATKIT_API")
"""Rsbuild shows the browser what begins with `PUBLIC_` (rsbuild.rs/guide/advanced/env-vars)."""


def detect(project: Project) -> Iterator[FrontendFact]:
    for manifest in (*project.packages, *apps_without_manifest(project)):
        bundler = _find_bundler(project, manifest)
        if bundler and react_site.is_application(project, manifest):
            yield from _site(project, manifest, bundler)


def _find_bundler(project: Project, manifest: PackageManifest) -> Bundler | None:
    """The one that the package itself wants, or configures where its workspace brings it."""
    for bundler in BUNDLERS:
        if bundler.package in manifest.wants:
            return bundler
        if nearest_wanting(project, manifest.folder, bundler.package) and _configs(project, manifest, bundler):
            return bundler
    return None


def _site(project: Project, manifest: PackageManifest, bundler: Bundler) -> Iterator[FrontendFact]:
    """None where nothing renders: many packages bundle what is no site. The entry's own language counts, as a bundler
    that reads the one need not read the other.
    """
    entry = _find_entry(project, manifest, bundler)
    if entry:
        fact = react_site.describe_site(project, manifest, "react", bundler.package, entry)
        is_typed = entry.source.file.endswith(("ts", "tsx"))
        yield replace(
            fact,
            version=find_version(project, manifest, "react"),
            language="typescript" if is_typed else "javascript",
            confidence=fact.confidence - 0.05,
        )


def _find_entry(project: Project, manifest: PackageManifest, bundler: Bundler) -> Entry | None:
    for config in _configs(project, manifest, bundler):
        written = find_property(config, *bundler.entry) if bundler.entry else None
        entry = react_site.find_entry(project, _candidates(manifest, config, written)) if written else None
        if entry and renders(entry):
            return Entry(entry, Evidence(config.file, config.line_of(bundler.entry[-1]), "names the entry"))
    entry = react_site.find_entry(project, map(manifest.path, USUAL))
    return Entry(entry) if entry and renders(entry) else None


def _candidates(manifest: PackageManifest, config: Source, written: str | None) -> Iterator[str]:
    """Paths in a configuration are relative to the package, or to its own folder where joined with `__dirname`."""
    for folder in dict.fromkeys((str(manifest.folder), posixpath.dirname(config.file))):
        yield from (posixpath.join(folder, path) for path in written_paths(written))


def _configs(project: Project, manifest: PackageManifest, bundler: Bundler) -> list[Source]:
    """Its configuration files, also those that are put together from parts; what is for production alone comes last."""
    folder = "" if str(manifest.folder) == "." else f"{manifest.folder}/"
    name = re.compile(rf"(?:[\w.-]+/){{0,2}}(?:{bundler.name}[\w.-]*|{bundler.name}/[\w.-]+)\.[cm]?[jt]s")
    inside = (file for file in project.ending(".js", ".ts", ".mjs", ".cjs", ".mts", ".cts") if file.startswith(folder))
    found = (file for file in inside if name.fullmatch(file.removeprefix(folder)) and not is_aside(file))
    ranked = sorted(found, key=lambda file: (file.count("/"), "prod" in file, file))
    return [source for file in ranked if (source := project.find_source(file))]


def _bundler_of(project: Project, fact: FrontendFact) -> tuple[Bundler, list[Source]]:
    manifest = manifest_of(project, fact)
    bundler = _find_bundler(project, manifest)
    if bundler is None:
        raise LookupError(f"{fact.path('package.json')} wants no bundler any more")
    return bundler, _configs(project, manifest, bundler)


def landing(project: Project, fact: FrontendFact) -> Landing:
    bundler, configs = _bundler_of(project, fact)
    said = {text for config in configs for text in strings(config)}
    jsx = ".tsx" if fact.language == "typescript" else ".jsx"
    if bundler.builds_in or {jsx, "css-loader"} <= said:
        return react_site.landing(project, fact)
    return react_site.beside_code(fact, vanilla_landing(project, fact))


def dev(project: Project, fact: FrontendFact) -> Dev:
    """The bundler's own server is told the port; a script that starts another one keeps its own. Where nothing starts
    one, the page is shown from where it lies or is built.
    """
    bundler, configs = _bundler_of(project, fact)
    other = script(project, fact, *SCRIPTS)
    brings = bundler.served_by and nearest_wanting(project, PurePosixPath(fact.root), bundler.served_by)
    if scripts_starting(project, fact, bundler.server) or (brings and not other):
        return dev_server(project, fact, bundler.server)
    written = (find_property(config, *bundler.proxy[:-1], "port") for config in configs if bundler.proxy)
    port = next((int(port) for port in written if port and port.isdecimal()), bundler.server.port)
    return Dev(other, port, folder="." if other else _shown(project, fact))


def _shown(project: Project, fact: FrontendFact) -> str:
    pages = (each for each in (".", "public") if posixpath.normpath(fact.path(f"{each}/index.html")) in project.files)
    return next(pages, None) or output_dir(project, fact)


def output_dir(project: Project, fact: FrontendFact) -> str:
    """Where the configuration says, from its own folder where that is joined with `__dirname`."""
    bundler, configs = _bundler_of(project, fact)
    for config in configs if bundler.output else []:
        expression = find_property(config, *bundler.output) or ""
        if written := written_path(expression):
            inside = posixpath.relpath(posixpath.dirname(config.file) or ".", fact.root)
            return posixpath.normpath(posixpath.join(inside if "__dirname" in expression else "", written))
    return "dist"


def variable(project: Project, fact: FrontendFact) -> Variable | None:
    """Only Rsbuild has a rule of its own; what webpack replaces is up to each configuration."""
    bundler, _ = _bundler_of(project, fact)
    is_known = bundler.name == "rsbuild" and knows_types(project, fact, "@rsbuild/core/types")
    return RSBUILD_VARIABLE if is_known else None


def proxy(project: Project, fact: FrontendFact, wanted: Proxy) -> Iterator[Change]:
    """An entry of `devServer.proxy` (webpack.js.org/configuration/dev-server), which webpack-dev-server 4 takes as a
    list, too, and 5 as nothing else; or of Rsbuild's `server.proxy` (rsbuild.rs/config/server/proxy).

    Rsbuild would name the service as the host that was asked, which is then not the page's own.
    """
    bundler, configs = _bundler_of(project, fact)
    config = _find_served(project, fact, bundler, configs)
    path = f"(path) => /^\\{wanted.path}(\\/|$)/.test(path)"
    target = f"target: '{wanted.target}', changeOrigin: false"
    item = f"{{ {_filter(project, fact, bundler)}: {path}, {target} }}"
    if config is None:
        place = "in the settings of the bundler's development server"
        yield ByHand(fact.path("package.json"), place, item, "no configuration was found that has them")
    elif (find_property(config, *bundler.proxy) or "[").startswith("{"):
        yield from set_in(config, (*bundler.proxy, f"'{wanted.path}'"), f"{{ {target} }}")
    else:
        yield from add_item(config, bundler.proxy, item)


def _find_served(project: Project, fact: FrontendFact, bundler: Bundler, configs: list[Source]) -> Source | None:
    """The configuration that the development server reads: the one that has settings of it, else the only one there is.
    None where no script starts that server: an application may put webpack into a server of its own.
    """
    having = [config for config in configs if bundler.proxy and find_property(config, bundler.proxy[0])]
    only = configs if bundler.proxy and len(configs) == 1 and scripts_starting(project, fact, bundler.server) else []
    return next(iter(having or only), None)


def _filter(project: Project, fact: FrontendFact, bundler: Bundler) -> str:
    """What Rsbuild calls the paths of an entry since 2, as http-proxy-middleware does since 3; the others keep to
    the old name.
    """
    version = find_version(project, manifest_of(project, fact), bundler.package) or ""
    return "pathFilter" if bundler.name == "rsbuild" and not version.startswith(("0.", "1.")) else "context"


def _pages(project: Project, fact: FrontendFact) -> tuple[Pages, ...]:
    return react_site.pages(output_dir(project, fact))


FRONTEND = Frontend(
    name="react",
    detect=detect,
    landing=landing,
    mount=react_site.mount,
    dev=dev,
    build=lambda project, fact: script(project, fact, "build"),
    output_dir=output_dir,
    pages=_pages,
    variable=variable,
    proxy=proxy,
    rank=-1,
    builds=True,
    words=("react",),
)
