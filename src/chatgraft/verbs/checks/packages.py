"""Are the widget's packages installed?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from chatgraft.changes.commands import by_hand
from chatgraft.core.errors import Finding
from chatgraft.core.project import Project
from chatgraft.plan.decisions import Plan
from chatgraft.render.kit import widget_kit
from chatgraft.render.package_managers import install_command
from chatgraft.verbs.checks import Check, Say


def look(project: Project, plan: Plan, say: Say) -> Iterator[Finding]:
    if plan.site is None or not (wanted := widget_kit(plan.site.landing.kit).packages):
        return
    fact = plan.site.fact
    command = install_command(project, fact)
    cure = by_hand(command) if command else "Install the site's packages"
    homes = {project.root / fact.root, project.root / (fact.workspace or fact.root)}
    for name in wanted:
        version = next((found for home in homes if (found := _installed(home, name))), None)
        if version is None:
            yield Finding("not-installed", f"{name} is not installed.", "The site's build will fail.", cure)
        else:
            say(f"{name} {version} is installed")


def _installed(home: Path, package: str) -> str | None:
    try:
        return str(json.loads((home / "node_modules" / package / "package.json").read_text("utf-8"))["version"])
    except (OSError, ValueError, KeyError):
        return None


CHECK = Check("Packages", look)
