"""How the generators of sites make addresses of Markdown files and anchors of headings: one record each.

`SITE_ROOT` names one after the prefix: `../docs=/:mkdocs`. Without a name, Docusaurus' rules hold, which its kin share.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

Front = dict[str, str]


@dataclass(frozen=True, slots=True)
class Flavor:
    """`address` makes a path below the prefix, empty for the root, of a file and its front matter, or None of a file
    that is no page; its last argument: whether the site shows pages without `.html`. `slug` makes an anchor of a
    heading as it reads, `again` is what the second one of the same name gets, with its number.
    """

    address: Callable[[PurePosixPath, Front, bool], str | None]
    slug: Callable[[str], str]
    again: str = "-{}"


def github_slug(heading: str) -> str:
    """As github-slugger does (github.com/Flet/github-slugger): marks go, each blank becomes a hyphen."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def vitepress_slug(heading: str) -> str:
    """As `slugify` of @mdit-vue/shared does."""
    text = "".join(one for one in unicodedata.normalize("NFKD", heading) if not unicodedata.combining(one))
    text = re.sub(r"[\x00-\x1f]", "", text)
    text = re.sub(r"[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:\"'\u201c\u201d\u2018\u2019<>,.?/]+", "-", text)
    text = re.sub(r"^(\d)", r"_\1", re.sub(r"-{2,}", "-", text).strip("-"))
    return text.lower()


def mkdocs_slug(heading: str) -> str:
    """As `slugify` of Python-Markdown's toc extension does: what is not ASCII goes."""
    text = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", text).strip().lower())


def without_number(name: str) -> str:
    """Docusaurus takes numbers that order files off, but not dates and versions (`numberPrefix.ts`)."""
    return re.sub(r"^\d+\s*[-_.]+\s*(?=[^\d\s_.-])", "", name)


def _docusaurus(path: PurePosixPath, front: Front, _: bool) -> str:
    folders = [without_number(part) for part in path.parent.parts]
    is_index = path.stem.lower() in {"index", "readme"}
    dated = re.match(r"(\d{4})-(\d{2})-(\d{2})-(.+)", path.parent.name if is_index else path.stem)
    if dated and is_index:
        folders.pop()
    own = front.get("slug", "")
    if own:
        return own.strip("/") if own.startswith("/") else "/".join([*folders, own.strip("/")])
    if dated:
        return "/".join([*folders, *dated.groups()])
    name = front.get("id") or without_number(path.stem)
    is_folder = name.lower() in {"index", "readme"} or (bool(folders) and name.lower() == folders[-1].lower())
    return "/".join(folders if is_folder else [*folders, name])


def _vitepress(path: PurePosixPath, _: Front, is_clean: bool) -> str:
    if path.stem == "index":
        return _folder(path.parent)
    return str(path.with_suffix("" if is_clean else ".html"))


def _mkdocs(path: PurePosixPath, _: Front, is_clean: bool) -> str:
    """`clean` is what MkDocs calls `use_directory_urls`."""
    if path.stem.lower() in {"index", "readme"}:
        return _folder(path.parent)
    return f"{path.with_suffix('')}/" if is_clean else str(path.with_suffix(".html"))


def _astro(path: PurePosixPath, front: Front, _: bool) -> str:
    """Each part as a slug, as the loader of content collections makes it (docs.astro.build, `glob()`)."""
    own = front.get("slug", "").strip("/")
    parts = [github_slug(part) for part in path.with_suffix("").parts]
    return own or "/".join(parts[:-1] if parts[-1] == "index" else parts)


def _next(path: PurePosixPath, _: Front, __: bool) -> str:
    """A folder in brackets is no part of the address."""
    folders = [part for part in path.parent.parts if not re.fullmatch(r"\(.*\)", part)]
    return "/".join(folders if path.stem == "index" else [*folders, path.stem])


def _next_app(path: PurePosixPath, front: Front, _: bool) -> str | None:
    """In the App Router a folder's `page` is one; a folder that begins with @ or _ has none of its own."""
    if path.stem != "page" or any(part.startswith(("@", "_", "(.")) for part in path.parent.parts):
        return None
    return _next(path.with_stem("index"), front, False)


def _folder(path: PurePosixPath) -> str:
    return "" if path == PurePosixPath() else f"{path}/"


DOCUSAURUS = Flavor(_docusaurus, github_slug)
FLAVORS = {
    "": DOCUSAURUS,
    "docusaurus": DOCUSAURUS,
    "vitepress": Flavor(_vitepress, vitepress_slug),
    "mkdocs": Flavor(_mkdocs, mkdocs_slug, "_{}"),
    "astro": Flavor(_astro, github_slug),
    "next": Flavor(_next, github_slug),
    "next-app": Flavor(_next_app, github_slug),
}
