"""Angular 15 to 22, standalone or with modules, in a workspace of Angular's or of Nx: the entry mounts the chat.

The entry is what the `build` target names as `browser` or, with the older builders, as `main`
(angular.dev/reference/configs/workspace-config). With server rendering it runs in the browser alone.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from chatgraft.core.changes import ByHand, Change, Create
from chatgraft.core.data_files import table_in
from chatgraft.core.errors import ChatgraftError, Exit, Finding
from chatgraft.core.facts import Evidence, FrontendFact, Mount
from chatgraft.core.node_project import run_program, script_options
from chatgraft.core.project import Project
from chatgraft.core.workspaces import find_manifest
from chatgraft.edits import config, exports
from chatgraft.edits import json as json_file
from chatgraft.frontends import Dev, Frontend, MountOptions, Pages, Proxy
from chatgraft.frontends.node_site import (
    call_in_entry,
    describe,
    manifest_of,
    nearest_wanting,
    script,
    vanilla_landing_beside,
)

PACKAGE = "@angular/core"
SSR = "@angular/ssr"
OLDEST = 15
"""The first that brings a TypeScript with `satisfies` (angular.dev/reference/versions)."""
BUILDER = re.compile(r"[^:]*(?:angular|ngx)[^:]*:")
WITHOUT_BROWSER_FOLDER = re.compile(r":(?:webpack-)?browser")
PROXY_OPTION = re.compile(r"--proxy-?config[= ](\S+)", re.IGNORECASE)
PORT = 4200


@dataclass(frozen=True, slots=True)
class _App:
    """An application. `file` describes it, at `keys`; the paths there start from the folder `top` of the workspace.

    `folder` and `entry` are relative to the project's root. `runner` is the program that runs a target.
    """

    name: str
    file: str
    keys: tuple[str, ...]
    targets: dict[str, Any]
    top: str
    folder: str
    entry: str
    runner: str

    def options(self, target: str) -> dict[str, Any]:
        return table_in(table_in(self.targets, target), "options")

    def path(self, written: str) -> str:
        """A path of the description, relative to the project's root."""
        plain = written.replace("{projectRoot}", posixpath.relpath(self.folder, self.top)).replace(
            "{workspaceRoot}", "."
        )
        return posixpath.normpath(posixpath.join(self.top, plain))


def detect(project: Project) -> Iterator[FrontendFact]:
    for app in _apps(project):
        manifest = find_manifest(project, PurePosixPath(app.folder))
        if manifest and nearest_wanting(project, manifest.folder, PACKAGE):
            mount = Mount(posixpath.relpath(app.entry, app.folder), exists=True)
            fact = describe(project, manifest, "angular", PACKAGE, (mount,))
            source = project.find_source(app.file)
            line = source.line_of(posixpath.relpath(app.entry, app.top)) if source else 1
            named = Evidence(app.file, line, f"names the entry of {app.name}")
            yield replace(fact, language="typescript", evidence=(*fact.evidence, named))


def _apps(project: Project) -> Iterator[_App]:
    """Those whose entry is there. An only one of a workspace has its package.json beside it, several are told apart by
    folders of their own.
    """
    for file in project.named("angular.json", ".angular.json"):
        top = str(PurePosixPath(file).parent)
        said = table_in(_read(project, file), "projects")
        found = [app for name in said if (app := _app(project, file, ("projects", name), top))]
        yield from found if len(found) > 1 else (replace(app, folder=top) for app in found)
    tops = {PurePosixPath(file).parent for file in project.named("nx.json")}
    for file in project.named("project.json") if tops else ():
        above = next((folder for folder in PurePosixPath(file).parents if folder in tops), None)
        if above is not None and (app := _app(project, file, (), str(above))):
            yield app


def _app(project: Project, file: str, keys: tuple[str, ...], top: str) -> _App | None:
    said = _read(project, file)
    for key in keys:
        said = table_in(said, key)
    key = "architect" if "architect" in said else "targets"
    build = table_in(table_in(said, key), "build")
    options = table_in(build, "options")
    entry = options.get("browser") or options.get("main")
    if not BUILDER.match(str(build.get("builder") or build.get("executor"))) or not isinstance(entry, str):
        return None
    inside = said.get("root")
    folder = posixpath.join(top, inside) if keys and isinstance(inside, str) else posixpath.dirname(file)
    app = _App(
        name=str(keys[-1] if keys else said.get("name") or posixpath.basename(folder)),
        file=file,
        keys=(*keys, key),
        targets=table_in(said, key),
        top=top,
        folder=posixpath.normpath(folder or "."),
        entry="",
        runner="ng" if keys else "nx",
    )
    found = app.path(entry)
    return replace(app, entry=found) if found in project.files else None


def _read(project: Project, file: str) -> dict[str, Any]:
    source = project.find_source(file)
    data = exports.read_json(source) if source else None
    return data if isinstance(data, dict) else {}


def _app_of(project: Project, fact: FrontendFact) -> _App:
    """The app that the fact rests on (LookupError where it is gone)."""
    entry = posixpath.normpath(fact.path(fact.mount))
    found = next((app for app in _apps(project) if app.entry == entry), None)
    if found is None:
        raise LookupError(f"no workspace file names {entry} any more")
    return found


def mount(project: Project, fact: FrontendFact, options: MountOptions) -> Iterator[Change]:
    """Raises ChatgraftError where the site's TypeScript cannot read the widget."""
    _require_version(project, fact)
    yield from call_in_entry(project, fact, options)


def _require_version(project: Project, fact: FrontendFact) -> None:
    major = re.match(r"\d+", fact.version or "")
    if major and int(major.group()) < OLDEST:
        manifest = nearest_wanting(project, PurePosixPath(fact.root), PACKAGE) or manifest_of(project, fact)
        finding = Finding(
            code="angular-too-old",
            what=f"The site runs on Angular {fact.version}, and the chat widget needs Angular {OLDEST} or newer.",
            why="Its TypeScript is older than 4.9, in which the widget is written.",
            cure="Upgrade Angular (https://angular.dev/update-guide), then run this again.",
            file=manifest.source.file,
            line=manifest.line_of(PACKAGE),
        )
        raise ChatgraftError(finding, Exit.ASK)


def dev(project: Project, fact: FrontendFact) -> Dev:
    options = ("--port", "{port}")
    if own := _own_script(project, fact, "start", "serve", "dev"):
        return Dev(own, PORT, script_options(fact.package_manager, *options))
    return Dev(_run(project, fact, "serve"), PORT, options)


def build(project: Project, fact: FrontendFact) -> tuple[str, ...]:
    return _own_script(project, fact, "build") or _run(project, fact, "build")


def _own_script(project: Project, fact: FrontendFact, *names: str) -> tuple[str, ...]:
    """Of an app whose package.json lies in its folder. One further up speaks for several."""
    manifest = manifest_of(project, fact)
    return script(project, fact, *names) if manifest.home == manifest.folder else ()


def _run(project: Project, fact: FrontendFact, target: str) -> tuple[str, ...]:
    app = _app_of(project, fact)
    return run_program(fact.package_manager, app.runner, target, app.name)


def output_dir(project: Project, fact: FrontendFact) -> str:
    """The newer builders put what a browser gets into a folder of that name."""
    app = _app_of(project, fact)
    said, written = table_in(app.targets, "build"), app.options("build").get("outputPath")
    inner = written.get("browser", "browser") if isinstance(written, dict) else "browser"
    base = written.get("base") if isinstance(written, dict) else written
    if WITHOUT_BROWSER_FOLDER.search(str(said.get("builder") or said.get("executor"))):
        inner = ""
    folder = app.path(str(base or f"dist/{app.name}"))
    return posixpath.normpath(posixpath.join(posixpath.relpath(folder, fact.root), str(inner)))


def pages(project: Project, fact: FrontendFact) -> tuple[Pages, ...]:
    """With server rendering the build renders pages ahead (angular.dev/guide/ssr), else the browser makes the text."""
    renders = nearest_wanting(project, PurePosixPath(fact.root), SSR) is not None
    return (Pages(output_dir(project, fact), bare=not renders),)


def proxy(project: Project, fact: FrontendFact, wanted: Proxy) -> Iterator[Change]:
    """An entry of the file that `proxyConfig` names (angular.dev/tools/cli/serve), which is made where there is none.

    A pattern of this form is understood by all the development servers that Angular has had.
    """
    app = _app_of(project, fact)
    entry = f"{wanted.path}{{,/**}}"
    there = _proxy_file(project, fact, app)
    if there is not None and there not in project.grafted:
        yield from _pass_on(project, there, entry, wanted.target)
        return
    source, file = project.find_source(app.file), posixpath.join(posixpath.dirname(app.entry), "proxy.conf.json")
    if source is None or "serve" not in app.targets:
        yield ByHand(app.file, "in the options of `serve`", f'"proxyConfig": "{file}"', "there is no such target")
    else:
        yield Create(file, json.dumps({entry: {"target": wanted.target}}, indent=2).encode() + b"\n")
        path = (*app.keys, "serve", "options", "proxyConfig")
        yield from json_file.set_in(source, path, posixpath.relpath(file, app.top))


def _proxy_file(project: Project, fact: FrontendFact, app: _App) -> str | None:
    """The file of the owner's that is used already: by a script's option, which wins, or by the target."""
    if named := PROXY_OPTION.search(" ".join(manifest_of(project, fact).scripts.values())):
        return app.path(named.group(1))
    serve = table_in(app.targets, "serve")
    places = (
        app.options("serve"),
        *(each for each in table_in(serve, "configurations").values() if isinstance(each, dict)),
    )
    written = next((str(place["proxyConfig"]) for place in places if "proxyConfig" in place), None)
    return app.path(written) if written else None


def _pass_on(project: Project, file: str, entry: str, target: str) -> Iterator[Change]:
    source = project.find_source(file)
    if source is None:
        snippet = json.dumps({entry: {"target": target}}, indent=2)
        yield ByHand(file, "in the outermost object", snippet, "no such file was found")
    elif file.endswith(".json"):
        yield from json_file.set_in(source, (entry,), {"target": target})
    else:
        yield from config.set_in(source, (f"'{entry}'",), f"{{ target: '{target}' }}")


FRONTEND = Frontend(
    name="angular",
    detect=detect,
    landing=vanilla_landing_beside,
    mount=mount,
    dev=dev,
    build=build,
    output_dir=output_dir,
    pages=pages,
    proxy=proxy,
    builds=True,
    words=("angular",),
)
