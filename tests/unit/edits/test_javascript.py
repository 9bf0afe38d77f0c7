"""Imports and exported objects of JavaScript and TypeScript modules."""

from __future__ import annotations

import pytest

from chatgraft.core.source import Source
from chatgraft.edits import Edit
from chatgraft.edits.exports import OPAQUE, read_default_export
from chatgraft.edits.javascript import add_import
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


@pytest.mark.parametrize(
    "statement", ["import { mountChatKit } from './chatkit-widget';", "import './chatkit-widget';"]
)
def test_imports_of_other_forms(statement: str) -> None:
    def edit(source: Source) -> Edit:
        return add_import(source, statement)

    check_edited(edit, "main.ts", "import a from 'a';\nf();\n", f"import a from 'a';\n{statement}\nf();\n")
    styled = statement.replace("'", '"').removesuffix(";")
    check_edited(edit, "main.ts", 'import a from "a"\nf()\n', f'import a from "a"\n{styled}\nf()\n')


def test_a_type_import_of_the_same_name_is_no_value() -> None:
    check_unchanged(add, "Root.ts", "import type ChatKitBot from './x';\nconst ChatKitBot = 1;\n", "already the name")


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
