"""What the service needs is named within bounds: a later release must not break a site that nobody has touched."""

from __future__ import annotations

import pytest
from packaging.requirements import Requirement

from chatgraft import kits

_FILES = [file for file, _ in kits.files("python") if file.endswith("requirements.txt")]


@pytest.mark.parametrize("file", _FILES)
def test_every_requirement_is_bounded(file: str) -> None:
    lines = [line.split("#")[0].strip() for line in kits.read(f"python/{file}").decode().splitlines()]
    assert [line for line in lines if line and "==" not in line and "<" not in line.split(";")[0]] == []


@pytest.mark.parametrize("file", _FILES)
def test_betas_of_sqlalchemy_with_which_alembic_fails_are_ruled_out(file: str) -> None:
    """PDM up to 2.22 takes betas on Python 3.10, for which no later release of that series is."""
    lines = [
        Requirement(line.split("#")[0]) for line in kits.read(f"python/{file}").decode().splitlines() if line[0] != "#"
    ]
    wanted = [line.specifier for line in lines if line.name == "sqlalchemy"]
    betas = [f"2.1.0b{number}" for number in (1, 2, 3)]
    assert [beta for each in wanted for beta in each.filter(betas, prereleases=True)] == []
