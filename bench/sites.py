"""Three documentation sites of different kinds, installed from exactly pinned packages; none of their text is ours.

- flask: the sdist of flask on PyPI (BSD-3-Clause). reStructuredText, built by Sphinx: sections with ids.
- npm: the package npm (Artistic-2.0). Plain HTML pages without `main` or `article`.
- next: the package next (MIT). MDX as written: front matter, numbered folders, components.
"""

import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SPHINX = "sphinx==9.0.4"


@dataclass(frozen=True, slots=True)
class Site:
    """A folder of pages, and the prefix under which its labels name them."""

    name: str
    package: str
    prefix: str
    fetch: Callable[[str, Path], None]

    def pages(self, cache: Path) -> Path:
        """The folder with the pages; fetched once for each pinned version."""
        folder = cache / self.package.replace("==", "-").replace("@", "-")
        if not folder.is_dir():
            cache.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=cache) as scratch:
                made = Path(scratch, "pages")
                self.fetch(self.package, made)
                made.rename(folder)
        return folder


def from_npm(inside: str) -> Callable[[str, Path], None]:
    """Takes a folder out of a package of npm's registry."""

    def fetch(package: str, pages: Path) -> None:
        scratch = pages.parent
        _run("npm", "pack", package, "--silent", "--pack-destination", str(scratch))
        _unpack(next(scratch.glob("*.tgz")), scratch, f"package/{inside}")
        (scratch / "package" / inside).rename(pages)

    return fetch


def built_by_sphinx(package: str, pages: Path) -> None:
    """Builds the `docs` of an sdist with Sphinx alone: its own theme and extensions change how pages look."""
    scratch = pages.parent
    pip = (sys.executable, "-m", "pip")
    _run(*pip, "download", "--quiet", "--no-deps", "--no-binary", ":all:", "--dest", str(scratch), package)
    sdist = next(scratch.glob("*.tar.gz"))
    inside = f"{sdist.name.removesuffix('.tar.gz')}/docs"
    _unpack(sdist, scratch, inside)
    _run(sys.executable, "-m", "venv", str(scratch / "venv"))
    python = str(scratch / "venv/bin/python")
    _run(python, "-m", "pip", "install", "--quiet", SPHINX)
    own = ("-C", "-Q", "-D", "root_doc=index", "-D", "html_copy_source=0")
    _run(python, "-m", "sphinx", *own, "-b", "html", str(scratch / inside), str(pages))
    shutil.rmtree(pages / ".doctrees", ignore_errors=True)


SITES = (
    Site("flask", "flask==3.1.2", "/", built_by_sphinx),
    Site("npm", "npm@12.2.1", "/", from_npm("docs/output")),
    Site("next", "next@16.4.6", "/docs/app", from_npm("dist/docs/01-app")),
)


def _run(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _unpack(archive: Path, folder: Path, inside: str) -> None:
    with tarfile.open(archive) as tar:
        tar.extractall(folder, [one for one in tar if one.name.startswith(f"{inside}/")], filter="data")
