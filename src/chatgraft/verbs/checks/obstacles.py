"""Do the chat's requests arrive on the site's own origin?"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from chatgraft.core.errors import Finding
from chatgraft.core.project import Project
from chatgraft.obstacles import Way, in_the_way
from chatgraft.plan.decisions import Plan
from chatgraft.plan.sites import PATH
from chatgraft.render.kit import widget_kit
from chatgraft.verbs.checks import Check, Say


def obstacles(project: Project, plan: Plan) -> Iterator[Finding]:
    """None where the chat has an origin of its own, and no page loads it by a tag."""
    if plan.site is None or urlsplit(plan.api_url or PATH).netloc:
        return
    described, landing = widget_kit(plan.site.landing.kit), plan.site.landing
    script = f"/{landing.folder}/{described.component}" if "as-it-lies" in described.tags else None
    path = plan.service.api if plan.service else PATH
    carried = plan.service is not None and plan.service.shows_site
    yield from in_the_way(project, Way(plan.site.fact.root, plan.api_url or path, script, carried))


def look(project: Project, plan: Plan, say: Say) -> Iterator[Finding]:
    found = list(obstacles(project, plan))
    yield from found
    if plan.site and not found:
        say("nothing was found that keeps the chat's requests from arriving")


CHECK = Check("Way", look)
