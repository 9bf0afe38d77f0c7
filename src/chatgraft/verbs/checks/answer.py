"""Does the chat answer where it is started while one works on the project?"""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator

from chatgraft.core.errors import Finding
from chatgraft.core.project import Project
from chatgraft.plan.decisions import Plan
from chatgraft.verbs.checks import Check, Say

PATIENCE = 5.0
"""Seconds."""


def look(_project: Project, plan: Plan, say: Say) -> Iterator[Finding]:
    """Only said: that it is not started, or something else is, is no fault of the graft's."""
    service = plan.service
    if service is None:
        return
    url = f"http://127.0.0.1:{service.port}{service.health}"
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as reply:
            answers = reply.headers.get_content_type() == "application/json"
    except urllib.error.HTTPError:
        answers = False
    except OSError:
        say(f"nothing listens at port {service.port}; started by: {' '.join(service.start.words())}")
        return
    if answers:
        say(f"the chat answers at {url}")
    else:
        say(f"what listens at port {service.port} is not the chat, or was started before the graft")
    yield from ()


CHECK = Check("Answer", look)
