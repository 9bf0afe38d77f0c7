"""Docusaurus sites: what is found, where the chat is mounted, what does not fool the survey."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.core.changes import ByHand, Change
from chatgraft.core.facts import FrontendFact, Mount
from chatgraft.core.project import Project
from chatgraft.frontends import Landing, MountOptions, Pages, every
from tests.unit.sites import Files, after, docusaurus, make_project, package

DOCUSAURUS = every()["docusaurus"]
SCRIPTS = {"start": "docusaurus start", "build": "docusaurus build"}
JS: dict[str, str] = {"package.json": docusaurus(), "docusaurus.config.js": "export default {};\n"}
TS: dict[str, str] = {"package.json": docusaurus(), "docusaurus.config.ts": "export default {};\n"}
WRAPPED = "export default function Root({children}) {\n  return <Store>{children}</Store>;\n}\n"


def only(project: Project) -> FrontendFact:
    (fact,) = DOCUSAURUS.detect(project)
    return fact


def mounted(project: Project) -> list[Change]:
    """The changes, but for the config's."""
    fact = only(project)
    changes = DOCUSAURUS.mount(project, fact, MountOptions(DOCUSAURUS.landing(project, fact)))
    return [change for change in changes if "docusaurus.config" not in change.file]


def test_a_site_with_its_evidence(tmp_path: Path) -> None:
    fact = only(make_project(tmp_path, {f"website/{name}": text for name, text in JS.items()}))
    assert (fact.framework, fact.root, fact.version) == ("docusaurus", "website", "3.8.1")
    assert (fact.language, fact.package_manager, fact.react_version) == ("javascript", "npm", "^19.0.0")
    assert (fact.mount, fact.mounts, fact.workspace) == (
        "src/theme/Root.js",
        (Mount("src/theme/Root.js", False),),
        None,
    )
    assert fact.confidence > 0.9
    assert [(place.file, place.line) for place in fact.evidence] == [
        ("website/package.json", 4),
        ("website/docusaurus.config.js", 1),
    ]


def test_the_evidence_is_the_dependency_and_no_other_mention(tmp_path: Path) -> None:
    text = docusaurus().replace('"name": "x"', '"name": "@docusaurus/core"')
    assert only(make_project(tmp_path, {**JS, "package.json": text})).evidence[0].line == 4


@pytest.mark.parametrize(
    ("files", "language", "mount", "kit"),
    [
        (TS, "typescript", "src/theme/Root.tsx", "typescript"),
        ({**JS, "tsconfig.json": "{}"}, "typescript", "src/theme/Root.tsx", "typescript"),
        (JS, "javascript", "src/theme/Root.js", "javascript"),
        ({**JS, "src/theme/Root.jsx": WRAPPED}, "javascript", "src/theme/Root.jsx", "javascript"),
        ({**JS, "src/theme/Root/index.js": WRAPPED}, "javascript", "src/theme/Root/index.js", "javascript"),
        ({**TS, "src/theme/Root.js": WRAPPED}, "typescript", "src/theme/Root.js", "typescript"),
        ({**TS, "src/theme/Root/index.tsx": WRAPPED}, "typescript", "src/theme/Root/index.tsx", "typescript"),
    ],
)
def test_language_mount_and_widget(tmp_path: Path, files: Files, language: str, mount: str, kit: str) -> None:
    project = make_project(tmp_path, files)
    fact = only(project)
    assert (fact.language, fact.mount) == (language, mount)
    assert fact.mounts[0].exists == (mount in files)
    landing = DOCUSAURUS.landing(project, fact)
    assert (landing.kit, landing.folder) == (kit, "src/components/ChatKitBot")


@pytest.mark.parametrize(
    ("files", "manager", "start", "build"),
    [
        ({"package-lock.json": "{}"}, "npm", ("npm", "start"), ("npm", "run", "build")),
        ({"yarn.lock": ""}, "yarn", ("yarn", "start"), ("yarn", "build")),
        ({"pnpm-lock.yaml": ""}, "pnpm", ("pnpm", "start"), ("pnpm", "build")),
        ({"pnpm-workspace.yaml": ""}, "pnpm", ("pnpm", "start"), ("pnpm", "build")),
        ({"bun.lock": ""}, "bun", ("bun", "run", "start"), ("bun", "run", "build")),
        ({}, "npm", ("npm", "start"), ("npm", "run", "build")),
        (
            {"package-lock.json": "{}", "package.json": docusaurus(packageManager="yarn@4.1.0", scripts=SCRIPTS)},
            "yarn",
            ("yarn", "start"),
            ("yarn", "build"),
        ),
    ],
)
def test_commands_of_the_package_manager(
    tmp_path: Path, files: Files, manager: str, start: tuple[str, ...], build: tuple[str, ...]
) -> None:
    project = make_project(tmp_path, {**JS, "package.json": docusaurus(scripts=SCRIPTS), **files})
    fact = only(project)
    assert fact.package_manager == manager
    dev = DOCUSAURUS.dev(project, fact)
    assert (dev.argv, dev.port, DOCUSAURUS.build(project, fact)) == (start, 3000, build)
    port = ("--port", "{port}", "--no-open")
    assert dev.options == (("--", *port) if start[0] == "npm" else port)


@pytest.mark.parametrize(
    "above",
    [
        {"package.json": '{"workspaces": ["packages/*", "web*"]}'},
        {"package.json": '{"workspaces": {"packages": ["./website/"]}}'},
        {"pnpm-workspace.yaml": "packages:\n  - '**'\n  - '!**/test/**'\n"},
    ],
)
def test_a_member_of_a_workspace(tmp_path: Path, above: Files) -> None:
    site = {f"website/{name}": text for name, text in JS.items()}
    fact = only(make_project(tmp_path, {**site, **above, "pnpm-lock.yaml": ""}))
    assert (fact.workspace, fact.package_manager) == (".", "pnpm")


@pytest.mark.parametrize(
    "above",
    [
        {"package.json": '{"workspaces": ["packages/*"]}'},
        {"package.json": '{"workspaces": ["**", "!website"]}'},
        {"package.json": "{}", "pnpm-workspace.yaml": "packages: [\n"},
        {},
    ],
)
def test_no_member_of_a_workspace(tmp_path: Path, above: Files) -> None:
    assert only(make_project(tmp_path, {f"website/{name}": JS[name] for name in JS} | dict(above))).workspace is None


@pytest.mark.parametrize(
    ("file", "text"),
    [
        (
            "package-lock.json",
            """{"node_modules/a/node_modules/@docusaurus/core": {\n"version": "1.0.0"},
            "node_modules/@docusaurus/core": {\n"version": "3.9.9"}}""",
        ),
        ("yarn.lock", '"@docusaurus/core@3.8.1", "@docusaurus/core@^3.9":\n  version "3.9.9"\n'),
        ("yarn.lock", '"@docusaurus/core@npm:3.8.1":\n  version: 3.9.9\n'),
        (
            "pnpm-lock.yaml",
            "      '@docusaurus/core':\n        specifier: ^3.8.1\n        version: 3.9.9(react@19.0.0)\n",
        ),
        ("bun.lock", '"@docusaurus/core": ["@docusaurus/core@3.9.9", "", {}]'),
        ("node_modules/@docusaurus/core/package.json", '{"version": "3.9.9"}'),
    ],
)
def test_the_version_that_is_locked_or_installed(tmp_path: Path, file: str, text: str) -> None:
    assert only(make_project(tmp_path, {**JS, file: text})).version == "3.9.9"


REACTS = {
    "package-lock.json": """{"packages": {
        "apps/old/node_modules/react": {"version": "17.0.2"},
        "node_modules/react": {"version": "17.0.2"},
        "website/node_modules/react": {"version": "19.1.0"}}}""",
    "yarn.lock": 'react@^17.0.0:\n  version "17.0.2"\n\nreact@^18.0.0, react@^19.0.0:\n  version "19.1.0"\n',
    "pnpm-lock.yaml": """lockfileVersion: '9.0'

importers:

  apps/old:
    dependencies:
      react:
        specifier: ^17.0.0
        version: 17.0.2

  website:
    dependencies:
      '@docusaurus/core':
        specifier: 3.8.1
        version: 3.8.1(react@19.1.0)
      react:
        specifier: ^19.0.0
        version: 19.1.0
""",
}


@pytest.mark.parametrize("lock", REACTS)
def test_an_older_react_of_another_workspace_is_not_the_sites(tmp_path: Path, lock: str) -> None:
    root = {"package.json": package({}, workspaces=["website", "apps/*"]), lock: REACTS[lock]}
    site = {"website/package.json": docusaurus(), "website/docusaurus.config.js": ""}
    assert mounted(make_project(tmp_path, {**root, **site}))


@pytest.mark.parametrize("folder", ["examples/docs", "templates/x", "tests/fixtures/site"])
def test_a_site_among_examples_ranks_low(tmp_path: Path, folder: str) -> None:
    assert only(make_project(tmp_path, {f"{folder}/{name}": text for name, text in JS.items()})).confidence < 0.5


@pytest.mark.parametrize(
    "files",
    [
        {"package.json": docusaurus()},
        {"package.json": package({}, devDependencies={}, description="@docusaurus/core"), "docusaurus.config.js": ""},
        {"package.json": package({}, scripts={"x": "@docusaurus/core"}), "docusaurus.config.js": ""},
        {"package.json": docusaurus(scripts={"start": "docusaurus start site"})},
        {"app/package.json": docusaurus(), "site/docusaurus.config.js": ""},
        {"README.md": "@docusaurus/core", "docusaurus.config.js": "// @docusaurus/core"},
        {"package-lock.json": '{"packages": {"node_modules/@docusaurus/core": {}}}', "docusaurus.config.js": ""},
        {"package.json": "{", "docusaurus.config.js": ""},
        {"package.json": '["@docusaurus/core"]', "docusaurus.config.js": ""},
        {f"node_modules/site/{name}": text for name, text in JS.items()},
        {f"build/{name}": text for name, text in JS.items()},
        {},
    ],
)
@pytest.mark.parametrize("git", [False, True])
def test_is_not_fooled(tmp_path: Path, files: Files, git: bool) -> None:
    assert list(DOCUSAURUS.detect(make_project(tmp_path, files, git=git))) == []


def test_a_config_under_another_name(tmp_path: Path) -> None:
    text = docusaurus(scripts={"start": "docusaurus start --config site.config.js"})
    assert only(make_project(tmp_path, {"package.json": text})).confidence > 0.9


@pytest.mark.parametrize(("files", "file"), [(JS, "src/theme/Root.js"), (TS, "src/theme/Root.tsx")])
def test_creates_the_root_where_there_is_none(tmp_path: Path, files: Files, file: str) -> None:
    project = make_project(tmp_path, {f"website/{name}": text for name, text in files.items()})
    (text,) = after(project, mounted(project)).values()
    assert list(after(project, mounted(project))) == [f"website/{file}"]
    assert "import ChatKitBot from '@site/src/components/ChatKitBot';" in text
    assert "{children}\n      <ChatKitBot />" in text


def test_wraps_the_root_that_is_there(tmp_path: Path) -> None:
    project = make_project(tmp_path, {**JS, "src/theme/Root.js": WRAPPED})
    edited = after(project, mounted(project))["src/theme/Root.js"]
    assert edited == "import ChatKitBot from '@site/src/components/ChatKitBot';\n\n" + WRAPPED.replace(
        "{children}<", "{children}<ChatKitBot /><"
    )
    assert mounted(make_project(tmp_path, {"src/theme/Root.js": edited})) == []


@pytest.mark.parametrize(
    "root",
    [
        "export default ({children}) => wrap(children);\n",
        "import ChatKitBot from './mine';\n" + WRAPPED,
        "const x = require('x');\nmodule.exports = ({children}) => <>{children}</>;\n",
        "<<<<<<< HEAD\n" + WRAPPED,
    ],
)
def test_never_makes_half_an_edit(tmp_path: Path, root: str) -> None:
    (by_hand,) = mounted(make_project(tmp_path, {**JS, "src/theme/Root.js": root}))
    assert isinstance(by_hand, ByHand)
    assert by_hand.file == "src/theme/Root.js"
    assert by_hand.snippet == "import ChatKitBot from '@site/src/components/ChatKitBot';\n<ChatKitBot />"
    assert by_hand.place


def test_a_root_that_an_earlier_graft_made_is_made_again(tmp_path: Path) -> None:
    project = make_project(tmp_path, JS)
    made = after(project, mounted(project))
    make_project(tmp_path, made)
    again = Project(tmp_path, dict.fromkeys(made, "sha"))
    assert after(again, mounted(again)) == made


@pytest.mark.parametrize("react", ["^17.0.0 || ^18.0.0", ">=16.8", "latest", "catalog:"])
def test_a_range_that_lets_a_newer_react_in_is_enough(tmp_path: Path, react: str) -> None:
    assert mounted(make_project(tmp_path, {**JS, "package.json": docusaurus(react)}))


OLD = {**JS, "package.json": docusaurus("^17.0.2")}


@pytest.mark.parametrize(("files", "kit"), [(OLD, "javascript"), ({**OLD, "tsconfig.json": "{}"}, "typescript")])
def test_an_old_react_gets_the_framework_free_widget(tmp_path: Path, files: Files, kit: str) -> None:
    project = make_project(tmp_path, files)
    assert DOCUSAURUS.landing(project, only(project)) == Landing(f"vanilla-{kit}", "src/chatkit-widget")
    ((file, text),) = after(project, mounted(project)).items()
    assert file == ("src/theme/Root.tsx" if kit == "typescript" else "src/theme/Root.js")
    assert "import { mountChatKit } from '@site/src/chatkit-widget';" in text
    assert "React.useEffect(() => {\n    mountChatKit();\n  }, []);" in text


def test_an_old_react_with_a_root_of_its_own(tmp_path: Path) -> None:
    project = make_project(tmp_path, {**OLD, "src/theme/Root.js": WRAPPED})
    edited = after(project, mounted(project))["src/theme/Root.js"]
    line = "import { mountChatKit } from '@site/src/chatkit-widget';"
    assert edited == f"{line}\n\n{WRAPPED}\nmountChatKit();\n"


SITE_BELOW = {
    "package.json": docusaurus(scripts={"docs": "docusaurus start site", "docs:build": "docusaurus build site"}),
    "site/docusaurus.config.js": "module.exports = {baseUrl: '/x/'};\n",
    "site/docs/a.md": "",
}


def test_a_site_that_is_started_from_another_folder(tmp_path: Path) -> None:
    project = make_project(tmp_path, SITE_BELOW)
    fact = only(project)
    assert (fact.root, fact.mount) == (".", "site/src/theme/Root.js")
    assert DOCUSAURUS.landing(project, fact).folder == "site/src/components/ChatKitBot"
    assert DOCUSAURUS.dev(project, fact).argv == ("npm", "run", "docs")
    assert DOCUSAURUS.build(project, fact) == ("npm", "run", "docs:build")
    assert DOCUSAURUS.output_dir(project, fact) == "site/build"
    assert DOCUSAURUS.pages(project, fact) == (Pages("site/build", "/x/"), Pages("site/docs", "/x/docs/"))
    (text,) = after(project, mounted(project)).values()
    assert "from '@site/src/components/ChatKitBot'" in text


def test_packages_that_only_the_workspace_names(tmp_path: Path) -> None:
    files = {
        "package.json": docusaurus("^17.0.2", workspaces=["website"]),
        "website/package.json": package({}, scripts={"start": "docusaurus start"}),
        "website/docusaurus.config.js": "",
    }
    project = make_project(tmp_path, files)
    fact = only(project)
    assert (fact.root, fact.workspace, fact.version, fact.react_version) == ("website", ".", "3.8.1", "^17.0.2")
    assert fact.evidence[0].file == "package.json"
    assert DOCUSAURUS.landing(project, fact).kit == "vanilla-javascript"


@pytest.mark.parametrize(
    ("config", "edited"),
    [
        ("export default {};\n", "export default { customFields: { chatkitApi: process.env.CHATKIT_API } };\n"),
        (
            "const config = {\n  title: 'a',\n  customFields: {a: 1},\n};\nmodule.exports = config;\n",
            (
                "const config = {\n  title: 'a',\n  customFields: {a: 1, chatkitApi: process.env.CHATKIT_API},\n};\n"
                "module.exports = config;\n"
            ),
        ),
    ],
)
def test_the_address_comes_from_the_environment(tmp_path: Path, config: str, edited: str) -> None:
    project = make_project(tmp_path, {**JS, "docusaurus.config.js": config})
    fact = only(project)
    variable = DOCUSAURUS.variable(project, fact)
    assert variable is not None
    assert (variable.name, variable.expression) == ("CHATKIT_API", "siteConfig.customFields?.chatkitApi")
    changes = list(DOCUSAURUS.mount(project, fact, MountOptions(DOCUSAURUS.landing(project, fact))))
    assert after(project, changes)["docusaurus.config.js"] == edited
    again = make_project(tmp_path, {"docusaurus.config.js": edited})
    assert DOCUSAURUS.variable(again, only(again)) == variable


@pytest.mark.parametrize("config", ["export default make();\n", "export default {customFields: fields()};\n"])
def test_a_config_that_is_not_written_out_is_left(tmp_path: Path, config: str) -> None:
    project = make_project(tmp_path, {**JS, "docusaurus.config.js": config})
    fact = only(project)
    assert DOCUSAURUS.variable(project, fact) is None
    changes = list(DOCUSAURUS.mount(project, fact, MountOptions(DOCUSAURUS.landing(project, fact))))
    assert list(after(project, changes)) == ["src/theme/Root.js"]


def test_a_range_that_tells_nothing_is_let_through(tmp_path: Path) -> None:
    project = make_project(tmp_path, {**JS, "package.json": docusaurus("latest")})
    assert list(after(project, mounted(project))) == ["src/theme/Root.js"]


CONTENT = {"docs/a.md": "", "blog/b.md": "", "src/pages/index.js": ""}


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ("{}", [("build", "/"), ("docs", "/docs/"), ("blog", "/blog/"), ("src/pages", "/")]),
        ("async () => ({})", [("build", "/"), ("docs", "/docs/"), ("blog", "/blog/"), ("src/pages", "/")]),
        (
            "{baseUrl: '/x/', presets: [['classic', {blog: false}]]}",
            [("build", "/x/"), ("docs", "/x/docs/"), ("src/pages", "/x/")],
        ),
        (
            "{presets: [['@docusaurus/preset-classic', ({docs: {routeBasePath: '/'}, blog: {path: 'docs'}})]]}",
            [("build", "/"), ("docs", "/"), ("docs", "/blog/"), ("src/pages", "/")],
        ),
        (
            "{baseUrl: env.BASE, presets: [['classic', options]]}",
            [("build", "/"), ("docs", "/docs/"), ("blog", "/blog/"), ("src/pages", "/")],
        ),
    ],
)
def test_where_the_text_lies(tmp_path: Path, config: str, expected: list[tuple[str, str]]) -> None:
    project = make_project(tmp_path, {**JS, **CONTENT, "docusaurus.config.js": f"export default {config};\n"})
    assert DOCUSAURUS.pages(project, only(project)) == tuple(Pages(folder, url) for folder, url in expected)


def test_text_that_lies_outside_of_the_site(tmp_path: Path) -> None:
    config = "module.exports = {presets: [['classic', {docs: {path: '../docs', routeBasePath: 'guide'}}]]};\n"
    project = make_project(
        tmp_path, {"website/package.json": docusaurus(), "website/docusaurus.config.js": config, "docs/a.md": ""}
    )
    assert DOCUSAURUS.pages(project, only(project)) == (Pages("build", "/"), Pages("../docs", "/guide/"))
