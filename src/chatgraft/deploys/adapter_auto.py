"""The host that SvelteKit's `adapter-auto` finds itself on when it builds (svelte.dev/docs/kit/adapter-auto)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from chatgraft.core.facts import DeployFact
from chatgraft.core.project import Project
from chatgraft.deploys import Deploy
from chatgraft.deploys.signs import Signs

SIGNS = Signs(host="adapter-auto", adapters=("@sveltejs/adapter-auto",))


def find(project: Project, root: str) -> Iterator[DeployFact]:
    """It configures no host: whatever speaks for one counts for more."""
    yield from (replace(fact, is_configured=False) for fact in SIGNS.find(project, root))


DEPLOY = Deploy(
    name=SIGNS.host,
    title="the host that adapter-auto finds",
    kind="functions",
    find=find,
    limit="Vercel ends a function after 300 seconds, Netlify after 60; on Cloudflare there is no Node: --wire service.",
    rank=-2,
)
