"""A build that is moved by itself, away from `node_modules` and from the chat's folder: a visitor asks, and finds the
answer again after a restart."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from chatgraft.conformance import Service
from tests.fixtures.grafted import App, started
from tests.fixtures.node_kit import KIT_PACKAGES
from tests.fixtures.npm import TOOLS, installed, link_packages, run
from tests.fixtures.site import Site, build, chatgraft, check_out
from tests.fixtures.standing import Hand

ROOT = Path(__file__).parents[2]
PAGE = "<title>Tower</title><main><h1>Tower</h1><p>The tower opens at nine.</p></main>\n"
SERVER = """\
import { createServer } from 'node:http';
import { service } from './chatkit-backend/chatkit-server.mjs';

createServer((request, response) => service.listener(request, response)).listen(process.env.PORT, '127.0.0.1');
"""


async def test_what_a_host_sees_imported_is_all_that_the_chat_needs(tmp_path: Path) -> None:
    """Bundled into one file, but for packages; then traced, as Vercel, Netlify and Next.js find out what to copy."""
    project, alone = tmp_path / "project", tmp_path / "alone"
    (project / "public").mkdir(parents=True)
    (project / "public" / "index.html").write_text(PAGE)
    (project / "package.json").write_text("{}")
    (project / "site.mjs").write_text(SERVER)
    link_packages(installed(KIT_PACKAGES), project)
    where = ("--frontend", "none", "--backend", "node")
    run([sys.executable, "-m", "chatgraft", "add", ".", "--yes", "--no-install", *where], project)
    bundle = ("--bundle", "--platform=node", "--format=esm", "--packages=external", "--outfile=built/site.mjs")
    run([str(ROOT / "node_modules/.bin/esbuild"), "site.mjs", *bundle], project)
    for file in _traced(project, "built/site.mjs"):
        (alone / file).parent.mkdir(parents=True, exist_ok=True)
        os.link(project / file, alone / file)
    app = App("alone", ("node", "built/site.mjs"), "")
    await _chat(app, alone, {"SITE_ROOT": str(project / "public")}, "When does the tower open?", "at nine")


def _traced(project: Path, program: str) -> list[str]:
    nft = installed(TOOLS / "tracer") / "@vercel" / "nft"
    command = ["node", str(Path(__file__).with_name("traced.mjs")), str(nft), program]
    found: list[str] = json.loads(subprocess.run(command, cwd=project, capture_output=True, check=True).stdout)
    return found


@dataclass(frozen=True, slots=True)
class Moved:
    """A fixture of `tests/fixtures/sites`: its `build` that is moved, its `program`, and where in it the pages lie.
    A `change` of a file is what its owner makes for that."""

    site: str
    build: str
    program: str
    pages: str = ""
    file: str = ""
    change: tuple[str, str] = ("", "")


MOVED = (
    Moved(
        "next-app",
        ".next/standalone",
        "server.js",
        "../.next/server/app=/*",
        "next.config.ts",
        ("cacheComponents", "output: 'standalone',\n  cacheComponents"),
    ),
    Moved(
        "next-app-15",  # built by webpack
        ".next/standalone",
        "server.js",
        "../../.next/server/app=/*",
        "next.config.mjs",
        ("nextConfig = {", "nextConfig = { output: 'standalone' "),
    ),
    Moved("nuxt3", ".output", "server/index.mjs"),
)


@pytest.mark.skipif(not os.environ.get("FULL"), reason="builds of a minute each: FULL=1")
@pytest.mark.parametrize("moved", MOVED, ids=lambda moved: moved.site)
async def test_a_framework_s_own_build_takes_the_chat_along(moved: Moved, tmp_path: Path) -> None:
    site, alone = Site.read(moved.site), tmp_path / "alone"
    project = check_out(site, tmp_path / "project")
    if moved.file:
        config = project / moved.file
        config.write_text(config.read_text().replace(*moved.change))
    chatgraft(site, project, "add", "--yes", "--allow-dirty", "--assistant", "site")
    build(site, project, {})
    shutil.copytree(project / moved.build, alone, symlinks=True)
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "index.html").write_text(PAGE)
    settings = {"SITE_ROOT": moved.pages or str(pages)}
    question = (site.question, site.answer) if moved.pages else ("When does the tower open?", "at nine")
    await _chat(App("alone", ("node", moved.program), ""), alone, settings, *question)


async def _chat(app: App, alone: Path, settings: dict[str, str], question: str, answer: str) -> None:
    address = {"PORT": "{port}", "HOST": "127.0.0.1", "HOSTNAME": "127.0.0.1", "CHATKIT_SECRET": "s" * 40}
    with started(app, alone, {**address, **settings}) as running:
        service = Service(f"{running.url}/chatkit", running.url, Hand(running))
        async with service.visitor() as ann:
            stream = await ann.ask(question)
            assert answer in stream.text
            before = await ann.items(stream.thread_id)
            await service.hand.stop()
            await service.hand.start()
            assert await ann.items(stream.thread_id) == before
