"""Imports and exported objects of JavaScript and TypeScript modules."""

from __future__ import annotations

import pytest

from chatgraft.core.source import Source
from chatgraft.edits import Edit
from chatgraft.edits.exports import OPAQUE, read_default_export
from chatgraft.edits.javascript import add_import, set_property
from tests.unit.edits.checks import check_edited, check_unchanged

STATEMENT = "import ChatKitBot from '@site/src/components/ChatKitBot';"


def add(source: Source) -> Edit:
    return add_import(source, STATEMENT)


@pytest.mark.parametrize("file", ["Root.js", "Root.jsx", "Root.ts", "Root.tsx"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("import a from 'a';\n\nf(a);\n", f"import a from 'a';\n{STATEMENT}\n\nf(a);\n"),
        ("import a from 'a'; // first\nf();\n", f"import a from 'a'; // first\n{STATEMENT}\nf();\n"),
        ("import a from 'a'; f();\n", f"import a from 'a';\n{STATEMENT} f();\n"),
        (
            "import {\n  a,\n} from 'a';\nimport './b.css';\n",
            f"import {{\n  a,\n}} from 'a';\nimport './b.css';\n{STATEMENT}\n",
        ),
        ('import a from "a"\n', 'import a from "a"\n' + STATEMENT.replace("'", '"').removesuffix(";") + "\n"),
        ("f();\n", f"{STATEMENT}\n\nf();\n"),
        ("'use client';\n\nf();\n", f"'use client';\n{STATEMENT}\n\nf();\n"),
        ("// @ts-check\nf();\n", f"// @ts-check\n{STATEMENT}\nf();\n"),
        ("/* Copyright */\n\nf();\n", f"/* Copyright */\n{STATEMENT}\n\nf();\n"),
        ("// what f does\nf();\n", f"{STATEMENT}\n\n// what f does\nf();\n"),
        (f"// {STATEMENT}\nf();\n", f"{STATEMENT}\n\n// {STATEMENT}\nf();\n"),
        ("const a = require('a');\nf();\n", f"{STATEMENT}\n\nconst a = require('a');\nf();\n"),
    ],
)
def test_adds_the_import_below_the_others(file: str, before: str, after: str) -> None:
    check_edited(add, file, before, after)


@pytest.mark.parametrize(
    "text",
    [
        f"{STATEMENT}\n",
        STATEMENT.replace("'", '"') + "\n",
        "import ChatKitBot, {x} from '@site/src/components/ChatKitBot'\n",
        "import {default as ChatKitBot} from '@site/src/components/ChatKitBot';\n",
    ],
)
def test_an_import_that_is_there_is_left(text: str) -> None:
    check_unchanged(add, "Root.js", text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("import ChatKitBot from './Other';\n", "another module"),
        ("import {Bot as ChatKitBot} from './Other';\n", "another module"),
        ("import * as ChatKitBot from './Other';\n", "another module"),
        ("import a from 'a';\nconst ChatKitBot = a;\n", "already the name"),
        ("export function ChatKitBot() {}\n", "already the name"),
        ("const a = require('a');\nmodule.exports = a;\n", "CommonJS"),
        ("import a from 'a\n", "does not parse"),
        ("import a from 'a';\n<<<<<<< HEAD\n", "merge conflict"),
    ],
)
def test_an_import_that_would_not_fit_is_handed_over(text: str, why: str) -> None:
    check_unchanged(add, "Root.jsx", text, why)


def test_a_type_import_of_the_same_name_is_no_value() -> None:
    check_unchanged(add, "Root.ts", "import type ChatKitBot from './x';\nconst ChatKitBot = 1;\n", "already the name")


def set_ui(source: Source) -> Edit:
    return set_property(source, "ui", "'selfhosted'")


CONFIG = """/** The chat. */
const config = {
  api: '/chatkit', // where
  ui: 'auto', // which
  look: {ui: 'glass'},
};

export default config;
"""


@pytest.mark.parametrize("file", ["chatkit.config.js", "chatkit.config.ts"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (CONFIG, CONFIG.replace("'auto'", "'selfhosted'")),
        ("export default {ui: 'auto'};\n", "export default {ui: 'selfhosted'};\n"),
        ("export default {'ui': f(1)};\n", "export default {'ui': 'selfhosted'};\n"),
        ("export default {ui};\n", "export default {ui: 'selfhosted'};\n"),
        ("export default {...a, ui: 1};\n", "export default {...a, ui: 'selfhosted'};\n"),
        ("module.exports = {ui: 1};\n", "module.exports = {ui: 'selfhosted'};\n"),
        ("export default {a: 1};\n", "export default {a: 1, ui: 'selfhosted'};\n"),
        ("export default {};\n", "export default { ui: 'selfhosted' };\n"),
        ("f(\n  1);\nexport default {\n};\n", "f(\n  1);\nexport default {\n  ui: 'selfhosted',\n};\n"),
        ("export default {\n  a: 1,\n};\n", "export default {\n  a: 1,\n  ui: 'selfhosted',\n};\n"),
        ("export default {\n  a: 1\n};\n", "export default {\n  a: 1,\n  ui: 'selfhosted'\n};\n"),
        ("export default {\n  a: 1, // b\n};\n", "export default {\n  a: 1, // b\n  ui: 'selfhosted',\n};\n"),
        ("export default {\n  a: 1 // b\n};\n", "export default {\n  a: 1, // b\n  ui: 'selfhosted'\n};\n"),
    ],
)
def test_sets_a_property_of_the_exported_object(file: str, before: str, after: str) -> None:
    check_edited(set_ui, file, before, after)


@pytest.mark.parametrize(
    "exported",
    [
        "{ui: 1} satisfies Config",
        "{ui: 1} as const",
        "({ui: 1})",
        "<Config>{ui: 1}",
        "config;\nconst config: Config = {ui: 1}",
    ],
)
def test_typed_exports(exported: str) -> None:
    before = f"export default {exported};\n"
    if exported.startswith("<"):
        check_unchanged(set_ui, "chatkit.config.ts", before, "does not export an object")
    else:
        check_edited(set_ui, "chatkit.config.ts", before, before.replace("ui: 1", "ui: 'selfhosted'"))


@pytest.mark.parametrize("text", ["export default {ui: 'selfhosted'};\n", 'export default {ui: "selfhosted"};\n'])
def test_a_property_that_says_it_already_is_left(text: str) -> None:
    check_unchanged(set_ui, "chatkit.config.js", text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("export default make();\n", "does not export an object"),
        ("export const config = {ui: 1};\n", "does not export an object"),
        ("export default {ui: 1, ui: 2};\n", "more than once"),
        ("export default {ui: 1, ...rest};\n", "a spread"),
        ("export default {ui() {}};\n", "is a method"),
        ("export default {ui: };\n", "does not parse"),
    ],
)
def test_an_object_that_is_not_plain_is_handed_over(text: str, why: str) -> None:
    check_unchanged(set_ui, "chatkit.config.js", text, why)


def test_reads_what_is_written_out() -> None:
    text = b"""import x from 'x';
const docs = {path: 'text', routeBasePath: '/'};
const presets = [['classic', {docs, blog: false}]];
const config = {title: `t`, baseUrl: "/a/", on: true, n: 1.5, none: null, x: x(), presets};
export default async () => config;
"""
    assert read_default_export(Source("c.js", text)) is OPAQUE
    value = read_default_export(Source("c.js", text.replace(b"async () => config", b"config")))
    assert value == {
        "title": OPAQUE,
        "baseUrl": "/a/",
        "on": True,
        "n": 1.5,
        "none": None,
        "x": OPAQUE,
        "presets": [["classic", {"docs": {"path": "text", "routeBasePath": "/"}, "blog": False}]],
    }


def test_what_refers_to_itself_ends() -> None:
    assert read_default_export(Source("c.js", b"const a = {b: a};\nexport default a;\n")) != OPAQUE
