"""Nuxt sites: what is found, where the plugin goes, what the config is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.core.changes import ByHand, Change
from chatgraft.core.facts import FrontendFact
from chatgraft.core.project import Project
from chatgraft.frontends import Landing, MountOptions, Pages, Proxy
from chatgraft.frontends.nuxt import FRONTEND as NUXT
from tests.unit.sites import Files, after, make_project, package

CONFIG = "export default defineNuxtConfig({\n  devtools: { enabled: true },\n});\n"
DECLARED = CONFIG.replace("},\n}", "},\n  runtimeConfig: { public: { chatkitApi: '' } },\n}")
SERVICE = Proxy("/chatkit", "http://127.0.0.1:8001")


def nuxt(version: str, config: str = CONFIG, **files: str) -> dict[str, str]:
    return {"package.json": package({"nuxt": version}), "nuxt.config.ts": config, **files}


def only(project: Project) -> FrontendFact:
    (fact,) = NUXT.detect(project)
    return fact


def mounted(project: Project) -> list[Change]:
    fact = only(project)
    return list(NUXT.mount(project, fact, MountOptions(NUXT.landing(project, fact))))


def passed_on(project: Project) -> list[Change]:
    assert NUXT.proxy
    return list(NUXT.proxy(project, only(project), SERVICE))


def in_app(**files: str) -> dict[str, str]:
    return {"app/app.vue": "", **files}


@pytest.mark.parametrize(
    ("files", "plugin", "widget"),
    [
        (nuxt("3.21.11"), "plugins/chatkit.client.ts", "chatkit-widget"),
        (nuxt("^3.0.0") | in_app(), "plugins/chatkit.client.ts", "chatkit-widget"),
        (nuxt("^4.0.0") | in_app(), "app/plugins/chatkit.client.ts", "app/chatkit-widget"),
        (nuxt("latest") | in_app(), "app/plugins/chatkit.client.ts", "app/chatkit-widget"),
        (nuxt("4.5.2") | {"app.vue": ""}, "plugins/chatkit.client.ts", "chatkit-widget"),
        (nuxt("4.5.2") | {"app/router.options.ts": ""}, "plugins/chatkit.client.ts", "chatkit-widget"),
        (
            nuxt("3.21.11", "export default defineNuxtConfig({future: {compatibilityVersion: 4}})") | in_app(),
            "app/plugins/chatkit.client.ts",
            "app/chatkit-widget",
        ),
        (
            nuxt("3.21.11", "export default defineNuxtConfig({srcDir: './src/', dir: {plugins: 'start'}})"),
            "src/start/chatkit.client.ts",
            "src/chatkit-widget",
        ),
        (
            nuxt("4.5.2", "const here = '.';\nexport default {srcDir: here}") | in_app(),
            "plugins/chatkit.client.ts",
            "chatkit-widget",
        ),
        (
            {"package.json": package({"nuxt": "3.21.11"}), "nuxt.config.js": CONFIG},
            "plugins/chatkit.client.js",
            "chatkit-widget",
        ),
        ({"package.json": package({"nuxt": "3.21.11"}), "app.vue": ""}, "plugins/chatkit.client.js", "chatkit-widget"),
    ],
)
def test_where_the_plugin_and_the_widget_go(tmp_path: Path, files: Files, plugin: str, widget: str) -> None:
    project = make_project(tmp_path, files)
    fact = only(project)
    kit = "vanilla-typescript" if plugin.endswith("ts") else "vanilla-javascript"
    assert (fact.mount, fact.mounts[0].exists) == (plugin, False)
    assert NUXT.landing(project, fact) == Landing(kit, widget)


@pytest.mark.parametrize(
    "files",
    [
        nuxt("^2.17.0"),
        {"package.json": package({"nuxt": "4.5.2"})},
        {"package.json": package({"vue": "3"}), "nuxt.config.ts": CONFIG},
        {"package.json": package({"@nuxt/kit": "4.5.2"}), "nuxt.config.ts": CONFIG},
        nuxt("4.5.2") | {"package.json": package({"nuxt": "4.5.2"}, main="./nuxt.config.ts")},
        {f"node_modules/x/{name}": text for name, text in nuxt("4.5.2").items()},
    ],
)
def test_is_not_fooled(tmp_path: Path, files: Files) -> None:
    assert list(NUXT.detect(make_project(tmp_path, files))) == []


def test_an_app_of_a_workspace(tmp_path: Path) -> None:
    """`layers/base` has a config and no package.json: it is a part of the app above it."""
    root = {"package.json": package({"nuxt": "4.5.2"}, workspaces=["apps/*"]), "pnpm-lock.yaml": ""}
    app = {"apps/web/package.json": package({}), "apps/web/nuxt.config.ts": CONFIG, "apps/web/app/app.vue": ""}
    fact = only(make_project(tmp_path, root | app | {"apps/web/layers/base/nuxt.config.ts": CONFIG}))
    assert (fact.root, fact.workspace, fact.version, fact.mount) == (
        "apps/web",
        ".",
        "4.5.2",
        "app/plugins/chatkit.client.ts",
    )


def test_the_plugin_is_made_and_its_value_declared(tmp_path: Path) -> None:
    project = make_project(tmp_path, nuxt("3.21.11"))
    made = after(project, mounted(project))
    assert made.keys() == {"plugins/chatkit.client.ts", "nuxt.config.ts"}
    assert "mountChatKit(" in made["plugins/chatkit.client.ts"]
    assert made["nuxt.config.ts"] == DECLARED
    make_project(tmp_path, made)
    assert after(Project(tmp_path), mounted(Project(tmp_path))).keys() == {"plugins/chatkit.client.ts"}


def test_a_config_that_is_not_understood_is_handed_over(tmp_path: Path) -> None:
    project = make_project(tmp_path, nuxt("3.21.11", "export default make();\n"))
    (by_hand,) = [change for change in mounted(project) if isinstance(change, ByHand)]
    assert by_hand.snippet == "runtimeConfig: { public: { chatkitApi: '' } }"


def test_the_environments_value(tmp_path: Path) -> None:
    project = make_project(tmp_path, nuxt("3.21.11"))
    variable = NUXT.variable(project, only(project))
    assert variable
    assert (variable.name, variable.expression) == ("NUXT_PUBLIC_CHATKIT_API", None)
    bare = make_project(tmp_path / "bare", {"package.json": package({"nuxt": "3.21.11"}), "app.vue": ""})
    assert NUXT.variable(bare, only(bare)) is None


def test_the_development_server_passes_the_chat_on(tmp_path: Path) -> None:
    rule = "  $development: { routeRules: { '/chatkit/**': { proxy: 'http://127.0.0.1:8001/chatkit/**' } } },\n"
    project = make_project(tmp_path, nuxt("3.21.11"))
    assert after(project, passed_on(project)) == {"nuxt.config.ts": CONFIG.replace("},\n}", "},\n" + rule + "}")}


@pytest.mark.parametrize(
    "files",
    [
        {"package.json": package({"nuxt": "3.21.11"}), "app.vue": ""},
        nuxt("3.21.11", "export default defineNuxtConfig({$development: {routeRules: {'/chatkit/**': {ssr: false}}}})"),
    ],
)
def test_it_does_without(tmp_path: Path, files: Files) -> None:
    (by_hand,) = passed_on(make_project(tmp_path, files))
    assert isinstance(by_hand, ByHand)


def test_how_it_is_shown_and_indexed(tmp_path: Path) -> None:
    scripts = {"dev": "nuxt dev", "build": "nuxt build", "generate": "nuxt generate"}
    files = {"package.json": package({"nuxt": "3.21.11"}, scripts=scripts), "nuxt.config.ts": CONFIG}
    project = make_project(tmp_path, files | {"content/index.md": "# a"})
    fact = only(project)
    dev = NUXT.dev(project, fact)
    assert (dev.argv, dev.port, dev.options) == (("npm", "run", "dev"), 3000, ("--", "--port", "{port}"))
    assert NUXT.build(project, fact) == ("npm", "run", "build")
    assert NUXT.pages(project, fact) == (Pages(".output/public", bare=True), Pages("content"))
