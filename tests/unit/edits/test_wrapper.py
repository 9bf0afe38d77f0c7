"""A function that is exported under a name shows one more element beside what it wraps, or is left to its owner."""

from __future__ import annotations

import pytest

from chatgraft.core.source import Source
from chatgraft.edits import Edit
from chatgraft.edits.wrapper import Wrapper, find_origin, show_beside
from tests.unit.edits.checks import check_edited, check_unchanged

WRAPPER = Wrapper("wrapRootElement", "element", "<ChatKitBot />")
IMPORT = "import ChatKitBot from './src/components/ChatKitBot';\n"
REQUIRE = "const ChatKitBot = require('./src/components/ChatKitBot').default;\n"


def edit(source: Source) -> Edit:
    return show_beside(source, WRAPPER, "./src/components/ChatKitBot")


REACT = "import * as React from 'react';\n"
ESM = REACT + "import { Store } from './src/store';\n"
COMMONJS = "const React = require('react');\nconst { Store } = require('./src/store');\n"
USED = "{element}<"
SHOWN = "{element}<ChatKitBot /><"
ADDED = """
export const wrapRootElement = ({ element }) => (
  <>
    {element}
    <ChatKitBot />
  </>
);
"""


@pytest.mark.parametrize(
    "wrapper",
    [
        "export const wrapRootElement = ({ element }) => <Store>{element}</Store>;\n",
        "export const wrapRootElement = ({ element, ...rest }) => {\n  return <Store>{element}</Store>;\n};\n",
        "export const wrapRootElement = (p) => {\n  const { element } = p;\n  return <Store>{element}</Store>;\n};\n",
        "export function wrapRootElement({ element }) {\n  return <Store>{element}</Store>;\n}\n",
        "const wrap = ({ element }) => <Store>{element}</Store>;\nexport { wrap as wrapRootElement };\n",
        "const wrapRootElement = ({ element }) => <Store>{element}</Store>;\nexport { wrapRootElement };\n",
        "const wrap = ({ element }) => <Store>{element}</Store>;\nexport const wrapRootElement = wrap;\n",
        "export const wrapRootElement = ({ element: page }) => <Store>{page}</Store>;\n",
        "export const wrapRootElement = (all) => <Store>{all.element}</Store>;\n",
    ],
)
def test_shows_it_in_the_wrapper_that_is_there(wrapper: str) -> None:
    after = wrapper.replace("}</Store>", "}<ChatKitBot /></Store>")
    check_edited(edit, "gatsby-browser.js", ESM + wrapper, ESM + IMPORT + after)


@pytest.mark.parametrize(
    "wrapper",
    [
        "exports.wrapRootElement = ({ element }) => <Store>{element}</Store>;\n",
        "module.exports.wrapRootElement = ({ element }) => <Store>{element}</Store>;\n",
        "exports.wrapRootElement = function ({ element }) {\n  return <Store>{element}</Store>;\n};\n",
        "const wrapRootElement = ({ element }) => <Store>{element}</Store>;\nmodule.exports = { wrapRootElement };\n",
        "module.exports = { wrapRootElement: ({ element }) => <Store>{element}</Store> };\n",
    ],
)
def test_commonjs(wrapper: str) -> None:
    check_edited(edit, "gatsby-ssr.js", COMMONJS + wrapper, COMMONJS + REQUIRE + wrapper.replace(USED, SHOWN))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("import './src/site.css';\n", f"import './src/site.css';\n{REACT}{IMPORT}{ADDED}"),
        (
            'import React from "react"\n\nexport const onClientEntry = () => {\n  start()\n}\n',
            'import React from "react"\nimport ChatKitBot from "./src/components/ChatKitBot"\n\n'
            "export const onClientEntry = () => {\n  start()\n}\n" + ADDED,
        ),
        (
            "const React = require('react');\n\nexports.onClientEntry = () => {\n  start();\n};\n",
            f"const React = require('react');\n{REQUIRE}\nexports.onClientEntry = () => {{\n  start();\n}};\n"
            + ADDED.replace("export const ", "exports."),
        ),
        ("require('./src/site.css')\n", f"{REACT}{IMPORT}\nrequire('./src/site.css')\n{ADDED}"),
    ],
)
def test_adds_a_wrapper_where_there_is_none(before: str, after: str) -> None:
    layouts = ("as written", "CRLF", "BOM", *(["tabs"] if "\n  " in before else []))
    check_edited(edit, "gatsby-browser.js", before, after, layouts)


def test_a_typed_wrapper() -> None:
    after = ESM + IMPORT + ADDED.replace("({ element })", "({ element }: { element: React.ReactNode })")
    check_edited(edit, "gatsby-browser.tsx", ESM, after, ("as written", "CRLF"))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("export const wrapRootElement = ({ element }) => wrap(element);\n", "not shown"),
        ("export const wrapRootElement = (all) => <Store {...all} />;\n", "no place"),
        ("export const wrapRootElement = memo;\n", "no component"),
        ("export * from './src/root';\n", "another module"),
        ("import ChatKitBot from './mine';\n", "another module"),
        ("const ChatKitBot = 1;\n", "already the name"),
        ("export const wrapRootElement = ({ element }) => <A>{element}<B>{element}</B></A>;\n", "2 places"),
        ("export const wrapRootElement = (", "does not parse"),
        ("<<<<<<< HEAD\n" + ESM, "merge conflict"),
    ],
)
def test_leaves_what_it_does_not_understand(text: str, why: str) -> None:
    check_unchanged(edit, "gatsby-browser.js", text, why)


def test_a_ts_file_holds_no_jsx() -> None:
    check_unchanged(edit, "gatsby-browser.ts", "import './src/site.css';\n", "no JSX")


def test_what_shows_it_is_left() -> None:
    check_unchanged(edit, "gatsby-browser.js", ESM + IMPORT + ADDED)


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("export { wrapRootElement } from './src/root';\n", ("./src/root", "wrapRootElement")),
        ("export { default as wrapRootElement } from './src/root';\n", ("./src/root", "default")),
        ("import root from './src/root';\nexport const wrapRootElement = root;\n", ("./src/root", "default")),
        ("import { wrap } from './src/root';\nexport { wrap as wrapRootElement };\n", ("./src/root", "wrap")),
        ("exports.wrapRootElement = require('./src/root');\n", ("./src/root", "default")),
        ("exports.wrapRootElement = require('./src/root').default;\n", ("./src/root", "default")),
        ('exports.wrapRootElement = require("./src/root").wrap;\n', ("./src/root", "wrap")),
        ("const root = require('./src/root');\nexports.wrapRootElement = root;\n", ("./src/root", "default")),
        (
            "const { wrap } = require('./src/root');\nmodule.exports = { wrapRootElement: wrap };\n",
            ("./src/root", "wrap"),
        ),
        ("export const wrapRootElement = ({ element }) => element;\n", None),
        ("import { wrap } from './src/root';\nexport const wrapPageElement = wrap;\n", None),
        ("export * from './src/root';\n", None),
        ("export const wrapRootElement = (", None),
        ("", None),
    ],
)
def test_finds_where_a_wrapper_is_taken_from(text: str, origin: tuple[str, str] | None) -> None:
    assert find_origin(Source("gatsby-browser.js", text.encode()), "wrapRootElement") == origin
