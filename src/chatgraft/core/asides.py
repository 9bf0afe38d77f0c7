"""Folders that hold something other than the product itself. What is found there ranks lower."""

from __future__ import annotations

ASIDES = frozenset(
    {"example", "examples", "sample", "samples", "demo", "demos", "test", "tests", "__tests__", "spec", "e2e"}
    | {"fixture", "fixtures", "template", "templates", "playground", "sandbox", "benchmark", "benchmarks"}
)


def is_aside(file: str) -> bool:
    """Whether a project-relative path lies in such a folder, or is a test by its own name."""
    *folders, name = file.split("/")
    return bool(ASIDES.intersection(folders)) or name.startswith("test_") or name == "conftest.py"
