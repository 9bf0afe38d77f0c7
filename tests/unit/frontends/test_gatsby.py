"""Gatsby sites: found by their config, wrapped alike in the browser and on the server."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.core.changes import ByHand
from chatgraft.core.facts import FrontendFact
from chatgraft.core.project import Project
from chatgraft.frontends import Dev, MountOptions, Pages
from chatgraft.frontends.gatsby import FRONTEND as GATSBY
from tests.unit.sites import Files, after, make_project, package

CONFIG = "module.exports = { pathPrefix: '/shore', plugins: [] };\n"
IMPORTS = "import * as React from 'react';\nimport ChatKitBot from './src/components/ChatKitBot';\n"
NEW = f"""{IMPORTS}
export const wrapPageElement = ({{ element }}) => (
  <>
    {{element}}
    <ChatKitBot />
  </>
);
"""
TYPED = NEW.replace("({ element })", "({ element }: { element: React.ReactNode })")
SHARED = "import React from 'react';\n\nexport const wrap = ({ element }) => <Store>{element}</Store>;\n"
SHARED_AFTER = """import React from 'react';
import ChatKitBot from './components/ChatKitBot';

export const wrap = ({ element }) => <Store>{element}<ChatKitBot /></Store>;
"""


def site(tmp_path: Path, files: Files | None = None, react: str = "^18.2.0", **fields: object) -> Project:
    scripts = {"start": "npm run develop", "develop": "gatsby develop", "build": "gatsby build"}
    manifest = package({"gatsby": "^5.16.1", "react": react}, **{"scripts": scripts, **fields})
    usual: Files = {"package.json": manifest, "gatsby-config.js": CONFIG, "src/pages/index.js": "export {};\n"}
    return make_project(tmp_path, {**usual, **(files or {})})


def only(project: Project) -> FrontendFact:
    (fact,) = GATSBY.detect(project)
    return fact


def grafted(project: Project) -> dict[str, str]:
    fact = only(project)
    return after(project, list(GATSBY.mount(project, fact, MountOptions(GATSBY.landing(project, fact)))))


def test_finds_the_site(tmp_path: Path) -> None:
    fact = only(site(tmp_path))
    assert (fact.version, fact.mount, fact.mounts[0].exists) == ("5.16.1", "gatsby-browser.js", False)
    assert [item.file for item in fact.evidence] == ["package.json", "gatsby-config.js"]


@pytest.mark.parametrize(
    "files",
    [
        {"package.json": package({"gatsby": "5"}), "src/index.js": ""},
        {"package.json": package({"gatsby-link": "5"}), "gatsby-config.js": CONFIG},
        {"package.json": '{"peerDependencies": {"gatsby": "5"}}', "gatsby-config.js": CONFIG},
        {"gatsby-config.js": CONFIG, "README.md": "npm i gatsby"},
    ],
)
def test_is_not_fooled(tmp_path: Path, files: Files) -> None:
    assert list(GATSBY.detect(make_project(tmp_path, files))) == []


def test_makes_both_files_the_same(tmp_path: Path) -> None:
    assert grafted(site(tmp_path)) == {"gatsby-browser.js": NEW, "gatsby-ssr.js": NEW}


def test_makes_typed_files(tmp_path: Path) -> None:
    project = site(tmp_path, {"tsconfig.json": "{}", "gatsby-config.ts": "export default {};\n"})
    assert grafted(project) == {"gatsby-browser.tsx": TYPED, "gatsby-ssr.tsx": TYPED}


def test_edits_what_is_there_and_makes_what_is_not(tmp_path: Path) -> None:
    browser = "import './src/site.css';\n"
    assert grafted(site(tmp_path, {"gatsby-browser.js": browser})) == {
        "gatsby-browser.js": browser + NEW,
        "gatsby-ssr.js": NEW,
    }


@pytest.mark.parametrize("passed_on", ["export { wrap as wrapPageElement } from './src/root';\n", ""])
def test_a_wrapper_that_both_share_is_edited_once(tmp_path: Path, passed_on: str) -> None:
    file = passed_on or "import { wrap } from './src/root';\n\nexport const wrapPageElement = wrap;\n"
    files = {"gatsby-browser.js": file, "gatsby-ssr.js": file, "src/root.js": SHARED}
    assert grafted(site(tmp_path, files)) == {"src/root.js": SHARED_AFTER}


def test_a_wrapper_that_commonjs_shares(tmp_path: Path) -> None:
    file = "exports.wrapPageElement = require('./src/root').wrap;\n"
    files = {"gatsby-browser.js": file, "gatsby-ssr.js": file, "src/root.js": SHARED}
    assert grafted(site(tmp_path, files)) == {"src/root.js": SHARED_AFTER}


def test_a_wrapper_of_a_package_is_the_owners(tmp_path: Path) -> None:
    file = "export { wrapPageElement } from 'gatsby-theme-shore';\n"
    project = site(tmp_path, {"gatsby-browser.js": file, "gatsby-ssr.js": file})
    fact = only(project)
    changes = list(GATSBY.mount(project, fact, MountOptions(GATSBY.landing(project, fact))))
    assert [change.file for change in changes if isinstance(change, ByHand)] == ["gatsby-browser.js", "gatsby-ssr.js"]


def test_a_second_graft_changes_nothing(tmp_path: Path) -> None:
    assert grafted(site(tmp_path, {"gatsby-browser.js": NEW, "gatsby-ssr.js": NEW})) == {}


def test_older_react_gets_the_widget_without_it(tmp_path: Path) -> None:
    project = site(tmp_path, react="^17.0.2")
    start = "import { mountChatKit } from './src/chatkit-widget';\n\nmountChatKit();\n"
    assert grafted(project) == {"gatsby-browser.js": start}


def test_how_it_is_worked_on_and_built(tmp_path: Path) -> None:
    project = site(tmp_path)
    fact = only(project)
    assert GATSBY.dev(project, fact) == Dev(("npm", "run", "develop"), 8000, ("--", "--port", "{port}"))
    assert GATSBY.build(project, fact) == ("npm", "run", "build")
    assert GATSBY.pages(project, fact) == (Pages("public"),)


def test_a_prefix_that_the_build_sets(tmp_path: Path) -> None:
    project = site(tmp_path, scripts={"build": "gatsby build --prefix-paths"})
    assert GATSBY.pages(project, only(project)) == (Pages("public", "/shore"),)


def test_a_file_of_another_package_is_not_taken_for_the_wrapper(tmp_path: Path) -> None:
    file = "export { wrap as wrapPageElement } from '@/root';\n"
    files = {"gatsby-browser.js": file, "gatsby-ssr.js": file, "src/root.js": SHARED}
    others = {"lib/package.json": "{}", "lib/root.js": SHARED}
    assert grafted(site(tmp_path, {**files, **others})) == {"src/root.js": SHARED_AFTER}
