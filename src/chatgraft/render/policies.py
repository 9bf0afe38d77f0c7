"""The site's Content-Security-Policy: what the chat needs of it, added where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from chatgraft import policies
from chatgraft.core.changes import Change
from chatgraft.core.csp import lacking
from chatgraft.core.errors import Finding
from chatgraft.core.project import Project
from chatgraft.plan.decisions import Plan
from chatgraft.policies import Policy
from chatgraft.render.kit import widget_kit

OFFICIAL = "https://cdn.platform.openai.com"
KEYS = "https://api.openai.com"
# The one style that OpenAI's script puts into the page itself.
STYLE = "'sha256-G2shiuZXM1qoGNHm7OQ6u7Ye45SO8f8LKO17q0kfGvw='"


def allowed(project: Project, plan: Plan) -> Iterator[Change]:
    """The edits by which every policy of the site lets the chat in."""
    wanted = needs(plan)
    for policy in _of_site(project, plan) if plan.site else ():
        if lacks := lacking(policy.directives, wanted):
            yield from policy.widen(lacks)


def needs(plan: Plan) -> dict[str, tuple[str, ...]]:
    """By directive, what the chat loads and whom it talks to. Its styles are constructed, which no policy restricts."""
    if plan.site is None:
        return {}
    official = plan.ui == "openai" or (plan.ui == "auto" and bool(plan.domain_key))
    hosts = (OFFICIAL,) if official else ()
    found = {
        "script-src": ("'self'", *hosts),
        "connect-src": (*_addresses(plan), *((KEYS,) if official else ())),
        "trusted-types": ("lit-html", *(("chatkit",) if official else ())),
    }
    if official:
        found |= {"frame-src": hosts, "style-src": (STYLE,), "img-src": ("data:", *hosts), "font-src": hosts}
    if "attachments" in plan.features:  # pictures that visitors have sent, as the service shows them
        found["img-src"] = (*found.get("img-src", ()), *_addresses(plan))
    return found


def without_nonce(project: Project, plan: Plan) -> Iterator[Finding]:
    """A script that a page loads by a tag of its own needs the page's nonce, where the policy counts on one."""
    if plan.site is None or "as-it-lies" not in widget_kit(plan.site.landing.kit).tags:
        return
    for policy in _of_site(project, plan):
        sources = [
            each.lower() for each in policy.directives.get("script-src", policy.directives.get("default-src", ()))
        ]
        if "'strict-dynamic'" in sources:
            tag = f"{plan.site.landing.folder}/widget.js"
            what = f"The policy in {policy.file} lets in only scripts that carry its nonce or hash."
            cure = f'Give the tag of {tag} the nonce that your other scripts get: nonce="…"'
            yield Finding("csp-nonce", what, "The chat's script tag has none.", cure, policy.file, policy.line)


def without_local(project: Project, plan: Plan) -> Iterator[Finding]:
    """Where nothing passes the chat on, the widget talks to the service on the developer's machine. That is told: in a
    policy that visitors get it has no place.
    """
    if plan.api_url is not None or plan.service is None or plan.site is None:
        return
    if plan.site.proxy is not None or plan.service.shows_site:
        return
    origin = f"http://localhost:{plan.service.port}"
    for policy in _of_site(project, plan):
        if lacking(policy.directives, {"connect-src": (origin,)}):
            yield Finding(
                "csp-local",
                f"The policy in {policy.file} keeps the chat from {origin}.",
                "The widget talks to the service there while you work on the site. Visitors do not need it.",
                f"Allow connect-src {origin} where the policy is not sent to visitors.",
                policy.file,
                policy.line,
            )


def _addresses(plan: Plan) -> Iterator[str]:
    """Origins of the chat service as visitors reach it."""
    parts = urlsplit(plan.api_url or "")
    yield f"{parts.scheme}://{parts.netloc}" if parts.netloc else "'self'"


def _of_site(project: Project, plan: Plan) -> Iterator[Policy]:
    return policies.of_site(project, policies.every_policy(project), plan.site.fact.root if plan.site else ".")
