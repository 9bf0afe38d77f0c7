"""Next.js with the App Router: what is found, where the chat is mounted, what does not fool the survey."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.core.changes import ByHand, Change, Create
from chatgraft.core.facts import FrontendFact, Mount
from chatgraft.core.project import Project
from chatgraft.frontends import MountOptions, Pages, Proxy, every
from tests.unit.sites import Files, after, make_project, package

NEXT = every()["next-app"]
MANIFEST = package({"next": "16.4.6", "react": "19.3.1"}, scripts={"dev": "next dev", "build": "next build"})
LAYOUT = """export default function RootLayout({ children }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
"""
PASSING = "export default function Layout({ children }) {\n  return children;\n}\n"
SHELL = "export default ({ children }) => <Shell>{children}</Shell>;\n"
PAGE = "export default function Page() {\n  return <p>a</p>;\n}\n"
APP: dict[str, str] = {"package.json": MANIFEST, "app/layout.js": LAYOUT, "app/page.js": PAGE}
MINE = "module.exports = { pageExtensions: ['my.tsx'] };\n"
SERVICE = Proxy("/chatkit", "http://127.0.0.1:8001")


def only(project: Project) -> FrontendFact:
    (fact,) = NEXT.detect(project)
    return fact


def mounted(project: Project) -> list[Change]:
    fact = only(project)
    return list(NEXT.mount(project, fact, MountOptions(NEXT.landing(project, fact))))


def proxied(project: Project) -> list[Change]:
    assert NEXT.proxy
    return list(NEXT.proxy(project, only(project), SERVICE))


def test_a_site_with_its_evidence(tmp_path: Path) -> None:
    files = {**APP, "next.config.mjs": "export default {};\n", "tsconfig.json": "{}"}
    fact = only(make_project(tmp_path, {f"web/{name}": text for name, text in files.items()}))
    assert (fact.framework, fact.root, fact.version, fact.router) == ("next-app", "web", "16.4.6", "app")
    assert (fact.language, fact.react_version, fact.confidence) == ("typescript", "19.3.1", 0.95)
    assert fact.mounts == (Mount("app/layout.js", exists=True),)
    assert [(place.file, place.line) for place in fact.evidence] == [
        ("web/package.json", 8),
        ("web/app/layout.js", 1),
        ("web/next.config.mjs", 1),
    ]


@pytest.mark.parametrize(
    ("files", "mounts"),
    [
        ({"src/app/layout.tsx": LAYOUT}, ["src/app/layout.tsx"]),
        ({"app/(a)/layout.tsx": LAYOUT, "app/(b)/layout.tsx": LAYOUT}, ["app/(a)/layout.tsx", "app/(b)/layout.tsx"]),
        ({"app/layout.my.tsx": LAYOUT, "next.config.js": MINE}, ["app/layout.my.tsx"]),
        ({"app/layout.tsx": "export { default } from '@acme/ui/layout';\n"}, ["app/layout.tsx"]),
        ({"app/layout.tsx": LAYOUT, "app/docs/layout.tsx": SHELL}, ["app/layout.tsx"]),
        ({"app/layout.tsx": PASSING, "app/[locale]/layout.tsx": LAYOUT}, ["app/[locale]/layout.tsx"]),
        ({"src/app/[locale]/layout.jsx": LAYOUT}, ["src/app/[locale]/layout.jsx"]),
        ({"app/layout.tsx": PASSING, "app/[locale]/layout.tsx": SHELL}, ["app/[locale]/layout.tsx"]),
        ({"app/layout.tsx": SHELL, "app/docs/layout.tsx": SHELL}, ["app/layout.tsx"]),
        ({"app/(a)/layout.tsx": LAYOUT, "app/(b)/layout.tsx": SHELL}, ["app/(a)/layout.tsx", "app/(b)/layout.tsx"]),
    ],
)
def test_root_layouts(tmp_path: Path, files: Files, mounts: list[str]) -> None:
    fact = only(make_project(tmp_path, {"package.json": MANIFEST, **files}))
    assert [mount.file for mount in fact.mounts] == mounts
    assert all(mount.exists for mount in fact.mounts)


def test_two_routers(tmp_path: Path) -> None:
    project = make_project(tmp_path, {**APP, "pages/old.js": PAGE, "pages/api/a.js": "export default () => {};\n"})
    fact = only(project)
    assert (fact.router, fact.mounts) == (
        "app+pages",
        (Mount("app/layout.js", exists=True), Mount("pages/_app.js", exists=False)),
    )
    edited = after(project, mounted(project))
    assert "{children}<ChatKitBot /></body>" in edited["app/layout.js"]
    assert "import ChatKitBot from '../components/ChatKitBot';" in edited["pages/_app.js"]


def test_an_api_alone_is_no_second_router(tmp_path: Path) -> None:
    files = {**APP, "pages/api/a.js": "export default () => {};\n", "pages/_document.js": PAGE}
    assert only(make_project(tmp_path, files)).router == "app"


@pytest.mark.parametrize(
    "files",
    [
        {"package.json": MANIFEST},
        {"package.json": MANIFEST, "app/api/route.ts": "export const GET = () => {};\n"},
        {"package.json": MANIFEST, "pages/index.js": PAGE, "src/app/layout.js": LAYOUT},
        {**APP, "package.json": package({}, peerDependencies={"next": ">=15"})},
        {**APP, "package.json": package({}, description="next")},
        {**APP, "package.json": package({"next-auth": "5.0.0"})},
        {**APP, "package.json": "{"},
        {"package.json": MANIFEST, "app/models.py": "", "app/Http/Kernel.php": "", "app/layout.html": ""},
        {f"node_modules/site/{name}": text for name, text in APP.items()},
        {"package.json": MANIFEST, "docs/app/layout.js": LAYOUT},
        {},
    ],
)
@pytest.mark.parametrize("git", [False, True])
def test_is_not_fooled(tmp_path: Path, files: Files, git: bool) -> None:
    assert list(NEXT.detect(make_project(tmp_path, files, git=git))) == []


def test_a_site_among_examples_ranks_low(tmp_path: Path) -> None:
    project = make_project(tmp_path, {f"examples/blog/{name}": text for name, text in APP.items()})
    assert only(project).confidence < 0.5


@pytest.mark.parametrize(
    ("layout", "folder"),
    [
        ("app/layout.js", "components/ChatKitBot"),
        ("src/app/layout.js", "src/components/ChatKitBot"),
    ],
)
def test_lands_beside_the_router(tmp_path: Path, layout: str, folder: str) -> None:
    project = make_project(tmp_path, {"package.json": MANIFEST, layout: LAYOUT, "src/x.js": "", "tsconfig.json": "{}"})
    landing = NEXT.landing(project, only(project))
    assert (landing.kit, landing.folder) == ("typescript", folder)


def test_mounts_in_each_root_layout(tmp_path: Path) -> None:
    layouts = {"app/(a)/layout.js": LAYOUT, "app/[locale]/layout.js": LAYOUT}
    project = make_project(tmp_path, {"package.json": MANIFEST, **layouts})
    wanted = "import ChatKitBot from '../../components/ChatKitBot';\n\n" + LAYOUT.replace(
        "{children}<", "{children}<ChatKitBot /><"
    )
    edited = after(project, mounted(project))
    assert edited == dict.fromkeys(layouts, wanted)
    assert mounted(make_project(tmp_path, edited)) == []


def test_mounts_outside_of_what_wraps_the_children(tmp_path: Path) -> None:
    layout = LAYOUT.replace(
        "<body>{children}</body>",
        "<body>\n        <Providers>\n          <main>{children}</main>\n        </Providers>\n      </body>",
    )
    project = make_project(tmp_path, {**APP, "app/layout.js": layout})
    text = after(project, mounted(project))["app/layout.js"]
    assert "        </Providers>\n        <ChatKitBot />\n      </body>\n" in text


def test_mounts_beside_the_children_where_another_file_has_the_body(tmp_path: Path) -> None:
    project = make_project(tmp_path, {**APP, "app/layout.js": SHELL})
    assert "<Shell>{children}<ChatKitBot /></Shell>" in after(project, mounted(project))["app/layout.js"]


@pytest.mark.parametrize(
    "layout",
    [
        "export default ({ children }) => wrap(<html>{children}</html>, children);\n",
        "import ChatKitBot from './mine';\n" + LAYOUT,
        "<<<<<<< HEAD\n" + LAYOUT,
        "export { default } from '@acme/ui/layout';\n",
    ],
)
def test_never_makes_half_an_edit(tmp_path: Path, layout: str) -> None:
    (by_hand,) = mounted(make_project(tmp_path, {**APP, "app/layout.js": layout}))
    assert isinstance(by_hand, ByHand)
    assert by_hand.file == "app/layout.js"
    assert by_hand.snippet == "import ChatKitBot from '../components/ChatKitBot';\n<ChatKitBot />"


def test_pages_without_a_layout_are_the_owners_to_do(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"package.json": MANIFEST, "app/page.tsx": PAGE})
    assert only(project).mounts == (Mount("app/layout.tsx", exists=False),)
    (by_hand,) = mounted(project)
    assert isinstance(by_hand, ByHand)


@pytest.mark.parametrize(
    ("scripts", "start", "port"),
    [
        ({"dev": "next dev"}, ("npm", "run", "dev"), 3000),
        ({"dev": "next dev -p 4000 --turbopack"}, ("npm", "run", "dev"), 4000),
        ({"develop": "next dev"}, ("npm", "run", "develop"), 3000),
        ({"dev": "run-p db dev:*", "dev:next": "next dev"}, ("npm", "run", "dev:next"), 3000),
        ({"dev": "next"}, ("npm", "run", "dev"), 3000),
    ],
)
def test_the_script_that_develops(tmp_path: Path, scripts: dict[str, str], start: tuple[str, ...], port: int) -> None:
    project = make_project(tmp_path, {**APP, "package.json": package({"next": "16.4.6"}, scripts=scripts)})
    dev = NEXT.dev(project, only(project))
    assert (dev.argv, dev.port, dev.options) == (start, port, ("--", "--port", "{port}"))


def test_commands_without_scripts(tmp_path: Path) -> None:
    project = make_project(tmp_path, {**APP, "package.json": package({"next": "16.4.6"}), "pnpm-lock.yaml": ""})
    fact = only(project)
    dev = NEXT.dev(project, fact)
    assert (dev.argv, dev.options) == (("pnpm", "exec", "next", "dev"), ("--port", "{port}"))
    assert NEXT.build(project, fact) == ("pnpm", "exec", "next", "build")


def test_an_app_of_an_integrated_repository(tmp_path: Path) -> None:
    app = {f"apps/web/{name}": text for name, text in APP.items() if name != "package.json"}
    nx = {"nx.json": "{}", "apps/web/project.json": '{"name": "web"}', "package.json": MANIFEST}
    project = make_project(tmp_path, {**app, **nx})
    fact = only(project)
    assert (fact.root, fact.mounts) == ("apps/web", (Mount("app/layout.js", exists=True),))
    assert NEXT.dev(project, fact).argv[-3:] == ("nx", "run", "web:dev")


def test_the_variable_is_one_that_the_browser_sees(tmp_path: Path) -> None:
    project = make_project(tmp_path, APP)
    variable = NEXT.variable(project, only(project))
    assert variable is not None
    assert (variable.name, variable.expression) == ("NEXT_PUBLIC_CHATKIT_API", "process.env.NEXT_PUBLIC_CHATKIT_API")


RULE = "{ source: '/chatkit/:path*', destination: 'http://127.0.0.1:8001/chatkit/:path*' }"
REWRITES = f"  rewrites: async () =>\n    process.env.NODE_ENV === 'development'\n      ? [{RULE}]\n      : [],\n"


def test_passes_the_chat_on_in_development(tmp_path: Path) -> None:
    config = "const config = {\n  reactStrictMode: true,\n};\n\nexport default config;\n"
    project = make_project(tmp_path, {**APP, "next.config.mjs": config})
    edited = after(project, proxied(project))
    assert edited["next.config.mjs"] == config.replace("true,\n", f"true,\n{REWRITES}")
    assert proxied(make_project(tmp_path, edited)) == []


def test_makes_a_config_where_there_is_none(tmp_path: Path) -> None:
    project = make_project(tmp_path, APP)
    (made,) = proxied(project)
    assert isinstance(made, Create)
    assert made.file == "next.config.mjs"
    assert made.data.decode() == (
        "/** @type {import('next').NextConfig} */\nconst nextConfig = {\n"
        + REWRITES
        + "};\n\nexport default nextConfig;\n"
    )


@pytest.mark.parametrize(
    ("before", "after_it"),
    [
        ("async rewrites() { return [a]; }", "async rewrites() { return [ITEM, a]; }"),
        ("rewrites: async () => ({ beforeFiles: [a] })", "rewrites: async () => ({ beforeFiles: [ITEM, a] })"),
        ("rewrites: async () => ({ fallback: [a] })", "rewrites: async () => ({ fallback: [a], beforeFiles: [ITEM] })"),
    ],
)
def test_goes_before_the_rewrites_that_are_there(tmp_path: Path, before: str, after_it: str) -> None:
    project = make_project(tmp_path, {**APP, "next.config.js": f"module.exports = {{ {before} }};\n"})
    item = f"...(process.env.NODE_ENV === 'development' ? [{RULE}] : [])"
    edited = after(project, proxied(project))["next.config.js"]
    assert edited == f"module.exports = {{ {after_it.replace('ITEM', item)} }};\n"


def test_stays_at_the_root_under_a_base_path(tmp_path: Path) -> None:
    project = make_project(tmp_path, {**APP, "next.config.js": "module.exports = { basePath: '/docs' };\n"})
    assert "path*', basePath: false }]" in after(project, proxied(project))["next.config.js"]


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"next.config.js": "module.exports = { output: 'export' };\n"}, "has no rewrites"),
        ({"next.config.js": "module.exports = { output: ci ? 'export' : undefined };\n"}, "has no rewrites"),
        ({"next.config.ts": "export default { trailingSlash: true };\n"}, "trailingSlash"),
        ({"next.config.ts": "export default { trailingSlash: slash };\n"}, "trailingSlash"),
        ({"proxy.ts": "export function proxy() {}\n"}, "proxy.ts sees every request"),
        ({"middleware.js": "export function middleware() {}\n"}, "middleware.js sees every request"),
        ({"next.config.js": "module.exports = make();\n"}, "does not export an object"),
        ({"next.config.js": "module.exports = { rewrites };\n"}, "is set already"),
        ({"next.config.js": "module.exports = { ...base };\n"}, "a spread"),
    ],
)
def test_does_without_where_a_rewrite_would_not_do(tmp_path: Path, files: Files, why: str) -> None:
    (by_hand,) = proxied(make_project(tmp_path, {**APP, **files}))
    assert isinstance(by_hand, ByHand)
    assert why in by_hand.why


@pytest.mark.parametrize(
    ("config", "output", "built"),
    [
        ("{}", ".next", [(".next/server/app", "/")]),
        ("{ output: 'export' }", "out", [("out", "/"), (".next/server/app", "/")]),
        ("{ output: 'export', distDir: 'site' }", "site", [("site", "/"), (".next/server/app", "/")]),
        ("{ distDir: 'made', basePath: '/a' }", "made", [("made/server/app", "/a/")]),
        ("{ output: ci ? 'export' : undefined }", ".next", [("out", "/"), (".next/server/app", "/")]),
        ("{ basePath: process.env.BASE, distDir: dir() }", ".next", [(".next/server/app", "/")]),
        ("withMDX({ output: 'standalone' })", ".next", [(".next/server/app", "/")]),
    ],
)
def test_what_the_build_leaves(tmp_path: Path, config: str, output: str, built: list[tuple[str, str]]) -> None:
    project = make_project(tmp_path, {**APP, "next.config.js": f"module.exports = {config};\n"})
    assert NEXT.output_dir(project, only(project)) == output
    assert NEXT.pages(project, only(project)) == tuple(Pages(folder, url, clean=True) for folder, url in built)


def test_text_in_markdown(tmp_path: Path) -> None:
    manifest = package({"next": "16.4.6", "@next/mdx": "16.4.6"})
    text = {"content/docs/a.mdx": "# A\n", "pages/b.md": "# B\n", "README.md": ""}
    files = {**APP, **text, "package.json": manifest}
    project = make_project(tmp_path, files)
    assert NEXT.pages(project, only(project)) == (
        Pages(".next/server/app", "/", clean=True),
        Pages(".next/server/pages", "/", clean=True),
        Pages("pages", flavor="next"),
        Pages("content", flavor="next"),
    )
