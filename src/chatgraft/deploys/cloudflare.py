"""Cloudflare's Workers and Pages (developers.cloudflare.com/workers/wrangler/configuration)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any

from chatgraft.core.data_files import find_data
from chatgraft.core.facts import DeployFact, Evidence
from chatgraft.core.project import Project
from chatgraft.core.source import Source
from chatgraft.deploys import Deploy
from chatgraft.deploys.signs import Signs, configs
from chatgraft.edits.exports import read_json

WRANGLER = ("wrangler.toml", "wrangler.json", "wrangler.jsonc")
SIGNS = Signs(
    host="cloudflare",
    adapters=("@sveltejs/adapter-cloudflare", "@sveltejs/adapter-cloudflare-workers"),
    presets=("cloudflare",),
    packages=(
        *("@opennextjs/cloudflare", "@cloudflare/next-on-pages", "@cloudflare/vite-plugin", "nitro-cloudflare-dev"),
        *("@remix-run/cloudflare", "@remix-run/cloudflare-pages", "@react-router/cloudflare"),
    ),
)


def find(project: Project, root: str) -> Iterator[DeployFact]:
    """A `main` that is written by hand is another worker beside the app: that of an app is built, but where one of the
    packages above is wanted."""
    yield from SIGNS.find(project, root)
    for source in configs(project, root, WRANGLER):
        main = _read(source).get("main")
        if not isinstance(main, str) or posixpath.normpath(posixpath.join(root, main)) not in project.files:
            yield DeployFact(SIGNS.host, Evidence(source.file, 1, "is read by the host"))


def _read(source: Source) -> dict[str, Any]:
    data = source.parsed(find_data if source.file.endswith(".toml") else read_json)
    return data if isinstance(data, dict) else {}


DEPLOY = Deploy(name=SIGNS.host, title="Cloudflare", kind="isolates", find=find)
