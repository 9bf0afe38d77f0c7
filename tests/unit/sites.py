"""Projects built in code."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from chatgraft.core.changes import ByHand, Change, Create, Splice, splice
from chatgraft.core.project import Project

Files = Mapping[str, str | bytes]

PAGE = "<!doctype html>\n<html>\n<body>\n<p>a</p>\n</body>\n</html>\n"


def make_project(root: Path, files: Files, *, git: bool = False) -> Project:
    """The files written below `root`; tracked by git where asked, what `.gitignore` names excepted."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    if git:
        subprocess.run(["git", "init", "-q", str(root)], check=True)
        subprocess.run(["git", "-C", str(root), "add", "-A"], check=True)
    return Project(root)


def package(dependencies: Mapping[str, str], **fields: Any) -> str:
    return json.dumps({"name": "x", **fields, "dependencies": dependencies}, indent=2) + "\n"


def docusaurus(react: str = "^19.0.0", **fields: Any) -> str:
    """A package.json of a Docusaurus site."""
    return package({"@docusaurus/core": "3.8.1", "react": react}, **fields)


def after(project: Project, changes: list[Change]) -> dict[str, str]:
    """The files that the changes leave, by name, as text."""
    assert not [change for change in changes if isinstance(change, ByHand)]
    found = {change.file: change.data.decode() for change in changes if isinstance(change, Create)}
    for file in {change.file for change in changes if isinstance(change, Splice)}:
        source = project.find_source(file)
        assert source is not None
        mine = tuple(change for change in changes if isinstance(change, Splice) and change.file == file)
        found[file] = splice(source, mine).decode()
    return found
