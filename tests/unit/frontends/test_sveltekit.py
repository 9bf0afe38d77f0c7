"""SvelteKit apps: what is found, where the chat is mounted, what does not fool the survey."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.core.changes import ByHand, Change
from chatgraft.core.facts import FrontendFact, Mount
from chatgraft.core.project import Project
from chatgraft.frontends import Landing, MountOptions, Pages, Proxy, every
from tests.unit.sites import Files, after, make_project, package

SVELTEKIT = every()["sveltekit"]
WANTS = package({}, devDependencies={"@sveltejs/kit": "^2.70.4"}, scripts={"dev": "vite dev", "build": "vite build"})
JS: dict[str, str] = {
    "package.json": WANTS,
    "svelte.config.js": "const config = { kit: { adapter: adapter() } };\n\nexport default config;\n",
    "vite.config.js": "export default defineConfig({\n\tplugins: [sveltekit()]\n});\n",
    "src/app.html": "",
}
TS = {**JS, "tsconfig.json": "{}"}
THREE = {
    "package.json": package({}, devDependencies={"@sveltejs/kit": "3.2.0"}),
    "vite.config.js": "export default defineConfig({ plugins: [sveltekit({ adapter: adapter() })] });\n",
    "src/routes/+page.svelte": "",
}
CALL = "import { mountChatKit } from './chatkit-widget';\n\nmountChatKit();\n"
CHECKED = '{\n  // types\n  "compilerOptions": {"checkJs": true,},\n}\n'


def only(project: Project) -> FrontendFact:
    (fact,) = SVELTEKIT.detect(project)
    return fact


def mounted(project: Project) -> list[Change]:
    fact = only(project)
    return list(SVELTEKIT.mount(project, fact, MountOptions(SVELTEKIT.landing(project, fact))))


def configured(app: Files, **options: str) -> Files:
    """The app with `kit` (SvelteKit 2) or what `sveltekit()` is given (3) holding these options."""
    said = ", ".join(f"{name}: {value}" for name, value in options.items())
    old, new = ("kit: { ", f"kit: {{ {said}, ") if "svelte.config.js" in app else ("({ adapter", f"({{ {said}, adapter")
    return {name: str(text).replace(old, new) if "config" in name else text for name, text in app.items()}


@pytest.mark.parametrize(
    ("files", "language", "mount", "kit"),
    [
        (TS, "typescript", "src/hooks.client.ts", "vanilla-typescript"),
        (JS, "javascript", "src/hooks.client.js", "vanilla-javascript"),
        ({**JS, "jsconfig.json": CHECKED}, "javascript", "src/hooks.client.js", "vanilla-typescript"),
        ({**JS, "jsconfig.json": '{"compilerOptions": {}}'}, "javascript", "src/hooks.client.js", "vanilla-javascript"),
        ({**JS, "jsconfig.json": "{"}, "javascript", "src/hooks.client.js", "vanilla-javascript"),
        ({**TS, "src/hooks.client.js": "a();\n"}, "typescript", "src/hooks.client.js", "vanilla-typescript"),
        (
            {**JS, "src/hooks.client/index.js": "a();\n"},
            "javascript",
            "src/hooks.client/index.js",
            "vanilla-javascript",
        ),
        (THREE, "javascript", "src/hooks.client.js", "vanilla-javascript"),
    ],
)
def test_finds_the_app(tmp_path: Path, files: Files, language: str, mount: str, kit: str) -> None:
    project = make_project(tmp_path, {f"web/{name}": text for name, text in files.items()})
    fact = only(project)
    assert (fact.framework, fact.root, fact.language) == ("sveltekit", "web", language)
    assert fact.mounts == (Mount(mount, exists=mount in files),)
    assert fact.evidence[0].file == "web/package.json"
    assert SVELTEKIT.landing(project, fact) == Landing(kit, "src/chatkit-widget")


@pytest.mark.parametrize("files", [JS, THREE])
def test_folders_that_the_configuration_moves(tmp_path: Path, files: Files) -> None:
    moved = configured(files, files="{ src: 'app', hooks: { client: 'app/start/browser' } }")
    project = make_project(tmp_path, moved)
    fact = only(project)
    assert (fact.mount, SVELTEKIT.landing(project, fact).folder) == ("app/start/browser.js", "app/chatkit-widget")
    assert after(project, mounted(project)) == {
        "app/start/browser.js": CALL.replace("./chatkit-widget", "../chatkit-widget")
    }


@pytest.mark.parametrize(
    "files",
    [
        {"package.json": package({}, peerDependencies={"@sveltejs/kit": "^2"}), "index.js": ""},
        {"package.json": package({"svelte": "^5"}), "svelte.config.js": "", "src/app.html": ""},
        {"package.json": "{", "svelte.config.js": ""},
        {"README.md": "@sveltejs/kit", "svelte.config.js": "// @sveltejs/kit"},
        {"node_modules/x/package.json": WANTS, "node_modules/x/svelte.config.js": ""},
        {"app/package.json": WANTS, "svelte.config.js": ""},
    ],
)
def test_is_not_fooled(tmp_path: Path, files: Files) -> None:
    assert list(SVELTEKIT.detect(make_project(tmp_path, files))) == []


def test_an_example_ranks_lower(tmp_path: Path) -> None:
    project = make_project(tmp_path, JS | {f"examples/a/{name}": text for name, text in JS.items()})
    own, example = sorted(SVELTEKIT.detect(project), key=lambda fact: -fact.confidence)
    assert (own.root, own.confidence - example.confidence > 0.1) == (".", True)


def test_makes_the_module_that_runs_in_the_browser(tmp_path: Path) -> None:
    assert after(*_both(make_project(tmp_path, TS))) == {"src/hooks.client.ts": CALL}


def _both(project: Project) -> tuple[Project, list[Change]]:
    return project, mounted(project)


def test_edits_the_module_that_is_there(tmp_path: Path) -> None:
    hooks = "import { report } from './report'\n\nexport const handleError = ({ error }) => report(error)\n"
    project = make_project(tmp_path, {**JS, "src/hooks.client.js": hooks})
    edited = after(project, mounted(project))
    (text,) = edited.values()
    assert text.startswith("import { report } from './report'\nimport { mountChatKit } from './chatkit-widget'\n")
    assert text.endswith("\n\nmountChatKit()\n")
    make_project(tmp_path, edited)
    assert mounted(Project(tmp_path)) == []


def test_a_site_without_scripts_is_told(tmp_path: Path) -> None:
    project = make_project(tmp_path, {**JS, "src/routes/+layout.server.js": "export const csr = false;\n"})
    (by_hand,) = [change for change in mounted(project) if isinstance(change, ByHand)]
    assert (by_hand.file, by_hand.snippet) == ("src/routes/+layout.server.js", "export const csr = true;")
    for said in ("export const csr = true;\n", "export const csr = dev;\n", "// export const csr = false;\n", "(\n"):
        make_project(tmp_path, {"src/routes/+layout.server.js": said})
        assert not [change for change in mounted(Project(tmp_path)) if isinstance(change, ByHand)]


@pytest.mark.parametrize(
    ("files", "out", "folder"),
    [
        (JS, "build", "build"),
        (THREE, "build", "build"),
        (configured(JS, a="adapter({ pages: 'docs' })"), "build", "build"),  # two adapters: no saying
        (
            {**JS, "svelte.config.js": "export default { kit: { adapter: adapter({ pages: 'docs' }) } };"},
            "docs",
            "docs",
        ),
        ({**THREE, "vite.config.js": "sveltekit({ adapter: adapter({ pages: 'docs' }) });"}, "docs", "docs"),
        (
            {**JS, "package.json": package({"@sveltejs/kit": "2", "@sveltejs/adapter-node": "5"})},
            "build",
            "build/prerendered",
        ),
    ],
)
def test_where_the_built_pages_lie(tmp_path: Path, files: Files, out: str, folder: str) -> None:
    project = make_project(tmp_path, files)
    fact = only(project)
    assert SVELTEKIT.output_dir(project, fact) == out
    assert SVELTEKIT.pages(project, fact) == (
        Pages(folder, "/", clean=True, bare=True),
        Pages(".svelte-kit/output/prerendered/pages", "/", clean=True, bare=True),
    )


def test_pages_below_a_base(tmp_path: Path) -> None:
    project = make_project(tmp_path, configured(THREE, paths="{ base: '/app' }"))
    assert SVELTEKIT.pages(project, only(project))[0] == Pages("build", "/app/", clean=True, bare=True)


def test_how_it_is_worked_on(tmp_path: Path) -> None:
    project = make_project(tmp_path, {**JS, "pnpm-lock.yaml": ""})
    fact = only(project)
    dev = SVELTEKIT.dev(project, fact)
    assert (dev.argv, dev.port, dev.options) == (("pnpm", "dev"), 5173, ("--port", "{port}"))
    assert SVELTEKIT.build(project, fact) == ("pnpm", "build")
    variable = SVELTEKIT.variable(project, fact)
    assert variable is not None
    assert variable.name == "VITE_CHATKIT_API"


def test_the_development_server_passes_the_chat_on(tmp_path: Path) -> None:
    project = make_project(tmp_path, JS)
    assert SVELTEKIT.proxy is not None
    edited = after(project, list(SVELTEKIT.proxy(project, only(project), Proxy("/chatkit", "http://127.0.0.1:8001"))))
    assert "server: { proxy: { '^/chatkit(/|$)': 'http://127.0.0.1:8001' } }" in edited["vite.config.js"]
