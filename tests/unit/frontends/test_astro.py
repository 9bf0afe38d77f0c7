"""Astro sites, Starlight's among them: found by what they depend on, mounted by an integration."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.core.changes import ByHand, Change
from chatgraft.core.facts import FrontendFact, Mount
from chatgraft.core.project import Project
from chatgraft.frontends import Landing, MountOptions, Proxy, every
from tests.unit.sites import Files, after, make_project, package

ASTRO = every()["astro"]
PROXY = Proxy("/chatkit", "http://127.0.0.1:8001")
WANTS = package({"astro": "^5.18.2"}, scripts={"dev": "astro dev", "build": "astro build"})
CONFIG = "import { defineConfig } from 'astro/config';\n\nexport default defineConfig({});\n"
MDX = """import mdx from '@astrojs/mdx'
import { defineConfig } from 'astro/config'

export default defineConfig({
  site: 'https://a.example',
  integrations: [mdx()],
})
"""
JS: dict[str, str] = {"package.json": WANTS, "astro.config.mjs": CONFIG, "src/pages/index.astro": ""}
TS = {**JS, "tsconfig.json": "{}"}
IMPORT = "import chatkit from './src/chatkit-widget/astro.{}';"


def only(project: Project) -> FrontendFact:
    (fact,) = ASTRO.detect(project)
    return fact


def mounted(project: Project, proxy: Proxy | None = None) -> list[Change]:
    fact = only(project)
    return list(ASTRO.mount(project, fact, MountOptions(ASTRO.landing(project, fact), proxy=proxy)))


def proxied(project: Project) -> list[Change]:
    assert ASTRO.proxy is not None
    return list(ASTRO.proxy(project, only(project), PROXY))


@pytest.mark.parametrize(
    ("files", "language", "mount"),
    [
        (TS, "typescript", "astro.config.mjs"),
        (JS, "javascript", "astro.config.mjs"),
        ({"package.json": WANTS, "astro.config.ts": CONFIG}, "javascript", "astro.config.ts"),
        ({"package.json": WANTS, "src/pages/index.astro": ""}, "javascript", "astro.config.mjs"),
    ],
)
def test_finds_the_site(tmp_path: Path, files: Files, language: str, mount: str) -> None:
    project = make_project(tmp_path, {f"site/{name}": text for name, text in files.items()})
    fact = only(project)
    assert (fact.framework, fact.root, fact.version, fact.language) == ("astro", "site", "5.18.2", language)
    assert fact.mounts == (Mount(mount, exists=mount in files),)
    assert fact.evidence[0].file == "site/package.json"
    assert ASTRO.landing(project, fact) == Landing(f"vanilla-{language}", "src/chatkit-widget")


@pytest.mark.parametrize(
    "files",
    [
        {"package.json": package({}, peerDependencies={"astro": "^5"}), "index.ts": "", "src/page.astro": ""},
        {"package.json": package({"@astrojs/mdx": "^4"}), "astro.config.mjs": CONFIG},
        {"package.json": "{", "astro.config.mjs": CONFIG},
        {"README.md": "astro", "astro.config.mjs": "// astro"},
        {"node_modules/x/package.json": WANTS, "node_modules/x/astro.config.mjs": CONFIG},
        {"app/package.json": WANTS, "astro.config.mjs": CONFIG},
    ],
)
def test_is_not_fooled(tmp_path: Path, files: Files) -> None:
    assert list(ASTRO.detect(make_project(tmp_path, files))) == []


def test_an_example_ranks_lower(tmp_path: Path) -> None:
    project = make_project(tmp_path, JS | {f"examples/a/{name}": text for name, text in JS.items()})
    own, example = sorted(ASTRO.detect(project), key=lambda fact: -fact.confidence)
    assert (own.root, own.confidence - example.confidence > 0.1) == (".", True)


def test_the_integration_loads_the_chat(tmp_path: Path) -> None:
    project = make_project(tmp_path, {**TS, "astro.config.mjs": MDX})
    edited = after(project, mounted(project))
    assert edited.keys() == {"src/chatkit-widget/astro.ts", "astro.config.mjs"}
    assert "AstroIntegration" in edited["src/chatkit-widget/astro.ts"]
    assert edited["astro.config.mjs"] == MDX.replace("[mdx()]", "[mdx(), chatkit()]").replace(
        "'astro/config'\n", f"'astro/config'\n{IMPORT.format('ts').removesuffix(';')}\n"
    )
    make_project(tmp_path, edited)
    assert [change.file for change in mounted(Project(tmp_path))] == ["src/chatkit-widget/astro.ts"]


def test_it_passes_the_chat_on_in_development(tmp_path: Path) -> None:
    project = make_project(tmp_path, JS)
    assert proxied(project) == []
    edited = after(project, mounted(project, PROXY))
    assert "integrations: [chatkit({ service: 'http://127.0.0.1:8001' })]" in edited["astro.config.mjs"]
    assert IMPORT.format("js") in edited["astro.config.mjs"]
    assert "'^/chatkit(/|$)': service" in edited["src/chatkit-widget/astro.js"]


def test_a_site_without_a_configuration_gets_one(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"package.json": WANTS, "src/pages/index.astro": ""})
    edited = after(project, mounted(project))
    assert edited["astro.config.mjs"] == CONFIG.replace("\n\n", f"\n{IMPORT.format('js')}\n\n").replace(
        "{}", "{ integrations: [chatkit()] }"
    )


@pytest.mark.parametrize(
    "config",
    [
        "import { defineConfig } from 'astro/config';\nexport default defineConfig({ integrations: own() });\n",
        "import chatkit from './mine.js';\nexport default { integrations: [chatkit()] };\n",
        "module.exports = { integrations: [] };\n",
        "export default (\n",
    ],
)
def test_a_configuration_that_is_not_understood_is_handed_over(tmp_path: Path, config: str) -> None:
    project = make_project(tmp_path, {**JS, "astro.config.mjs": config})
    (by_hand,) = [change for change in mounted(project) if change.file == "astro.config.mjs"]
    assert isinstance(by_hand, ByHand)
    assert by_hand.snippet == f"{IMPORT.format('js')}\nintegrations: [chatkit()]"


def test_addresses_that_must_end_in_a_slash_cannot_be_passed_on(tmp_path: Path) -> None:
    for said, count in (("always", 1), ("never", 0)):
        config = CONFIG.replace("{}", f"{{ trailingSlash: '{said}' }}")
        assert len(proxied(make_project(tmp_path, {**JS, "astro.config.mjs": config}))) == count


CONTENT = dict.fromkeys(
    ("src/content/blog/a.md", "src/content/team/b.md", "src/pages/blog/[...slug].astro", "src/pages/[page].astro"), ""
)


@pytest.mark.parametrize(
    ("config", "wants", "expected"),
    [
        ("{}", {}, [("dist", "/"), ("src/content/blog", "/blog/"), ("src/pages", "/")]),
        (
            "{ base: 'docs', outDir: './out/' }",
            {"@astrojs/starlight": "0.37.7"},
            [
                ("out", "/docs/"),
                ("src/content/docs", "/docs/"),
                ("src/content/blog", "/docs/blog/"),
                ("src/pages", "/docs/"),
            ],
        ),
        (
            "{ base: '/', adapter: node() }",
            {},
            [("dist/client", "/"), ("src/content/blog", "/blog/"), ("src/pages", "/")],
        ),
    ],
)
def test_where_the_text_lies(
    tmp_path: Path, config: str, wants: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    files = {
        **JS,
        **CONTENT,
        "package.json": package({"astro": "5", **wants}),
        "astro.config.mjs": f"export default {config};",
    }
    project = make_project(tmp_path, files)
    found = ASTRO.pages(project, only(project))
    assert [(pages.folder, pages.url) for pages in found] == expected
    assert [pages.folder for pages in found if pages.bare] == ["src/pages"]


def test_how_it_is_worked_on(tmp_path: Path) -> None:
    project = make_project(tmp_path, {**JS, "package-lock.json": "{}"})
    fact = only(project)
    dev = ASTRO.dev(project, fact)
    assert (dev.argv, dev.port, dev.options) == (("npm", "run", "dev"), 4321, ("--", "--port", "{port}"))
    assert (ASTRO.build(project, fact), ASTRO.output_dir(project, fact)) == (("npm", "run", "build"), "dist")
    variable = ASTRO.variable(project, fact)
    assert variable is not None
    assert variable.name == "PUBLIC_CHATKIT_API"
