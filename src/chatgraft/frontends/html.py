"""Plain HTML, a folder of pages that are shown as they lie: one script tag loads the chat on all or on those named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from chatgraft.core.asides import is_aside
from chatgraft.core.changes import ByHand, Change
from chatgraft.core.errors import ChatgraftError, Exit, Finding
from chatgraft.core.facts import Evidence, FrontendFact, Mount
from chatgraft.core.globs import matches
from chatgraft.core.project import Project
from chatgraft.core.source import Source
from chatgraft.edits.html import find_base, find_generator, insert_before_body_end, is_page, is_template
from chatgraft.frontends import WIDGET, Dev, Frontend, Landing, MountOptions, Pages

ENDINGS = (".html", ".htm")
INDEXES = ("index.html", "index.htm")
USUAL = frozenset({".", "public", "site", "www", "docs", "web", "static", "html", "src", "website", "frontend"})
# What a package.json wants of these makes pages.
MAKERS = frozenset(
    {
        "react",
        "preact",
        "vue",
        "nuxt",
        "svelte",
        "@sveltejs/kit",
        "@angular/core",
        "next",
        "gatsby",
        "astro",
        "solid-js",
    }
    | {"@docusaurus/core", "vitepress", "@remix-run/react", "react-router", "ember-source", "react-scripts", "vite"}
    | {"webpack", "parcel", "@11ty/eleventy", "hexo", "ejs", "pug", "express-handlebars", "nunjucks", "@ionic/core"}
)
# Files beside which a generator of another language keeps its templates, and what those of a common name then say.
GENERATORS = {
    **dict.fromkeys(("mkdocs.yml", "mkdocs.yaml", "_config.yml", "_config.yaml", "_config.toml", "book.toml"), b""),
    **dict.fromkeys(("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "pelicanconf.py"), b""),
    **dict.fromkeys(("config.toml", "config.yaml", "config.yml", "config.json"), b"base_?url"),  # Hugo and Zola
    "conf.py": b"project|extensions|html_theme",  # Sphinx
}
# What pages that a tool has written name as their generator: an edit goes with the next build.
BUILDERS = re.compile(
    r"docusaurus|mkdocs|sphinx|docutils|vitepress|vuepress|hugo|jekyll|eleventy|gatsby|astro|hexo|mdbook|pelican|zola|nuxt"
    r"|doxygen|rustdoc|javadoc|typedoc|pdoc|yard",
    re.IGNORECASE,
)
# Folders of reports that tools write for developers.
REPORTS = frozenset(
    {
        "htmlcov",
        "coverage",
        "lcov-report",
        "_build",
        "javadoc",
        "playwright-report",
        "allure-report",
        "storybook-static",
    }
)
SAMPLE = 5  # pages that are read to judge a folder without an index


def detect(project: Project) -> Iterator[FrontendFact]:
    made = _makers(project)
    pages = [PurePosixPath(page) for page in project.ending(*ENDINGS)]
    pages = [page for page in pages if made.isdisjoint(page.parents) and REPORTS.isdisjoint(page.parts)]
    roots: dict[PurePosixPath, list[PurePosixPath]] = {root: [] for root in _roots(pages)}
    for page in pages:
        if (root := next((folder for folder in page.parents if folder in roots), None)) is not None:
            roots[root].append(page)
    for root, inside in roots.items():
        if (fact := _fact(project, root, inside)) is not None:
            yield fact


def _makers(project: Project) -> set[PurePosixPath]:
    """The folders in which a framework or a generator makes pages: an HTML file in one or below is its own."""
    made = {found.folder for found in project.packages if not MAKERS.isdisjoint(found.wants)}
    return made | {_home(file) for file in project.named(*GENERATORS) if _is_generators(project, file)}


def _is_generators(project: Project, file: str) -> bool:
    says = GENERATORS[file.rsplit("/", 1)[-1]]
    source = project.find_source(file)
    return source is not None and re.search(says, source.data, re.IGNORECASE) is not None


def _home(config: str) -> PurePosixPath:
    """The folder of the site that the file configures; Hugo's may lie in `config/_default`."""
    folder = PurePosixPath(config).parent
    return folder.parent.parent if folder.parts[-2:] == ("config", "_default") else folder


def _roots(pages: list[PurePosixPath]) -> list[PurePosixPath]:
    """The top-most folders that hold an index; where no folder does, those that hold several pages."""
    indexed = {page.parent for page in pages if page.name.lower() in INDEXES}
    if indexed:
        return sorted(folder for folder in indexed if indexed.isdisjoint(folder.parents))
    held = Counter(page.parent for page in pages)
    return sorted(folder for folder, count in held.items() if count > 1)


def _fact(project: Project, root: PurePosixPath, pages: list[PurePosixPath]) -> FrontendFact | None:
    """None where the pages that are read are no whole pages, or are filled in by a server."""
    pages.sort(key=lambda page: (page.name.lower() not in INDEXES, len(page.parts), page))
    has_index = pages[0].name.lower() in INDEXES
    read = [source for page in pages[: 1 if has_index else SAMPLE] if (source := project.find_source(str(page)))]
    if not read or not all(_is_plain(source) for source in read):
        return None
    first = read[0]
    inside = [str(page.relative_to(root)) for page in pages]
    shown = [page for page in inside if not is_aside(page)] or inside
    evidence = [Evidence(first.file, first.line_of("<html"), "a page of plain HTML")]
    generator = find_generator(first) or ""
    if is_built := BUILDERS.search(generator) is not None:
        why = f"made by {generator}: an edit goes with the next build"
        evidence.append(Evidence(first.file, first.line_of(generator), why))
    return FrontendFact(
        framework="html",
        version=None,
        root=str(root),
        language=None,
        package_manager=None,
        mounts=tuple(Mount(page, exists=True) for page in shown),
        confidence=_confidence(root, first.file, has_index=has_index) * (0.4 if is_built else 1),
        evidence=tuple(evidence),
    )


def _is_plain(source: Source) -> bool:
    return is_page(source) and not is_template(source)


def _confidence(root: PurePosixPath, first: str, *, has_index: bool) -> float:
    if is_aside(first):
        return 0.2
    if not has_index:
        return 0.5 if str(root) in USUAL else 0.4
    return 0.9 if root == PurePosixPath() else 0.8 if str(root) in USUAL else 0.6


def mount(project: Project, fact: FrontendFact, options: MountOptions) -> Iterator[Change]:
    """Edits every page, or those that the globs name. Raises ChatgraftError where that is none."""
    wanted = [each.file for each in fact.mounts]
    if options.pages:
        under = [page for page in project.ending(*ENDINGS) if fact.root == "." or page.startswith(f"{fact.root}/")]
        inside = [page if fact.root == "." else page.removeprefix(f"{fact.root}/") for page in under]
        wanted = [page for page in inside if any(matches(page, glob) for glob in options.pages)]
    sources = [source for page in _once(project, fact, wanted) if (source := project.find_source(page))]
    pages = [source for source in sources if source.is_utf16 or _is_plain(source)]
    if not pages:
        raise ChatgraftError(_no_page(fact, options), Exit.ASK)
    for source in pages:
        yield from _load(fact, source, options.landing)


def _once(project: Project, fact: FrontendFact, pages: list[str]) -> Iterator[str]:
    """Each file once, however many links lead to it; under its own name where that is among the pages."""
    files = {fact.path(page): project.target(fact.path(page)) for page in pages}
    own = {target: file for file, target in files.items() if target == project.root / file}
    seen: set[Path] = set()
    for file, target in files.items():
        if target not in seen:
            seen.add(target)
            yield own.get(target, file)


def _load(fact: FrontendFact, source: Source, landing: Landing) -> Iterator[Change]:
    depth = source.file.count("/") - (0 if fact.root == "." else fact.root.count("/") + 1)
    base = find_base(source)
    upwards = "" if base == "/" else "../" * depth
    tag = f'<script type="module" src="{upwards}{landing.folder}/widget.js"></script>'
    if base in (None, ".", "./", "/"):
        yield from insert_before_body_end(source, tag)
    else:
        why = f'the page has <base href="{base}">, from which the script\'s address would be read'
        yield ByHand(source.file, "before </body>", tag, why)


def _no_page(fact: FrontendFact, options: MountOptions) -> Finding:
    if options.pages:
        what = f"No page in {fact.root} fits {' '.join(options.pages)}."
    else:
        what = f"No whole page was found in {fact.root}."
    some = ", ".join(each.file for each in fact.mounts[:SAMPLE])
    return Finding(
        "no-page", what, f"Pages that were found: {some}.", "Name pages by globs such as --page '**/*.html'."
    )


FRONTEND = Frontend(
    name="html",
    detect=detect,
    landing=lambda _project, _fact: Landing("html", WIDGET),
    mount=mount,
    dev=lambda _project, _fact: Dev((), 3000),
    build=lambda _project, _fact: (),
    output_dir=lambda _project, _fact: ".",
    pages=lambda _project, _fact: (Pages("."),),
    rank=0,
    words=("html", "plain html", "static html", "html pages"),
)
