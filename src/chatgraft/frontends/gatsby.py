"""Gatsby 5, in JavaScript or TypeScript: the chat is mounted by `wrapPageElement` of `gatsby-browser` and `gatsby-ssr`.

What it shows beside the page is kept from page to page. `wrapRootElement` would show it twice: Gatsby calls that for a
page's `Head`, too. Both files must render the same (gatsbyjs.com/docs/reference/config-files/gatsby-ssr): with another
tree React would number the ids that it gives out otherwise in the browser. Gatsby's own `proxy` passes on what lies
below a path and not the path itself, so in development the widget talks to the service.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from chatgraft.core.changes import Change, Create
from chatgraft.core.facts import Evidence, FrontendFact, Mount
from chatgraft.core.project import PackageManifest, Project
from chatgraft.core.source import Source
from chatgraft.edits import Edit, applied
from chatgraft.edits.exports import read_default_export
from chatgraft.edits.imports import SCRIPTS, leads_to
from chatgraft.edits.statements import add_call
from chatgraft.edits.wrapper import Wrapper, find_origin, show_beside
from chatgraft.frontends import Dev, Frontend, MountOptions, Pages, Variable
from chatgraft.frontends.node_site import (
    COMPONENT,
    Server,
    built_by,
    describe,
    dev_server,
    find_config,
    find_first,
    import_path,
    is_typed,
    manifest_of,
    react_landing,
    wanting,
)

PACKAGE = "gatsby"
CONFIGS = tuple(f"gatsby-config.{ending}" for ending in ("js", "ts", "mjs", "cjs"))
BROWSER, SERVER = "gatsby-browser", "gatsby-ssr"
ENDINGS = ("js", "jsx", "ts", "tsx")
WRAPPER = Wrapper(export="wrapPageElement", prop="element", tag=f"<{COMPONENT} />")
VARIABLE = Variable("GATSBY_CHATKIT_API", "process.env.GATSBY_CHATKIT_API")
"""Gatsby shows the browser what begins with `GATSBY_` (its document on environment variables)."""
HOPS = 3  # a wrapper behind more files that only pass it on is nobody's style


def detect(project: Project) -> Iterator[FrontendFact]:
    """A manifest with a site's config beside it: a plugin has none, or wants Gatsby as a peer."""
    for manifest in wanting(project, PACKAGE):
        if config := find_first(project, manifest, CONFIGS):
            fact = describe(project, manifest, "gatsby", PACKAGE, tuple(_mounts(project, manifest)))
            wanted, *others = fact.evidence
            said = Evidence(manifest.path(config), 1, "the site's config")
            yield replace(fact, evidence=(wanted, said, *others))


def _mounts(project: Project, manifest: PackageManifest) -> Iterator[Mount]:
    for name in (BROWSER, SERVER):
        there = find_first(project, manifest, (f"{name}.{ending}" for ending in ENDINGS))
        yield Mount(there or f"{name}.{'tsx' if is_typed(project, manifest) else 'js'}", exists=there is not None)


def mount(project: Project, fact: FrontendFact, options: MountOptions) -> Iterator[Change]:
    """Where both files take the wrapper from a third one, that is edited, once. The widget without React is started by
    the browser alone.
    """
    if options.landing.kit.startswith("vanilla"):
        source = _source(project, fact, fact.mounts[0])
        statement = f"import {{ mountChatKit }} from '{_path(source, fact, options)}';"
        yield from _made(project, source, add_call(source, statement, "mountChatKit();"))
        return
    seen: set[str] = set()
    for each in fact.mounts:
        source, export = _find_wrapper(project, _source(project, fact, each), WRAPPER.export, HOPS)
        if source.file not in seen:
            seen.add(source.file)
            named = None if export == WRAPPER.export else export
            yield from _made(project, source, show_beside(source, WRAPPER, _path(source, fact, options), named))


def _source(project: Project, fact: FrontendFact, mount: Mount) -> Source:
    """The file, empty where it is not there yet."""
    there = project.find_source(fact.path(mount.file)) if mount.exists else None
    return there or Source(fact.path(mount.file), b"")


def _path(source: Source, fact: FrontendFact, options: MountOptions) -> str:
    return import_path(source.file, fact.path(options.landing.folder))


def _made(project: Project, source: Source, edit: Edit) -> Iterator[Change]:
    if source.file in project.files:
        yield from edit
    else:
        yield Create(source.file, applied(source, edit).data)


def _find_wrapper(project: Project, source: Source, export: str, hops: int) -> tuple[Source, str]:
    """The file in which the wrapper is written, and the name under which it exports it."""
    if (origin := find_origin(source, export)) and hops:
        module, name = origin
        files = (file for file in project.ending(*SCRIPTS) if leads_to(project, source.file, module, file))
        if further := next((found for file in files if (found := project.find_source(file))), None):
            return _find_wrapper(project, further, name, hops - 1)
    return source, export


def pages(project: Project, fact: FrontendFact) -> tuple[Pages, ...]:
    """The build alone: a site is made of sources of any kind. It lies below `pathPrefix` where its script says so."""
    manifest = manifest_of(project, fact)
    source = find_config(project, manifest, CONFIGS)
    said = read_default_export(source) if source else None
    prefix = said.get("pathPrefix") if isinstance(said, dict) else None
    is_prefixed = "--prefix-paths" in " ".join(manifest.scripts.values())
    return (Pages("public", prefix if is_prefixed and isinstance(prefix, str) else "/"),)


def _dev(project: Project, fact: FrontendFact) -> Dev:
    return dev_server(project, fact, Server((PACKAGE, "develop"), 8000, ("develop",), says=r"^gatsby develop\b"))


FRONTEND = Frontend(
    name="gatsby",
    detect=detect,
    landing=react_landing,
    mount=mount,
    dev=_dev,
    build=built_by(PACKAGE, "build", says=r"^gatsby build\b"),
    output_dir=lambda _project, _fact: "public",
    pages=pages,
    variable=lambda _project, _fact: VARIABLE,
    builds=True,
    words=("gatsby", "react"),
)
