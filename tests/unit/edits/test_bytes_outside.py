"""Whatever the file: outside of its splices no byte changes, the splices can be undone, a second run adds nothing."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatgraft.core.changes import ByHand
from chatgraft.core.source import BOM, Source
from chatgraft.edits import applied
from chatgraft.edits.config import set_property
from chatgraft.edits.html import insert_before_body_end
from chatgraft.edits.javascript import add_import
from chatgraft.edits.jsx import insert_after_children
from chatgraft.edits.jsx_element import insert_after_element
from chatgraft.edits.lines import append_lines
from chatgraft.edits.package_json import add_dependencies
from tests.unit.edits.checks import Editor, undone

QUICK = settings(max_examples=60, deadline=None)  # a busy machine is no fault of the editor
SCRIPT = "<script type='module' src='../chatkit-widget/widget.js'></script>"
EDITORS: dict[str, tuple[Editor, tuple[str, ...]]] = {
    "index.html": (
        lambda source: insert_before_body_end(source, SCRIPT),
        (
            "<html>",
            "<body>",
            "</body>",
            "</html>",
            "<p a='</body>'>",
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "<title>",
        ),
    ),
    "Root.jsx": (
        lambda source: insert_after_children(source, "<ChatKitBot />"),
        (
            "export default ",
            "function Root(",
            "{children}",
            ")",
            " {",
            "}",
            "return ",
            "<>",
            "</>",
            "children",
            "(",
            "//",
        ),
    ),
    "_app.jsx": (
        lambda source: insert_after_element(source, "Page", "<ChatKitBot />"),
        (
            "export default ",
            "({Page}) => ",
            "(",
            ")",
            "<Page />",
            "<Page>",
            "</Page>",
            "<>",
            "</>",
            "{",
            "}",
            "a ? b : ",
        ),
    ),
    "Root.tsx": (
        lambda source: add_import(source, "import ChatKitBot from '@site/src/components/ChatKitBot';"),
        ("import a from 'a';", 'import "b"', "// c", "/* d */", "'use client'", "f();", "#!/usr/bin/env node", ";"),
    ),
    "chatkit.config.ts": (
        lambda source: set_property(source, "ui", "'selfhosted'"),
        ("export default ", "{", "}", "ui: 'auto'", "a: 1", ",", "// c", "...b", "as const", ";", "module.exports = "),
    ),
    ".gitignore": (lambda source: append_lines(source, ["/backend/.env"], "# Chat"), ("a", "backend/.env", "#", "!")),
    ".env": (lambda source: append_lines(source, ["# why", "A=1", "B=2"]), ("A=", "#B=", "export ", "'", "x")),
    "requirements.txt": (lambda source: append_lines(source, ["fastapi"]), ("fastapi", "==1", "-r x", "[a]", "#")),
    "package.json": (
        lambda source: add_dependencies(source, {"lit": "^3", "@a/b": "1"}),
        ("{", "}", '"dependencies"', ":", '"lit"', '"x"', ",", "1", "[", "]"),
    ),
}


@pytest.mark.parametrize("file", EDITORS)
@QUICK
@given(data=st.data())
def test_any_file(file: str, data: st.DataObject) -> None:
    editor, words = EDITORS[file]
    pieces = st.sampled_from((*words, " ", "\t", "\n", "\r\n", "日本", "é"))
    text = "".join(data.draw(st.lists(pieces, max_size=40)))
    check(editor, Source(file, data.draw(st.sampled_from((b"", BOM))) + text.encode()))


@pytest.mark.parametrize("file", EDITORS)
@QUICK
@given(content=st.binary(max_size=60))
def test_any_bytes(file: str, content: bytes) -> None:
    check(EDITORS[file][0], Source(file, content))


@QUICK
@given(
    manifest=st.dictionaries(
        st.sampled_from(("name", "dependencies", "devDependencies", "scripts")),
        st.dictionaries(st.sampled_from(("lit", "react", "@a/b", "zod", "日本")), st.just("^1"), max_size=4),
    ),
    indent=st.sampled_from((None, 1, 2, 4, "\t")),
    newline=st.sampled_from(("\n", "\r\n")),
)
def test_any_manifest_gets_what_it_lacks(
    manifest: dict[str, dict[str, str]], indent: int | str | None, newline: str
) -> None:
    text = json.dumps(manifest, indent=indent, ensure_ascii=False).replace("\n", newline)
    source = Source("package.json", text.encode())
    edited = check(EDITORS["package.json"][0], source)
    there = {name for kind in ("dependencies", "devDependencies") for name in manifest.get(kind, {})}
    wanted = {name: version for name, version in {"lit": "^3", "@a/b": "1"}.items() if name not in there}
    expected = {**manifest, "dependencies": manifest.get("dependencies", {}) | wanted} if wanted else manifest
    assert json.loads(edited.data) == expected


def check(editor: Editor, source: Source) -> Source:
    edit = editor(source)
    if any(isinstance(change, ByHand) for change in edit):
        assert len(edit) == 1
        return source
    assert undone(source, edit) == source.data
    edited = applied(source, edit)
    assert editor(edited) == ()
    return edited
