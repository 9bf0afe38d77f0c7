"""Are the widget's packages installed?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from chatgraft.changes.commands import by_hand
from chatgraft.core.errors import Finding
from chatgraft.core.node_project import find_installed_version
from chatgraft.core.project import Project
from chatgraft.plan.decisions import Plan
from chatgraft.render.kit import widget_kit
from chatgraft.render.package_managers import install_command
from chatgraft.verbs.checks import Check, Say


def look(project: Project, plan: Plan, say: Say) -> Iterator[Finding]:
    if plan.site is None or not (wanted := widget_kit(plan.site.landing.kit).packages):
        return
    fact = plan.site.fact
    command = install_command(project, fact, wanted)
    cure = by_hand(command) if command else "Install the site's packages"
    for name in wanted:
        version = find_installed_version(project, PurePosixPath(fact.root), name)
        if version is None:
            yield Finding("not-installed", f"{name} is not installed.", "The site's build will fail.", cure)
        else:
            say(f"{name} {version} is installed")


CHECK = Check("Packages", look)
