"""The edge runtimes of Vercel and Netlify, where a whole app is set to them.

A single route that asks for one (`export const runtime = 'edge'`) says nothing of the chat's: Next and SvelteKit hand
no layout's runtime down to a route handler, and one that names none runs on Node
(nextjs.org/docs/app/api-reference/file-conventions/route-segment-config, svelte.dev/docs/kit/adapter-vercel).
"""

from __future__ import annotations

from collections.abc import Iterator

from chatgraft.core.facts import DeployFact, Evidence
from chatgraft.core.project import Project
from chatgraft.deploys import Deploy
from chatgraft.deploys.signs import SVELTE, Signs, configs
from chatgraft.edits.exported_object import find_property
from chatgraft.edits.imports import imports

# The option of SvelteKit's adapters, and what it is there.
OPTIONS = {"@sveltejs/adapter-vercel": ("runtime", "edge"), "@sveltejs/adapter-netlify": ("edge", "true")}
SIGNS = Signs(
    host="edge",
    presets=("vercel-edge", "netlify-edge"),
    packages=("@netlify/remix-edge-adapter",),
)


def find(project: Project, root: str) -> Iterator[DeployFact]:
    yield from SIGNS.find(project, root)
    for source in configs(project, root, SVELTE):
        for adapter in (each for each in imports(source) if each.module in OPTIONS):
            key, wanted = OPTIONS[adapter.module]
            local = next((here for name, here in adapter.names if name == "default"), "")
            if (find_property(source, key, call=local) or "").strip("'\"") == wanted:
                seen = Evidence(source.file, adapter.line, f"{adapter.module} with {key}: {wanted}")
                yield DeployFact(SIGNS.host, seen, is_configured=True)


DEPLOY = Deploy(name=SIGNS.host, title="an edge runtime", kind="isolates", find=find)
