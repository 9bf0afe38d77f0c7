"""A module gets one more call at its end, or is left to its owner."""

from __future__ import annotations

import pytest

from chatgraft.core.source import Source
from chatgraft.edits import Edit
from chatgraft.edits.statements import add_call
from tests.unit.edits.checks import check_edited, check_unchanged

IMPORT = "import { mountChatKit } from './chatkit-widget';"


def edit(source: Source) -> Edit:
    return add_call(source, IMPORT, "mountChatKit();")


EDITED = {
    "after a call": (
        "import { createApp } from 'vue';\nimport App from './App.vue';\n\ncreateApp(App).mount('#app');\n",
        (
            "import { createApp } from 'vue';\nimport App from './App.vue';\n"
            f"{IMPORT}\n\ncreateApp(App).mount('#app');\nmountChatKit();\n"
        ),
    ),
    "no semicolons": (
        'import { createApp } from "vue"\n\nconst app = createApp(App)\napp.use(router)\n\napp.mount("#app")\n',
        (
            'import { createApp } from "vue"\nimport { mountChatKit } from "./chatkit-widget"\n\n'
            'const app = createApp(App)\napp.use(router)\n\napp.mount("#app")\nmountChatKit()\n'
        ),
    ),
    "several lines": (
        "import a from 'a';\n\nstart(App, config)\n  .catch((fault) => console.error(fault));\n",
        (
            f"import a from 'a';\n{IMPORT}\n\nstart(App, config)\n  .catch((fault) => console.error(fault));\n"
            "mountChatKit();\n"
        ),
    ),
    "a comment after the last call": (
        "import a from 'a';\na(); // start\n// the end\n",
        f"import a from 'a';\n{IMPORT}\na(); // start\n// the end\n\nmountChatKit();\n",
    ),
    "after an export": (
        "import a from 'a';\n\nexport default a;\n",
        f"import a from 'a';\n{IMPORT}\n\nexport default a;\n\nmountChatKit();\n",
    ),
    "imports alone": ("import './style.css';\n", f"import './style.css';\n{IMPORT}\n\nmountChatKit();\n"),
    "no imports": ("start();\n", f"{IMPORT}\n\nstart();\nmountChatKit();\n"),
    "a directive": ("'use strict';\n", f"'use strict';\n{IMPORT}\nmountChatKit();\n"),
    "a condition at the end": (
        "import a from 'a';\nif (hot) {\n  hot.accept();\n}\n",
        f"import a from 'a';\n{IMPORT}\nif (hot) {{\n  hot.accept();\n}}\n\nmountChatKit();\n",
    ),
    "the import is there": (f"{IMPORT}\n\nstart();\n", f"{IMPORT}\n\nstart();\nmountChatKit();\n"),
    "a comment that names it": (
        "import a from 'a';\n// mountChatKit();\na();\n",
        f"import a from 'a';\n{IMPORT}\n// mountChatKit();\na();\nmountChatKit();\n",
    ),
}


@pytest.mark.parametrize("name", EDITED)
@pytest.mark.parametrize("file", ["src/main.js", "src/main.ts", "src/main.mjs", "src/main.jsx"])
def test_calls_it_at_the_end(name: str, file: str) -> None:
    check_edited(edit, file, *EDITED[name])


def test_an_empty_file() -> None:
    check_edited(edit, "src/main.js", "", f"{IMPORT}\n\nmountChatKit();\n", ["as written", "BOM"])


@pytest.mark.parametrize(
    "text",
    [
        f"{IMPORT}\n\nstart();\nmountChatKit();\n",
        f"{IMPORT}\n\nonIdle(() => {{\n  mountChatKit();\n}});\n",
        f"{IMPORT.replace('{0}', '').replace(chr(39), chr(34))}\nmountChatKit()\nstart()\n",
    ],
)
def test_a_module_that_calls_it_already_is_left(text: str) -> None:
    check_unchanged(edit, "src/main.ts", text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("import { mountChatKit } from './other';\nstart();\n", "from another module"),
        ("function mountChatKit() {}\nstart();\n", "already the name"),
        ("const a = require('a');\nmodule.exports = a;\n", "CommonJS"),
        ("import a from 'a';\na(;\n", "does not parse"),
        ("<<<<<<< HEAD\na();\n", "merge conflict"),
    ],
)
def test_what_is_not_understood_is_handed_over(text: str, why: str) -> None:
    check_unchanged(edit, "src/main.ts", text, why)


def test_what_is_handed_over_is_whole() -> None:
    (by_hand,) = edit(Source("src/main.ts", b"a(;"))
    assert by_hand.snippet == f"{IMPORT}\n\nmountChatKit();"  # type: ignore[union-attr]
