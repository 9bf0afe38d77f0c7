"""The widget: a kit folder copied, the owner's choices written into its config, the packages added."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath

from chatgraft import frontends
from chatgraft.core.changes import Change, Create, Splice, composed
from chatgraft.core.node_project import find_exact_version, find_version
from chatgraft.core.project import PackageManifest, Project
from chatgraft.core.source import Source
from chatgraft.core.workspaces import find_manifest
from chatgraft.edits import applied
from chatgraft.edits.config import set_property
from chatgraft.edits.exported_object import find_property
from chatgraft.edits.javascript import add_import
from chatgraft.edits.package_json import add_dependencies
from chatgraft.frontends import MountOptions
from chatgraft.plan.decisions import Plan
from chatgraft.render import kit

PORT = 8001
"""Where the kit's own words have the service on a developer's machine."""
CONFIGURED = ("selection", "history", "feedback", "retry")


def widget(project: Project, plan: Plan) -> Iterator[Change]:
    site = plan.site
    if site is None:
        return
    described = kit.widget_kit(site.landing.kit)
    for file, data in described.files:
        content = _configured(Source(file, data), plan) if file == described.config else data
        yield Create(f"{site.widget}/{file}", content, machinery="/" in file)
    options = MountOptions(site.landing, site.pages, site.proxy)
    frontend = frontends.every()[site.fact.framework]
    mounted = list(frontend.mount(project, site.fact, options))
    if (passed_on := frontend.proxy) and (proxy := site.proxy):
        yield from _followed(project, mounted, lambda view: passed_on(view, site.fact, proxy))
    else:
        yield from mounted
    if described.packages and (manifest := find_manifest(project, PurePosixPath(site.fact.root))):
        yield from _types(project, manifest, described)


def _types(project: Project, manifest: PackageManifest, described: kit.WidgetKit) -> Iterator[Change]:
    """In the major version of those that the project has; none where some come with another package."""
    for name, beside in described.types:
        version = find_version(project, manifest, beside) if beside in manifest.wants else None
        if version and find_exact_version(project, manifest, name) is None:
            yield from add_dependencies(manifest.source, {name: f"^{version.partition('.')[0]}.0.0"}, "devDependencies")


def _followed(
    project: Project, changes: Sequence[Change], following: Callable[[Project], Iterator[Change]]
) -> Iterator[Change]:
    """The changes and those that follow them, which are made on the files as the first have left them."""
    first = _splices(changes)
    sources = {file: source for file in first if (source := project.find_source(file))}
    later = list(following(project.showing(applied(sources[file], first[file]) for file in sources)))
    yield from (change for change in (*changes, *later) if not isinstance(change, Splice))
    then = _splices(later)
    for file in first.keys() | then.keys():
        if source := project.find_source(file):
            yield from composed(source, first.get(file, ()), then.get(file, ()))


def _splices(changes: Sequence[Change]) -> dict[str, tuple[Splice, ...]]:
    files = {change.file for change in changes if isinstance(change, Splice)}
    return {file: tuple(each for each in changes if isinstance(each, Splice) and each.file == file) for file in files}


def _configured(config: Source, plan: Plan) -> bytes:
    """The owner's config with this plan's values. Where nothing was chosen the kit's own words stay."""
    values = {"ui": _quoted(plan.ui)} if plan.ui != "auto" else {}
    if address := _address(config, plan):
        values["api"] = address
    if plan.domain_key:
        values["domainKey"] = _quoted(plan.domain_key)
    values |= {name: "false" for name in CONFIGURED if name not in plan.features}
    if "attachments" in plan.features:
        values["attachments"] = "{ enabled: true }"
    for name, expression in values.items():
        config = applied(config, set_property(config, name, expression))
    variable = plan.site.variable if plan.site else None
    if variable and variable.statement:
        config = applied(config, add_import(config, variable.statement))
    return config.data


def _address(config: Source, plan: Plan) -> str | None:
    """Where the chat answers, as JavaScript; None where the kit's own words do. The environment's value wins."""
    variable = plan.site.variable if plan.site else None
    chosen = plan.api_url or _own_path(plan)
    fixed = _quoted(chosen) if chosen else _beside(config, plan)
    if variable is None or variable.expression is None:
        return fixed
    usual = fixed or find_property(config, "api")
    return f"{variable.expression} || {usual}" if chosen else f"{variable.expression} || ({usual})"


def _own_path(plan: Plan) -> str | None:
    """The path on the site's own origin, where requests for it arrive while one works on the site, too."""
    if plan.service and plan.service.shows_site:
        return plan.service.api
    return plan.site.proxy.path if plan.site and plan.site.proxy else None


def _beside(config: Source, plan: Plan) -> str | None:
    """The kit's own words with the port of the app that carries the chat; None where they are right as they are."""
    said = find_property(config, "api") or ""
    port = plan.service.port if plan.service else None
    return said.replace(f":{PORT}/", f":{port}/") if port not in (None, PORT) else None


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
