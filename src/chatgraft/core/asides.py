"""Folders that hold something other than the product itself. What is found there ranks lower."""

from __future__ import annotations

import re

ASIDES = frozenset(
    {"example", "examples", "sample", "samples", "demo", "demos", "test", "tests", "__tests__", "spec", "e2e"}
    | {"fixture", "fixtures", "template", "templates", "playground", "sandbox", "benchmark", "benchmarks"}
    | {"vendor", "third_party", "third-party", "storybook", ".storybook"}
)
ENDINGS = ("-e2e", "-storybook", "-example", "-examples")


_TEMPLATE = re.compile(r"(?:^|/)(?:create-|templates?-)|-templates?(?:/|$)|\{\{")


def is_template(folder: str) -> bool:
    """Whether a folder holds what a generator makes projects of: `create-app/react`, `{{cookiecutter.name}}`."""
    return _TEMPLATE.search(folder) is not None


def is_aside(file: str) -> bool:
    """Whether a project-relative path lies in such a folder, or is a test by its own name."""
    *folders, name = file.split("/")
    aside = any(folder in ASIDES or folder.endswith(ENDINGS) for folder in folders)
    return aside or name.startswith("test_") or name == "conftest.py"
