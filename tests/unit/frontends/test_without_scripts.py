"""A package.json without scripts: the site is worked on and built by its framework's own program."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from chatgraft.core.project import Project
from chatgraft.frontends import every
from chatgraft.survey import survey
from tests.fixtures.site import SITES, Site

PORT = ("--port", "{port}")


def without_scripts(name: str, tmp_path: Path) -> Project:
    shutil.copytree(SITES / name, tmp_path, ignore=shutil.ignore_patterns("node_modules"), dirs_exist_ok=True)
    manifest = tmp_path / Site.read(name).root / "package.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_text("utf-8")), "scripts": {}}), "utf-8")
    return Project(tmp_path)


@pytest.mark.parametrize(
    ("name", "dev", "options", "build"),
    [
        ("angular20", "ng serve {app}", PORT, "ng build {app}"),
        ("astro-5", "astro dev", PORT, "astro build"),
        ("create-react-app", "react-scripts start", (), "react-scripts build"),
        ("docusaurus", "docusaurus start", (*PORT, "--no-open"), "docusaurus build"),
        ("gatsby", "gatsby develop", PORT, "gatsby build"),
        ("next-app", "next dev", PORT, "next build"),
        ("next-pages", "next dev", PORT, "next build"),
        ("nuxt4", "nuxt dev", PORT, "nuxt build"),
        ("react-router-7", "react-router dev", PORT, "react-router build"),
        ("react-rsbuild", "rsbuild dev", PORT, ""),
        ("react-vite", "vite", (*PORT, "--strictPort"), "vite build"),
        ("react-webpack", "webpack serve", PORT, ""),
        ("remix", "remix vite:dev", PORT, "remix vite:build"),
        ("sveltekit-2", "vite dev", PORT, "vite build"),
        ("vitepress", "vitepress dev {home}", PORT, "vitepress build {home}"),
        ("vue-vite", "vite", (*PORT, "--strictPort"), "vite build"),
    ],
)
def test_the_frameworks_own_program_does(
    tmp_path: Path, name: str, dev: str, options: tuple[str, ...], build: str
) -> None:
    project = without_scripts(name, tmp_path)
    framework = Site.read(name).framework
    fact = next(fact for fact in survey(project).frontends if fact.framework == framework)
    found, built = every()[framework].dev(project, fact), every()[framework].build(project, fact)
    own = {"app": found.argv[-1], "home": fact.mount.split("/.vitepress")[0]}
    assert " ".join(found.argv).endswith(" " + dev.format(**own))
    assert found.options == options
    assert " ".join(built).endswith(build.format(**own))
    assert bool(built) == bool(build)
