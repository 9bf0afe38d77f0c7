"""The host that SvelteKit's `adapter-auto` finds itself on when it builds (svelte.dev/docs/kit/adapter-auto)."""

from __future__ import annotations

from chatgraft.deploys import Deploy
from chatgraft.deploys.signs import Signs

SIGNS = Signs(host="adapter-auto", adapters=("@sveltejs/adapter-auto",))
DEPLOY = Deploy(
    name=SIGNS.host,
    title="the host that adapter-auto finds",
    kind="functions",
    find=SIGNS.find,
    limit="Vercel ends a function after 300 seconds, Netlify after 60; on Cloudflare there is no Node: --wire service.",
    rank=-2,
)
