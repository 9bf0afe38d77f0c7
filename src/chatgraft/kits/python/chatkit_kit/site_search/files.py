"""The files that hold a site's pages, and the passages of one of them."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..settings import SiteRoot
from .html import HTML_SUFFIXES, html_passages
from .markdown import MARKDOWN_SUFFIXES, markdown_passages
from .pages import Passage

LARGEST_PAGE = 4 * 1024 * 1024
SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "venv"})
SKIPPED_FILES = frozenset({"404.html", "500.html", "50x.html", "_global-error.html", "_not-found.html"})


@dataclass(frozen=True, slots=True)
class PageFile:
    """A file below a root. `stamp` is another one when its text, or what its address is made of, has changed."""

    root: SiteRoot
    path: Path
    stamp: str

    def read(self) -> tuple[str, list[Passage]]:
        """The page's URL and its passages."""
        text = self.path.read_text(encoding="utf-8", errors="replace")
        below = PurePosixPath(self.path.relative_to(self.root.folder).as_posix())
        if self.path.suffix.lower() in HTML_SUFFIXES:
            return html_passages(text, _html_url(below, self.root))
        return markdown_passages(text, below, self.root)


def page_files(roots: tuple[SiteRoot, ...]) -> Iterator[PageFile]:
    """Those of all roots, in a fixed order."""
    for number, root in enumerate(roots):
        for path, facts in _files(root.folder):
            stamp = f"{number} {root.prefix} {root.clean} {root.flavor} {facts.st_mtime_ns} {facts.st_size}"
            yield PageFile(root, path, stamp)


def _files(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Pages below a folder; links that lead out of it are not followed.

    Where a folder has an index.html its pages are HTML: Markdown beside them is a note to developers.
    """
    suffixes = HTML_SUFFIXES if (folder / "index.html").is_file() else HTML_SUFFIXES | MARKDOWN_SUFFIXES
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in SKIPPED_FOLDERS and not name.startswith((".", "[")))
        for name in sorted(names):
            path = Path(where, name)
            suffix = path.suffix.lower()
            is_pattern = name.startswith("[")  # a page for many addresses, with none of its own
            if name in SKIPPED_FILES or is_pattern or (suffix in MARKDOWN_SUFFIXES and name.startswith("_")):
                continue
            if suffix in suffixes and not path.is_symlink() and (facts := path.stat()).st_size <= LARGEST_PAGE:
                yield path, facts


def _html_url(path: PurePosixPath, root: SiteRoot) -> str:
    address = f"{root.prefix.rstrip('/')}/{path}"
    if path.name == "index.html":
        return address.removesuffix("index.html")
    return address.removesuffix(path.suffix) if root.clean else address
