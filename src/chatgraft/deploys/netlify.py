"""Netlify, where functions on Node answer (docs.netlify.com/build/functions/configuration)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from chatgraft.core.data_files import find_data, table_in
from chatgraft.core.facts import DeployFact, Evidence
from chatgraft.core.project import Project
from chatgraft.deploys import Deploy
from chatgraft.deploys.signs import Signs

FILE = "netlify.toml"
SIGNS = Signs(
    host="netlify",
    adapters=("@sveltejs/adapter-netlify",),
    presets=("netlify",),
    packages=(
        *("@netlify/functions", "@netlify/plugin-nextjs", "@netlify/nuxt", "@netlify/vite-plugin"),
        *("@netlify/remix-adapter", "@netlify/vite-plugin-react-router", "@netlify/blobs", "@netlify/neon"),
    ),
    files=(FILE,),
)


def find(project: Project, root: str) -> Iterator[DeployFact]:
    """Also where the file lies above the app and names its folder."""
    yield from SIGNS.find(project, root)
    source = project.find_source(FILE) if root != "." and FILE in project.files else None
    build = table_in(source.parsed(find_data), "build") if source else {}
    for key in ("base", "publish"):
        named = posixpath.normpath(str(build.get(key) or ".").strip("/"))
        if source and f"{named}/".startswith(f"{root}/"):
            yield DeployFact(SIGNS.host, Evidence(FILE, source.line_of(key), f"{key} is {named}"))


DEPLOY = Deploy(
    name=SIGNS.host,
    title="Netlify",
    kind="functions",
    find=find,
    limit="It ends a function after 60 seconds.",
)
