"""A server on Node that lives on, as a configuration asks for it: whatever else lies there, functions do not answer."""

from __future__ import annotations

from chatgraft.deploys import Deploy
from chatgraft.deploys.signs import Signs

SIGNS = Signs(
    host="node-server",
    adapters=("@sveltejs/adapter-node", "svelte-adapter-bun"),
    presets=("node", "bun"),
)
DEPLOY = Deploy(name=SIGNS.host, title="a server on Node", kind="server", find=SIGNS.find)
