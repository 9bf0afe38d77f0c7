"""What a module hands to a function that it imports."""

from __future__ import annotations

from typing import Any

import pytest

from chatgraft.core.source import Source
from chatgraft.edits.calls import read_argument
from chatgraft.edits.exports import OPAQUE

IMPORT = 'import { plugin } from "made";\n'


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (
            IMPORT + "export default { plugins: [plugin({ folder: 'src', ssr: false })] };",
            {"folder": "src", "ssr": False},
        ),
        (IMPORT.replace("plugin", "plugin as made") + "made({ folder: 'src' });", {"folder": "src"}),
        (IMPORT + "const options = { folder: 'src' };\nplugin(options);", {"folder": "src"}),
        (IMPORT + "plugin(/* all */ 'src', 1);", "src"),
        (IMPORT + "plugin({ folder: make() });", {"folder": OPAQUE}),
        (IMPORT + "plugin(make());", OPAQUE),
        (IMPORT + "plugin();", None),
        (IMPORT + "other({ folder: 'src' });", None),
        ('import { plugin } from "other";\nplugin({ folder: "src" });', None),
        ('import plugin from "made";\nplugin({ folder: "src" });', None),
        ("plugin({ folder: 'src' });", None),
        ("// import { plugin } from 'made';\nplugin(1);", None),
        (IMPORT + "plugin({", OPAQUE),
        ("", None),
    ],
)
def test_reads_the_first_argument(text: str, value: Any) -> None:
    assert read_argument(Source("vite.config.ts", text.encode()), "made", "plugin") == value
