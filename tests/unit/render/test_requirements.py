"""What the service needs is named within bounds: a later release must not break a site that nobody has touched."""

from __future__ import annotations

import pytest

from chatgraft.render import kit

_FILES = [file for file, _ in kit.files("python") if file.endswith("requirements.txt")]


@pytest.mark.parametrize("file", _FILES)
def test_every_requirement_is_bounded(file: str) -> None:
    lines = [line.split("#")[0].strip() for line in kit.read(f"python/{file}").decode().splitlines()]
    assert [line for line in lines if line and "==" not in line and "<" not in line.split(";")[0]] == []
