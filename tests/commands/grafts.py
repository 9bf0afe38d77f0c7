"""Projects that are grafted in these tests, as their owners might have left them."""

from __future__ import annotations

from pathlib import Path

from tests.unit.changes.tree import commit, git
from tests.unit.sites import Files, docusaurus

PAGE = """<!doctype html>
<html lang="en">
<head><title>{0}</title></head>
<body>
<h1>{0}</h1>
<p>All about {0}.</p>
</body>
</html>
"""
API = "from fastapi import FastAPI\n\napp = FastAPI()\n"
ROOT = """import React from 'react';

export default function Root({ children }: { children: React.ReactNode }) {
  return <>{children}</>;
}
"""

HTML: Files = {"index.html": PAGE.format("Home"), "trips/rivers.html": PAGE.format("Rivers"), "style.css": "a {}\n"}
DOCUSAURUS: Files = {
    "website/package.json": docusaurus(scripts={"start": "docusaurus start", "build": "docusaurus build"}),
    "website/docusaurus.config.js": "module.exports = { title: 'Docs', baseUrl: '/' };\n",
    "website/docs/intro.md": "# Intro\n\nHow it begins.\n",
}
TYPED: Files = {
    "package.json": docusaurus(),
    "docusaurus.config.ts": "export default {};\n",
    "tsconfig.json": "{}\n",
    "src/theme/Root.tsx": ROOT,
    "pnpm-lock.yaml": "lockfileVersion: '9.0'\n",
}
WITH_API: Files = {**HTML, "backend/main.py": API, "backend/requirements.txt": "fastapi\n"}
TAKEN: Files = {**WITH_API, "backend/database.py": "engine = None\n"}
PACKAGE: Files = {**HTML, "api/__init__.py": "", "api/main.py": API, "api/requirements.txt": "fastapi\n"}
OWNERS: Files = {
    "index.html": b"\xef\xbb\xbf" + PAGE.format("Home").replace("\n", "\r\n").encode(),
    "old.html": PAGE.format("Old").replace("\n", "\r\n").removesuffix("\r\n").encode(),
    "backend/main.py": API.replace("\n", "\r\n"),
    "backend/requirements.txt": b"\xef\xbb\xbffastapi\r\nopenai",
    "backend/.env.example": "OPENAI_API_KEY=\r\nSITE_ROOT=../pages\r\n",
    "backend/.env": "OPENAI_API_KEY=sk-owner-0123456789\r\n",
    ".gitignore": b"*.log\r\n.env",
}
ALL: dict[str, Files] = {
    "plain HTML": HTML,
    "Docusaurus in JavaScript": DOCUSAURUS,
    "Docusaurus in TypeScript with its own Root": TYPED,
    "HTML with FastAPI": WITH_API,
    "a name that we need is taken": TAKEN,
    "the backend is a package": PACKAGE,
    "CRLF, BOM and files that we add to": OWNERS,
}


def make(root: Path, files: Files, *, in_git: bool = True) -> Path:
    """The project in a folder of its own, everything committed; with an empty folder and a script."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (root / "empty").mkdir()
    script = root / "run.sh"
    script.write_text("#!/bin/sh\n")
    script.chmod(0o755)
    if in_git:
        git(root, "init", "-q")
        commit(root)
    return root
