"""Next.js with the Pages Router: what is found, where the chat is mounted, what does not fool the survey."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.core.changes import ByHand, Change
from chatgraft.core.facts import FrontendFact, Mount
from chatgraft.core.project import Project
from chatgraft.frontends import MountOptions, every
from tests.unit.sites import Files, after, make_project, package

NEXT = every()["next-pages"]
MANIFEST = package({"next": "16.4.6", "react": "19.3.1"})
OLD = package({"next": "12.3.7", "react": "17.0.2"})
PAGE = "export default function Page() {\n  return <p>a</p>;\n}\n"
APP = "export default function App({ Component, pageProps }) {\n  return <Component {...pageProps} />;\n}\n"
TYPED = {"tsconfig.json": "{}"}
PAGES: dict[str, str] = {"package.json": MANIFEST, "pages/index.js": PAGE}


def only(project: Project) -> FrontendFact:
    (fact,) = NEXT.detect(project)
    return fact


def mounted(project: Project) -> list[Change]:
    fact = only(project)
    return list(NEXT.mount(project, fact, MountOptions(NEXT.landing(project, fact))))


def extensions(*names: str) -> str:
    return f"module.exports = {{ pageExtensions: {list(names)} }};\n"


def test_a_site_with_its_evidence(tmp_path: Path) -> None:
    fact = only(make_project(tmp_path, {"package.json": MANIFEST, "src/pages/_app.tsx": APP, "src/pages/a.tsx": PAGE}))
    assert (fact.framework, fact.root, fact.version, fact.router) == ("next-pages", ".", "16.4.6", "pages")
    assert fact.mounts == (Mount("src/pages/_app.tsx", exists=True),)
    assert [(place.file, place.line) for place in fact.evidence] == [("package.json", 4), ("src/pages/_app.tsx", 1)]


@pytest.mark.parametrize(
    ("files", "mount"),
    [
        ({"pages/index.js": PAGE}, "pages/_app.js"),
        ({"pages/index.jsx": PAGE}, "pages/_app.js"),
        ({"pages/index.tsx": PAGE, **TYPED}, "pages/_app.tsx"),
        ({"src/pages/guides/[slug].js": PAGE}, "src/pages/_app.js"),
        ({"pages/index.mdx": "# A\n", "next.config.js": extensions("mdx", "jsx")}, "pages/_app.jsx"),
        ({"pages/a.page.tsx": PAGE, **TYPED, "next.config.js": extensions("page.tsx")}, "pages/_app.page.tsx"),
    ],
)
def test_names_the_app_that_there_would_be(tmp_path: Path, files: Files, mount: str) -> None:
    assert only(make_project(tmp_path, {"package.json": MANIFEST, **files})).mounts == (Mount(mount, exists=False),)


@pytest.mark.parametrize(
    "files",
    [
        {"package.json": MANIFEST},
        {**PAGES, "app/layout.js": PAGE},
        {"package.json": MANIFEST, "pages/api/a.js": PAGE},
        {"package.json": MANIFEST, "pages/_document.js": PAGE, "pages/_app.js": APP, "pages/404.js": PAGE},
        {"package.json": MANIFEST, "pages/README.md": "", "pages/style.css": ""},
        {"package.json": MANIFEST, "site/pages/index.js": PAGE},
        {**PAGES, "package.json": package({}, peerDependencies={"next": ">=15"})},
        {**PAGES, "package.json": package({"vite": "8.0.0"})},
        {},
    ],
)
def test_is_not_fooled(tmp_path: Path, files: Files) -> None:
    assert list(NEXT.detect(make_project(tmp_path, files))) == []


def test_text_that_a_package_makes_pages_of(tmp_path: Path) -> None:
    files = {"package.json": package({"next": "14.2.0", "nextra": "2.13.4"}), "pages/index.mdx": "# A\n"}
    fact = only(make_project(tmp_path, files))
    assert [pages.folder for pages in NEXT.pages(Project(tmp_path), fact)] == [".next/server/pages", "pages"]


@pytest.mark.parametrize("folder", ["", "src/"])
@pytest.mark.parametrize("language", ["js", "tsx"])
def test_makes_an_app_where_there_is_none(tmp_path: Path, folder: str, language: str) -> None:
    files = {"package.json": MANIFEST, f"{folder}pages/index.{language}": PAGE}
    project = make_project(tmp_path, {**files, **(TYPED if language == "tsx" else {})})
    ((file, text),) = after(project, mounted(project)).items()
    assert file == f"{folder}pages/_app.{language}"
    assert "import ChatKitBot from '../components/ChatKitBot';" in text
    assert "      <Component {...pageProps} />\n      <ChatKitBot />\n" in text
    assert ("AppProps" in text) == (language == "tsx")


def test_edits_the_app_that_is_there(tmp_path: Path) -> None:
    project = make_project(tmp_path, {**PAGES, "pages/_app.js": APP})
    edited = after(project, mounted(project))
    assert edited["pages/_app.js"] == "import ChatKitBot from '../components/ChatKitBot';\n\n" + APP.replace(
        "<Component {...pageProps} />", "<><Component {...pageProps} /><ChatKitBot /></>"
    )
    assert mounted(make_project(tmp_path, edited)) == []


@pytest.mark.parametrize(
    "app",
    [
        "export default function App({ children }) {\n  return children;\n}\n",
        "const ChatKitBot = 1;\n" + APP,
        "<<<<<<< HEAD\n" + APP,
    ],
)
def test_never_makes_half_an_edit(tmp_path: Path, app: str) -> None:
    (by_hand,) = mounted(make_project(tmp_path, {**PAGES, "pages/_app.js": app}))
    assert isinstance(by_hand, ByHand)
    assert by_hand.snippet == "import ChatKitBot from '../components/ChatKitBot';\n<ChatKitBot />"


@pytest.mark.parametrize("there", [{}, {"pages/_app.js": APP}])
def test_an_older_react_gets_the_plain_widget(tmp_path: Path, there: Files) -> None:
    project = make_project(tmp_path, {**PAGES, **there, "package.json": OLD})
    assert NEXT.landing(project, only(project)).folder == "chatkit-widget"
    text = after(project, mounted(project))["pages/_app.js"]
    assert "import { mountChatKit } from '../chatkit-widget';" in text
    assert text.endswith("mountChatKit();\n")
    assert "ChatKitBot" not in text
