"""Our own modules of JavaScript and TypeScript, said from where they land."""

from __future__ import annotations

import pytest

from chatgraft import kits
from chatgraft.core.changes import splice
from chatgraft.core.source import Source
from chatgraft.edits.script_modules import relocate_imports, set_constants, set_expressions
from chatgraft.edits.syntax import require_script

SOURCE = Source(
    "mounts/express/express.ts",
    b"import type { A } from '../../kit/a.ts';\nimport { b } from '../../b.ts';\n"
    b"import 'node:fs';\nimport('./c.ts');\n",
)
LANDED = {"mounts/express/express.ts": "src/chat/express.ts", "b.ts": "src/chat/b.ts", "kit/a.ts": "src/chat/kit/a.ts"}


@pytest.mark.parametrize("ending", [".ts", ".js", ""])
def test_imports_lead_to_where_the_files_land(ending: str) -> None:
    lands = {**LANDED, "mounts/express/c.ts": "src/chat/c.ts"}
    data = relocate_imports(SOURCE, SOURCE.file, lambda path: lands[path], None if ending == ".ts" else ending)
    assert data.decode() == (
        f"import type {{ A }} from './kit/a{ending}';\nimport {{ b }} from './b{ending}';\n"
        f"import 'node:fs';\nimport('./c{ending}');\n"
    )


def test_a_path_is_no_code_whatever_its_folders_are_called() -> None:
    source = Source("a.ts", b"import('./own.ts');\nimport('./x\\'y/kept.ts');\n")
    data = relocate_imports(source, "a.ts", lambda path: {"own.ts": "lib/o'neil/own.ts"}.get(path, path), None)
    assert data == b"import('./lib/o\\'neil/own.ts');\nimport('./x\\'y/kept.ts');\n"


def test_values_take_the_place_of_those_that_stand_there() -> None:
    source = Source("a.ts", b"const HOME = 'here';\nexport const user = (): null => null;\n")
    edit = (
        *set_constants(source, {"HOME": 'it\'s "there"'}),
        *set_expressions(source, {"user": "(request) => request.user"}),
    )
    assert splice(source, edit) == b"const HOME = 'it\\'s \"there\"';\nexport const user = (request) => request.user;\n"
    with pytest.raises(ValueError, match="has no OTHER"):
        set_constants(source, {"OTHER": None})


@pytest.mark.parametrize("language", ["typescript", "javascript"])
def test_every_file_of_the_kit_can_be_rewritten(language: str) -> None:
    scripts = [(file, data) for file, data in kits.files(f"node/{language}") if file.endswith(("ts", "js"))]
    assert scripts
    for file, data in scripts:
        require_script(Source(file, data))
