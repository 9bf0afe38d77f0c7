"""Where the assistant asks a route of the app that carries the chat, and the app could wait for itself."""

from __future__ import annotations

from collections.abc import Iterator

from chatgraft.core.errors import Finding
from chatgraft.core.gunicorn import one_at_a_time
from chatgraft.core.project import Project
from chatgraft.plan.decisions import Plan

CURE = "Let its workers have threads: gunicorn --worker-class gthread --threads 32"


def waiting(project: Project, plan: Plan) -> Iterator[Finding]:
    """Under WSGI a worker without threads is busy with the visitor while the route should answer."""
    service = plan.service
    fact, app = (service.assistant_fact, service.fact) if service else (None, None)
    if fact is None or app is None or fact.endpoint is None or not fact.is_carriers or app.interface != "wsgi":
        return
    for place in one_at_a_time(project):
        what = f"{place.file} {place.why}: the app would wait for itself."
        why = f"The chat asks {fact.endpoint.path} of the app that carries it, and says that it is busy instead."
        yield Finding("waits-for-itself", what, why, CURE, place.file, place.line)
        return
