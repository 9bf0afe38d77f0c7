"""The widget: a kit folder copied, the owner's choices written into its config, the packages added."""

from __future__ import annotations

from collections.abc import Iterator

from chatgraft import frontends
from chatgraft.core.changes import Change, Command, Create
from chatgraft.core.project import Project
from chatgraft.core.source import Source
from chatgraft.edits import applied
from chatgraft.edits.javascript import set_property
from chatgraft.edits.package_json import add_dependencies
from chatgraft.frontends import MountOptions
from chatgraft.plan.decisions import Plan, Site
from chatgraft.render import kit
from chatgraft.render.package_managers import install_command

CONFIGURED = ("selection", "history", "feedback", "retry")


def widget(project: Project, plan: Plan) -> Iterator[Change]:
    site = plan.site
    if site is None:
        return
    described = kit.widget_kit(site.landing.kit)
    for file, data in kit.files(f"widget/{site.landing.kit}"):
        content = _configured(Source(file, data), plan) if file == described.config else data
        yield Create(f"{site.widget}/{file}", content, machinery="/" in file)
    options = MountOptions(site.landing, site.pages)
    yield from frontends.every()[site.fact.framework].mount(project, site.fact, options)
    if described.packages and (manifest := project.find_source(site.fact.path("package.json"))):
        yield from add_dependencies(manifest, described.packages)


def install(project: Project, site: Site) -> Iterator[Command]:
    """The package manager's own install, where the widget needs packages."""
    if kit.widget_kit(site.landing.kit).packages and (command := install_command(project, site.fact)):
        yield command


def _configured(config: Source, plan: Plan) -> bytes:
    """The owner's config with this plan's values. Where nothing was chosen the kit's own words stay."""
    values = {"ui": _quoted(plan.ui)} if plan.ui != "auto" else {}
    if plan.api_url:
        values["api"] = _quoted(plan.api_url)
    if plan.domain_key:
        values["domainKey"] = _quoted(plan.domain_key)
    values |= {name: "false" for name in CONFIGURED if name not in plan.features}
    for name, expression in values.items():
        config = applied(config, set_property(config, name, expression))
    return config.data


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
