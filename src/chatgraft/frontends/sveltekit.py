"""SvelteKit 2 and 3, in JavaScript or TypeScript: the chat is mounted in `src/hooks.client`, which is made or edited.

That module runs once in the browser when the app starts (svelte.dev/docs/kit/hooks), so no component is touched and
navigation leaves the chat alone. The address comes by Vite's own rule, as SvelteKit's modules cannot serve: what
`$env/static` does not find fails the build, and `$env/dynamic` is gone in SvelteKit 3.
"""

from __future__ import annotations

from collections.abc import Iterator

from chatgraft.core.changes import ByHand, Change, Create
from chatgraft.core.facts import FrontendFact, Mount
from chatgraft.core.project import PackageManifest, Project
from chatgraft.core.source import Source
from chatgraft.edits import applied
from chatgraft.edits.exported_object import find_text
from chatgraft.edits.exports import find_declared, read_json
from chatgraft.edits.statements import add_call
from chatgraft.frontends import WIDGET, Dev, Frontend, Landing, MountOptions, Pages
from chatgraft.frontends.node_site import (
    Server,
    describe,
    dev_server,
    find_config,
    find_first,
    import_path,
    is_typed,
    manifest_of,
    wanting,
)
from chatgraft.frontends.vite_site import API_VARIABLE, build, proxy
from chatgraft.frontends.vite_site import CONFIGS as VITE_CONFIGS

PACKAGE = "@sveltejs/kit"
CONFIGS = ("svelte.config.js", "svelte.config.ts", "svelte.config.mjs")
SIGNS = (*CONFIGS, "src/app.html", "src/routes/+page.svelte", "src/routes/+layout.svelte")
ENDINGS = (".ts", ".js", "/index.ts", "/index.js")
LAYOUTS = tuple(f"+layout{server}.{ending}" for server in ("", ".server") for ending in ("ts", "js"))


def detect(project: Project) -> Iterator[FrontendFact]:
    """An app has a configuration, a page template or pages; an adapter or a library of components has none of them."""
    for manifest in wanting(project, PACKAGE):
        if find_first(project, manifest, SIGNS):
            yield describe(project, manifest, "sveltekit", PACKAGE, (_hooks(project, manifest),))


def _hooks(project: Project, manifest: PackageManifest) -> Mount:
    """Where the module is or would be (svelte.dev/docs/kit/configuration#files)."""
    named = _setting(project, manifest, "files", "hooks", "client")
    base = named or f"{_source_folder(project, manifest)}/hooks.client"
    there = find_first(project, manifest, (f"{base}{ending}" for ending in ENDINGS))
    return Mount(there or f"{base}.{'ts' if is_typed(project, manifest) else 'js'}", exists=there is not None)


def _source_folder(project: Project, manifest: PackageManifest) -> str:
    return _setting(project, manifest, "files", "src") or "src"


def _setting(project: Project, manifest: PackageManifest, *path: str) -> str | None:
    """A string of SvelteKit's configuration: `kit` of `svelte.config`, or what Vite's hands to `sveltekit()`."""
    if own := find_config(project, manifest, CONFIGS):
        return find_text(own, "kit", *path)
    vite = find_config(project, manifest, VITE_CONFIGS)
    return find_text(vite, *path, call="sveltekit") if vite else None


def landing(project: Project, fact: FrontendFact) -> Landing:
    """Not in `src/lib`, which a library would publish. JavaScript whose types are checked gets the typed kit."""
    manifest = manifest_of(project, fact)
    typed = fact.language == "typescript" or _checks_javascript(project, fact)
    kit = "vanilla-typescript" if typed else "vanilla-javascript"
    return Landing(kit, f"{_source_folder(project, manifest)}/{WIDGET}")


def _checks_javascript(project: Project, fact: FrontendFact) -> bool:
    config = project.find_source(fact.path("jsconfig.json"))
    said = read_json(config) if config else None
    options = said.get("compilerOptions") if isinstance(said, dict) else None
    return isinstance(options, dict) and options.get("checkJs") is True


def mount(project: Project, fact: FrontendFact, options: MountOptions) -> Iterator[Change]:
    file = fact.path(fact.mount)
    source = project.find_source(file) if fact.mounts[0].exists else None
    path = import_path(fact.mount, options.landing.folder)
    edit = add_call(source or Source(file, b""), f"import {{ mountChatKit }} from '{path}';", "mountChatKit();")
    if source is None:
        yield Create(file, applied(Source(file, b""), edit).data)
    else:
        yield from edit
    yield from _allow_scripts(project, fact)


def _allow_scripts(project: Project, fact: FrontendFact) -> Iterator[ByHand]:
    """A root layout may keep every script off the site (svelte.dev/docs/kit/page-options#csr)."""
    manifest = manifest_of(project, fact)
    routes = _setting(project, manifest, "files", "routes") or f"{_source_folder(project, manifest)}/routes"
    for name in LAYOUTS:
        file = fact.path(f"{routes}/{name}")
        source = project.find_source(file)
        if source and find_declared(source, "csr") == "false":
            why = "the root layout keeps all scripts off the site, and the chat is one"
            yield ByHand(file, "in place of `csr = false`", "export const csr = true;", why)


def pages(project: Project, fact: FrontendFact) -> tuple[Pages, ...]:
    """What was prerendered: where the adapter has put it, then where SvelteKit itself has. Sources are components.

    `about.html` is shown as `/about` (svelte.dev/docs/kit/page-options#trailingSlash).
    """
    manifest = manifest_of(project, fact)
    base = _setting(project, manifest, "paths", "base") or ""
    out = output_dir(project, fact)
    published = f"{out}/prerendered{base}" if "@sveltejs/adapter-node" in manifest.wants else out
    own = _setting(project, manifest, "outDir") or ".svelte-kit"
    folders = published, f"{own}/output/prerendered/pages"
    bare = not _prerenders(project, fact)
    return tuple(Pages(folder, f"{base}/", clean=True, bare=bare) for folder in folders)


def _prerenders(project: Project, fact: FrontendFact) -> bool:
    """Whether a page or a layout says so (svelte.dev/docs/kit/page-options#prerender)."""
    sources = (
        source for source in project.holding((".ts", ".js"), b"prerender") if source.file.startswith(fact.path(""))
    )
    return any(find_declared(source, "prerender") not in (None, "false") for source in sources)


def output_dir(project: Project, fact: FrontendFact) -> str:
    """Adapters that make files for a host of one's own put them into `build`, or where they are told."""
    manifest = manifest_of(project, fact)
    source = find_config(project, manifest, CONFIGS) or find_config(project, manifest, VITE_CONFIGS)
    said = (find_text(source, key, call="adapter") for key in ("pages", "out")) if source else ()
    return next(filter(None, said), "build")


def dev(project: Project, fact: FrontendFact) -> Dev:
    return dev_server(project, fact, Server(("vite", "dev"), 5173))


FRONTEND = Frontend(
    name="sveltekit",
    detect=detect,
    landing=landing,
    mount=mount,
    dev=dev,
    build=build,
    output_dir=output_dir,
    pages=pages,
    variable=lambda _project, _fact: API_VARIABLE,
    proxy=proxy,
    builds=True,
    words=("sveltekit", "svelte"),
)
