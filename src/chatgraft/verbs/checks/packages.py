"""Are the npm packages of the widget and of the service installed?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from chatgraft.changes.commands import by_hand
from chatgraft.core.errors import Finding
from chatgraft.core.node_project import find_installed_version
from chatgraft.core.project import Project
from chatgraft.plan.decisions import Plan
from chatgraft.render.npm_packages import asked
from chatgraft.render.package_managers import install_command
from chatgraft.verbs.checks import Check, Say


def look(project: Project, plan: Plan, say: Say) -> Iterator[Finding]:
    for each in asked(project, plan):
        command = install_command(project, each.home, each.packages)
        cure = by_hand(command) if command else "Install the site's packages"
        for name in each.packages:
            version = find_installed_version(project, PurePosixPath(each.home.root), name)
            if version is None:
                why = "The site's build will fail, or the chat will not start."
                yield Finding("not-installed", f"{name} is not installed.", why, cure)
            else:
                say(f"{name} {version} is installed")


CHECK = Check("Packages", look)
