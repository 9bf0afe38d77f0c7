"""The Node kit: its TypeScript where the app's own is compiled, bundled or run as it lies, else the plain twin."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping

from chatgraft import assistants, backends, kits
from chatgraft.backends.node_app import KIT as NAME
from chatgraft.backends.node_app import LANGUAGES, MACHINERY, SERVER
from chatgraft.core.changes import Change, Create
from chatgraft.core.facts import Asking, Script, SignedIn
from chatgraft.core.source import Source
from chatgraft.edits import applied
from chatgraft.edits.script_modules import (
    Constant,
    import_from,
    relocate_imports,
    require_imports,
    set_constants,
    set_expressions,
    written,
)
from chatgraft.plan.decisions import OwnTests, Plan, Service
from chatgraft.plan.kits.node import PLAIN, STORE, packages, script_of
from chatgraft.plan.node_tests import NODE, RUN_TYPESCRIPT, SHOWN, TEST
from chatgraft.render.answering import ASSISTANT, answering
from chatgraft.render.component_tests import FEATURE
from chatgraft.render.services import ServiceKit
from chatgraft.render.settings import EXAMPLE

INSTALLED = "installed"
"""The file of the machinery that names packages where those read them who copy or bundle the app."""
LOADER = """\
  {key}: async () => {{
    try {{
      return await {load};
    }} catch {{
      return undefined;
    }}
  }},
"""
"""How one is loaded there. In a `try`, bundlers take it for a package that may be missing."""
IMPORT = "import(/* webpackIgnore: true */ /* turbopackIgnore: false */ '{name}'{cast})"
"""webpack leaves it to Node, as it cannot bundle every package, and Next traces what webpack has left. Turbopack, which
heeds webpack's word unless its own follows, knows itself what to leave, and traces it."""
OWN = "own-answer"
"""What stands in the kit for the owner's module."""
_GIVEN = {"req": "request"}
"""What people call what a handler is given, to what the kit's own code does."""
BY_REQUIRE = ".cjs"
"""What takes the chat up where modules are CommonJS; of TypeScript the compiler makes such."""


def lands(plan: Plan, chosen: Service) -> Iterator[Change]:
    script = script_of(chosen)
    landed = _landed(chosen, f"{NAME}/{script.language}")
    code, ending = LANGUAGES[script.language], script.ending if script.language == "typescript" else None
    if chosen.tests and FEATURE in plan.features:
        landed |= _tests(chosen.tests, chosen.folder, code)
    # The kit's own files name the assistant by where it lands, whichever variant does.
    moved = landed | {f"chatkit-{ASSISTANT}{code}": f"{chosen.folder}/chatkit-{ASSISTANT}{code}"}
    function = chosen.assistant_fact.function if chosen.assistant_fact else None
    moved |= {f"{OWN}{code}": function.file} if function else {}
    for lies, file in landed.items():
        language = script.language if kits.has(f"{NAME}/{script.language}/{lies}") else PLAIN.language
        source = Source(lies, kits.read(f"{NAME}/{language}/{lies}"))
        source = _with_values(source, posixpath.basename(file), plan, chosen)
        data = relocate_imports(source, lies, lambda path: moved.get(path, path), ending)
        yield Create(file, data, machinery=f"/{MACHINERY}/" in file)


def _landed(chosen: Service, folder: str) -> dict[str, str]:
    """From where a file lies in the kit's folder to where it lands in the project."""
    code = LANGUAGES[script_of(chosen).language]
    variant = f"{_twin(assistants.every()[chosen.assistant].kit_file)}{code}"
    answers = variant if kits.has(f"{folder}/{variant}") else f"chatkit-{ASSISTANT}{code}"
    found = {name: name for name in (f"{SERVER}{code}", f"{STORE}{code}")}
    found |= {answers: f"chatkit-{ASSISTANT}{code}"}
    found |= {f"{MACHINERY}/{file}": f"{MACHINERY}/{file}" for file, _ in kits.files(f"{folder}/{MACHINERY}")}
    return {lies: f"{chosen.folder}/{lands}" for lies, lands in found.items()} | _joining(chosen, folder)


def _tests(tests: OwnTests, folder: str, code: str) -> dict[str, str]:
    found = {f"{TEST}{code}": f"{folder}/{tests.file}"}
    found |= {RUN_TYPESCRIPT: f"{folder}/{MACHINERY}/{RUN_TYPESCRIPT}"} if tests.compiled else {}
    if tests.shown is None:
        return found
    # Jest may take no TypeScript, whatever the app's own code is.
    language = "typescript" if tests.shown.file.endswith(LANGUAGES["typescript"]) else PLAIN.language
    return found | {f"{SHOWN}{LANGUAGES[language]}": tests.shown.file}


def _twin(kit_file: str) -> str:
    """The Node kit's file that does what that of the Python kit does: one may serve several assistants."""
    return kit_file.removesuffix(".py").replace("_", "-")


def _joining(chosen: Service, folder: str) -> dict[str, str]:
    """The files by which the app takes the chat up: in the chat's folder, or in one of the app's for routes."""
    mount = backends.every()[chosen.backend].mount
    if mount is None or chosen.fact is None:
        return {}
    route, names = mount.route(chosen.fact), [file for file, _ in kits.files(f"{folder}/{mount.server}")]
    if route is not None:
        return {f"{mount.server}/{name}": route for name in names}
    left_out = BY_REQUIRE if script_of(chosen).language == "typescript" else None
    return {f"{mount.server}/{name}": f"{chosen.folder}/{name}" for name in names if not name.endswith(left_out or "/")}


def _with_values(source: Source, file: str, plan: Plan, chosen: Service) -> Source:
    stem = posixpath.splitext(file)[0]
    if chosen.tests and file == chosen.tests.file:
        return applied(source, import_from(source, NODE, chosen.tests.module))
    if chosen.tests and chosen.tests.shown and source.file.startswith(SHOWN):
        source = applied(source, set_constants(source, {"PROGRAM": chosen.tests.shown.program}))
        return applied(source, require_imports(source)) if chosen.tests.shown.by_require else source
    if stem == SERVER:
        home = posixpath.relpath(chosen.folder, chosen.start.folder)
        source = applied(source, set_constants(source, {"HOME": home, "API": chosen.api}))
        return applied(source, set_expressions(source, _user(chosen)))
    if stem == INSTALLED:
        return applied(
            source, set_expressions(source, {"INSTALLED": loaders(_loaded(plan, chosen), script_of(chosen))})
        )
    if stem == f"chatkit-{ASSISTANT}":
        part, fact = answering(chosen)[ASSISTANT]
        return applied(source, set_constants(source, _known(source, part.constants(fact, chosen.folder))))
    return source


def _known(source: Source, values: Mapping[str, Constant]) -> dict[str, Constant]:
    """Those that the kit's file has: the Python kit's may have more."""
    return {name: value for name, value in values.items() if re.search(rf"\bconst {name}\b".encode(), source.data)}


def _user(chosen: Service) -> dict[str, str]:
    """`user`, where the app's code shows who is signed in."""
    known = chosen.fact.signed_in if chosen.fact else None
    if known is None or known.id is None or (known.asking and not all(map(_is_name, known.asking.imports))):
        return {}
    script = script_of(chosen)
    return {"user": _asked(known.asking, known.id, script) if known.asking else user_of(known, script)}


def _is_name(imported: tuple[str, str]) -> bool:
    """`auth` and `default: auth` can be said as they are; JavaScript lets a module export any other text as well."""
    return re.fullmatch(r"[\w$]+(?:: [\w$]+)?", imported[0]) is not None


def _asked(asking: Asking, user: str, script: Script) -> str:
    """A function that imports what it asks, so that commands which answer nobody load nothing of the app. Paths are
    from the project's root, as those of the kit's own files are until they are relocated."""
    typed = script.language == "typescript"
    lines = [f"const {{ {name} }} = await import({written(module)});" for name, module in asking.imports]
    said = asking.gives
    if user and typed:
        lines.append(f"const found = {said} as {{ {user}?: unknown }} | null | undefined;")
        said = "found"
    lines.append(f"return {said}{f'?.{user}' if user else ''} ?? null;")
    takes = ", ".join(f"{name}: {kind}" if typed else name for name, kind in asking.takes)
    body = "".join(f"  {line}\n" for line in lines)
    return f"async ({takes}) => {{\n{body}}}"


def user_of(known: SignedIn, script: Script) -> str:
    """`(request) => request.session?.userId ?? null`, with types where there are any."""
    given, *path = [*known.name.split("."), *filter(None, [known.id])]
    given = _GIVEN.get(given, given)
    said = given + "".join(f"{'.' if number == 0 else '?.'}{name}" for number, name in enumerate(path))
    types = "unknown"
    for name in reversed(path):
        types = f"{{ {name}?: {types} }}"
    shown = f"{given}: {types}" if script.language == "typescript" else given
    return f"({shown}) => {said} ?? null"


def loaders(names: Iterable[str], script: Script) -> str:
    """The packages by their names, each with what loads it. Compilers are not asked for types, which not every package
    has, and what they leave still names it."""
    load, head = IMPORT, ""
    if script.requires:
        load, head = "require('{name}')", "  /* eslint-disable @typescript-eslint/no-require-imports */\n"
    cast = " as string" if script.language == "typescript" else ""
    keys = {name: name if name.isidentifier() else written(name) for name in sorted(names)}
    rows = (LOADER.format(key=key, load=load.format(name=name, cast=cast)) for name, key in keys.items())
    return f"{{\n{head}{''.join(rows)}}}"


def npm_packages(plan: Plan, chosen: Service) -> dict[str, str]:
    compiled = (script_of(chosen).language, chosen.assistant, chosen.retrieval.name if chosen.retrieval else "")
    return _of_parts(*compiled) | _loaded(plan, chosen)


def _loaded(plan: Plan, chosen: Service) -> dict[str, str]:
    """Those that the kit loads when it needs them. Of functions there are several, and no file of theirs stays."""
    parts = ["core", chosen.database or "", *sorted(plan.features)]
    if chosen.functions:
        parts += ["redis", "s3"] if "attachments" in plan.features else ["redis"]
    return _of_parts(*parts)


def _of_parts(*parts: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in parts:
        found |= packages().get(part, {})
    return found


def example(_chosen: Service) -> str:
    return kits.read(f"{NAME}/typescript/{EXAMPLE}").decode()


KIT = ServiceKit(
    name=NAME,
    machinery=MACHINERY,
    lands=lands,
    example=example,
    npm_packages=npm_packages,
)
