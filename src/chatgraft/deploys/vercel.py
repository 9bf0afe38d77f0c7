"""Vercel, where functions on Node answer (vercel.com/docs/functions/limitations)."""

from __future__ import annotations

from chatgraft.deploys import Deploy
from chatgraft.deploys.signs import Signs

SIGNS = Signs(
    host="vercel",
    adapters=("@sveltejs/adapter-vercel",),
    presets=("vercel",),
    packages=(
        *("@vercel/analytics", "@vercel/speed-insights", "@vercel/functions", "@vercel/node", "@vercel/toolbar"),
        *("@vercel/blob", "@vercel/kv", "@vercel/postgres", "@vercel/edge-config"),
        *("@vercel/remix", "@vercel/react-router"),
    ),
    files=("vercel.json", ".vercel/project.json"),
)
DEPLOY = Deploy(
    name=SIGNS.host,
    title="Vercel",
    kind="functions",
    find=SIGNS.find,
    limit="It ends a function after 300 seconds, or after what `maxDuration` or the project's settings say.",
)
