"""What is read of modules and of JSON with comments."""

from __future__ import annotations

from typing import Any

import pytest

from chatgraft.core.source import BOM, Source
from chatgraft.edits.exports import OPAQUE, find_declared, read_json


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b'{"a": {"b": true}}', {"a": {"b": True}}),
        (BOM + b'// of TypeScript\n{\n  /* a */ "a": ["x",],\n}\n', {"a": ["x"]}),
        (b"{", OPAQUE),
        (b"", OPAQUE),
    ],
)
def test_json_with_comments(text: bytes, expected: Any) -> None:
    assert read_json(Source("tsconfig.json", text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("export const csr = false;\n", "false"),
        ("const csr = false; export { csr };\n", "false"),
        ("export let csr: boolean = dev;\n", "dev"),
        ("function a() { const csr = false; }\n", None),
        ("// export const csr = false;\n", None),
        ("export const csr = (\n", None),
    ],
)
def test_what_a_module_declares(text: str, expected: str | None) -> None:
    assert find_declared(Source("+layout.ts", text.encode()), "csr") == expected
