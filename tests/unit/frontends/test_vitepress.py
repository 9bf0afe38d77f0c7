"""VitePress sites: found by their config, mounted in their theme."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.core.changes import ByHand, Change
from chatgraft.core.facts import FrontendFact, Mount
from chatgraft.core.project import Project
from chatgraft.frontends import Landing, MountOptions, Pages, Proxy, every
from tests.unit.sites import Files, after, make_project, package

VITEPRESS = every()["vitepress"]
SCRIPTS = {"docs:dev": "vitepress dev docs", "docs:build": "vitepress build docs", "preview": "vitepress preview docs"}
WANTS = package({}, devDependencies={"vitepress": "1.6.4"}, scripts=SCRIPTS)
CONFIG = "import { defineConfig } from 'vitepress'\n\nexport default defineConfig({\n  title: 'A',\n})\n"
SITE = {"package.json": WANTS, "docs/.vitepress/config.mts": CONFIG}
PLAIN = {"package.json": WANTS, ".vitepress/config.js": CONFIG}


def only(project: Project) -> FrontendFact:
    (fact,) = VITEPRESS.detect(project)
    return fact


def mounted(project: Project) -> list[Change]:
    fact = only(project)
    return list(VITEPRESS.mount(project, fact, MountOptions(VITEPRESS.landing(project, fact))))


@pytest.mark.parametrize(
    ("files", "root", "mount", "landing"),
    [
        (SITE, ".", "docs/.vitepress/theme/index.ts", "vanilla-typescript"),
        (PLAIN, ".", ".vitepress/theme/index.js", "vanilla-javascript"),
        (
            {"docs/package.json": WANTS, "docs/.vitepress/config/index.ts": CONFIG},
            "docs",
            ".vitepress/theme/index.ts",
            "vanilla-typescript",
        ),
        (
            {**SITE, "docs/.vitepress/theme/index.js": "export default {}\n"},
            ".",
            "docs/.vitepress/theme/index.js",
            "vanilla-javascript",
        ),
        (
            {"package.json": package({"vitepress": "1"}, workspaces=["d"]), "d/package.json": "{}"}
            | {"d/.vitepress/config.js": CONFIG},
            "d",
            ".vitepress/theme/index.js",
            "vanilla-javascript",
        ),
    ],
)
def test_finds_the_site(tmp_path: Path, files: Files, root: str, mount: str, landing: str) -> None:
    project = make_project(tmp_path, files)
    fact = only(project)
    assert (fact.root, fact.mounts) == (root, (Mount(mount, mount in files),))
    folder = mount.replace("theme/", "theme/chatkit-widget/").rsplit("/", 1)[0]
    assert VITEPRESS.landing(project, fact) == Landing(landing, folder)


@pytest.mark.parametrize(
    "files",
    [
        {"package.json": WANTS},
        {"docs/.vitepress/config.mts": CONFIG},
        {"package.json": package({"vite": "7"}, description="vitepress"), "docs/.vitepress/config.mts": CONFIG},
        {"package.json": WANTS, "docs/vitepress/config.mts": CONFIG, "config/index.ts": CONFIG},
        {"package.json": WANTS, "docs/.vitepress/theme/index.ts": "", "docs/.vitepress/theme/config.ts": ""},
        {"app/package.json": WANTS, "docs/.vitepress/config.mts": CONFIG},
        {"package.json": WANTS, "node_modules/x/.vitepress/config.mts": CONFIG},
    ],
)
def test_is_not_fooled(tmp_path: Path, files: Files) -> None:
    assert list(VITEPRESS.detect(make_project(tmp_path, files))) == []


def test_a_template_ranks_low(tmp_path: Path) -> None:
    project = make_project(tmp_path, {f"template/{name}": text for name, text in SITE.items()})
    assert only(project).confidence < 0.5


def test_extends_the_default_theme(tmp_path: Path) -> None:
    ((file, text),) = after(project := make_project(tmp_path, SITE), mounted(project)).items()
    assert file == "docs/.vitepress/theme/index.ts"
    assert "extends: DefaultTheme" in text
    assert "import { mountChatKit } from './chatkit-widget';" in text


THEMES = [
    "import DefaultTheme from 'vitepress/theme'\nimport './style.css'\n\nexport default DefaultTheme\n",
    "import Theme from 'vitepress/theme'\n\nexport default {\n  extends: Theme,\n  enhanceApp({ app }) {},\n}\n",
    "import { h } from 'vue'\nimport { defineTheme } from './mine'\n\nexport default defineTheme({ h })\n",
]


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_of_the_owners(tmp_path: Path, theme: str) -> None:
    file = "docs/.vitepress/theme/index.ts"
    project = make_project(tmp_path, {**SITE, file: theme})
    head, _, tail = theme.partition("\n\n")
    line = "import { mountChatKit } from './chatkit-widget'"
    edited = after(project, mounted(project))
    assert edited == {file: f"{head}\n{line}\n\n{tail}\nmountChatKit()\n"}
    assert mounted(make_project(tmp_path, edited)) == []


@pytest.mark.parametrize("theme", ["import {\n", "const mountChatKit = 1\nexport default {}\n"])
def test_a_theme_that_is_not_understood_is_handed_over(tmp_path: Path, theme: str) -> None:
    (change,) = mounted(make_project(tmp_path, {**SITE, "docs/.vitepress/theme/index.ts": theme}))
    assert isinstance(change, ByHand)


def test_the_development_server_passes_the_chat_on(tmp_path: Path) -> None:
    assert VITEPRESS.proxy
    project = make_project(tmp_path, SITE)
    wanted = Proxy("/chatkit", "http://127.0.0.1:8001")
    (text,) = after(project, list(VITEPRESS.proxy(project, only(project), wanted))).values()
    entry = "{ server: { proxy: { '^/chatkit(/|$)': 'http://127.0.0.1:8001' } } }"
    assert text == CONFIG.replace("'A',\n", f"'A',\n  vite: {entry},\n")


def test_how_it_is_started_built_and_indexed(tmp_path: Path) -> None:
    text = CONFIG.replace("'A'", "'A', base: '/x/', srcDir: 'text', outDir: '../public', cleanUrls: true")
    project = make_project(tmp_path, {**SITE, "docs/.vitepress/config.mts": text})
    fact = only(project)
    dev = VITEPRESS.dev(project, fact)
    assert (dev.argv, dev.options) == (("npm", "run", "docs:dev"), ("--", "--port", "{port}"))
    assert VITEPRESS.build(project, fact) == ("npm", "run", "docs:build")
    assert VITEPRESS.output_dir(project, fact) == "public"
    assert VITEPRESS.pages(project, fact) == (
        Pages("public", "/x/", clean=True),
        Pages("docs/text", "/x/", clean=True, flavor="vitepress"),
    )
    assert VITEPRESS.variable(project, fact) is not None


def test_where_nothing_is_configured(tmp_path: Path) -> None:
    project = make_project(tmp_path, PLAIN)
    fact = only(project)
    assert VITEPRESS.output_dir(project, fact) == ".vitepress/dist"
    assert VITEPRESS.pages(project, fact) == (Pages(".vitepress/dist"), Pages(".", flavor="vitepress"))
