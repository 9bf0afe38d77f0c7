"""The Python service: kit files re-expressed for the place where they land."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from chatgraft import assistants, backends, databases, frontends
from chatgraft.assistants import Assistant, Variable
from chatgraft.backends import Landed, Mount
from chatgraft.core.changes import ByHand, Change, Create
from chatgraft.core.errors import Finding
from chatgraft.core.facts import AssistantFact
from chatgraft.core.project import Project
from chatgraft.core.python_project import requirement_name
from chatgraft.core.requirement_files import find_compiled_from, find_for_tests, is_hashed
from chatgraft.core.source import Source
from chatgraft.edits import applied
from chatgraft.edits.alembic_env import leave_out_tables
from chatgraft.edits.lines import append_lines
from chatgraft.edits.python import relocate_imports
from chatgraft.edits.python_constants import Constant, set_constants
from chatgraft.plan.decisions import Plan, Service
from chatgraft.render import kit
from chatgraft.render.python_packages import ask_for
from chatgraft.retrieval import Embedding, Store, every_embedding, every_store

ANSWERING = ASSISTANT, RETRIEVAL, EMBEDDING = "chatkit_assistant.py", "chatkit_retrieval.py", "chatkit_embedding.py"
"""Named in the kit by where they land, whichever variant does."""
MACHINERY = "chatkit_kit"
TEST = "test_chatkit_server.py"
SERVER, SERVER_FILE = "fastapi.chatkit_server", "chatkit_server.py"
"""What the common test starts. Where something else carries the chat, it is that."""
THEIRS = ("chatkit_store.py", "database.py")
REQUIREMENTS, EXAMPLE = "requirements.txt", ".env.example"
LINE_FILES = (REQUIREMENTS, EXAMPLE)
FOR_TESTS = (None, "pytest", "httpx")
# What a feature alone needs: files of the machinery, which does without them, and packages.
NEEDED_BY = {"metrics": ("metrics.py", "prometheus-client")}
LISTENS = re.compile(r"# Where the service listens\n(?:#CHATKIT_(?:HOST|PORT)=.*\n)+\n")
"""The part of the example that only a service of its own heeds."""
OF_FEATURE = {"metrics": re.compile(r"# Who sends this .*\n#CHATKIT_METRICS_TOKEN=\n\n")}
"""The parts that say something only where a feature is wanted."""
TABLES = "chatkit_"
"""What the names of the chat's tables begin with."""
RUNTIME = (".env", ".chatkit")

LAUNCHER = '''"""Starts the chat service that lies in the package beside this file."""

import sys

from {package}.chatkit_server import main

if __name__ == "__main__":
    main(sys.argv[1:])
'''


def service(project: Project, plan: Plan) -> Iterator[Change]:
    chosen = plan.service
    if chosen is None:
        return
    constants = _constants(chosen)
    landed = _landed(chosen, with_tests="tests" in plan.features)
    moved = {SERVER: _module(SERVER_FILE)} | {_module(name): _module(name) for name in (MACHINERY, *ANSWERING)}
    moved |= {_module(lies): _module(lands) for lies, lands in landed.items()}
    for lies, lands in landed.items():
        source = Source(lies, kit.read(f"python/{lies}"))
        if lands in constants:
            source = applied(source, set_constants(source, constants[lands]))
        is_code = lies.endswith(".py")
        text = relocate_imports(source, _module(lies), moved, flat=not chosen.package) if is_code else source.data
        yield Create(f"{chosen.folder}/{lands}", text)
    left_out = _left_out(plan)
    for file, data in kit.files(f"python/{MACHINERY}"):
        if file in left_out:
            continue
        yield Create(f"{chosen.folder}/{MACHINERY}/{file}", data, machinery=True)
    if chosen.package:
        yield Create(f"{chosen.folder}/__init__.py", b'"""The chat of this project."""\n')
    if chosen.package and chosen.launcher:
        program = str(PurePosixPath(chosen.root, chosen.launcher))
        yield Create(program, LAUNCHER.format(package=chosen.package).encode())
    if (mount := _mount(chosen)) and chosen.fact:
        yield from mount.edits(project, chosen.fact, Landed(chosen.folder))
    yield from _own_migrations(project, chosen)
    yield from _line_files(project, plan, chosen)


def _own_migrations(project: Project, chosen: Service) -> Iterator[Change]:
    """What the project's Alembic finds in a database that it shares with the chat, without a model, it would drop."""
    if chosen.database and databases.every()[chosen.database].shared:
        for source in project.holding(("env.py",), b"alembic"):
            yield from leave_out_tables(source, TABLES)


def _constants(chosen: Service) -> dict[str, Mapping[str, Constant]]:
    """What is written into files of the kit, by the names under which they land."""
    mount = _mount(chosen)
    found = {lands: part.constants(fact, chosen.folder) for lands, (part, fact) in _answering(chosen).items()}
    return found | ({SERVER_FILE: mount.constants(chosen.fact)} if mount and chosen.fact else {})


def _mount(chosen: Service) -> Mount | None:
    return backends.every()[chosen.backend].mount


def kept(project: Project, plan: Plan) -> tuple[str, ...]:
    """What the service makes at run time and a removal leaves there until it is told to purge: keys and chats.

    An env file that the owner had before is theirs for good; the service's own begins like the example.
    """
    if plan.service is None:
        return ()
    env, chats = plan.service.path(".env"), plan.service.path(".chatkit")
    made = () if plan.service.manager and plan.service.manager.run else (plan.service.environment,)
    source = project.find_source(env)
    first = kit.read(_common(plan.service, EXAMPLE)).splitlines()[0]
    return (*(() if source and not source.data.startswith(first) else (env,)), chats, *made)


def unread(project: Project, plan: Plan) -> Iterator[Finding]:
    """Where the assistant answers from the site's pages and their text lies in no files."""
    site, chosen = plan.site, plan.service
    if site is None or chosen is None or not assistants.every()[chosen.assistant].reads_pages:
        return
    sources = frontends.every()[site.fact.framework].pages(project, site.fact)
    if any(not pages.bare or _has_text(project, site.fact.path(pages.folder)) for pages in sources):
        return
    if sources:
        what = "The assistant will find hardly anything to read."
        why = "It answers from the site's pages as files, and this site makes their text when a visitor comes."
        step = "Name a folder of Markdown or HTML: SITE_ROOT=…"
    else:
        what = "The assistant has nothing to read yet."
        why = "It answers from the site's pages, and here a server makes them from templates."
        step = "Set SITE_URL to the site's address (its sitemap.xml is read)"
    env = chosen.path(".env")
    yield Finding("no-pages", what, why, f"{step} in {env}, or choose another one: --assistant openai", env)


def _has_text(project: Project, folder: str) -> bool:
    """Whether a page of the owner's own lies there, beside the one that starts the application."""
    inside = (file for file in project.ending(".html", ".htm", ".md", ".mdx") if file.startswith(f"{folder}/"))
    return any(file != f"{folder}/index.html" for file in inside)


def _landed(chosen: Service, *, with_tests: bool) -> dict[str, str]:
    """From where a file of the kit lies to where it lands, both inside their own folders.

    What the server's folder holds takes the place of the common file of that name.
    """
    own = {file for file, _ in kit.files(f"python/{chosen.server}")} - {"__init__.py", *LINE_FILES}
    common = {file: file for file in (*THEIRS, TEST)}
    common |= {part.kit_file: lands for lands, (part, _) in _answering(chosen).items()}
    found = {f"{chosen.server}/{file}": file for file in own}
    found |= {lies: lands for lies, lands in common.items() if lands not in own}
    return {lies: lands for lies, lands in sorted(found.items()) if with_tests or lands != TEST}


def _answering(chosen: Service) -> dict[str, tuple[Assistant | Store | Embedding, AssistantFact | None]]:
    """Who answers and what that rests on, by the name of the file that lands."""
    found: dict[str, tuple[Assistant | Store | Embedding, AssistantFact | None]] = {
        ASSISTANT: (assistants.every()[chosen.assistant], chosen.assistant_fact)
    }
    if chosen.retrieval:
        found[RETRIEVAL] = (every_store()[chosen.retrieval.name], chosen.retrieval.fact)
    if chosen.embedding:
        found[EMBEDDING] = (every_embedding()[chosen.embedding.name], chosen.embedding.fact)
    return found


def _common(chosen: Service, name: str) -> str:
    """Where a file of lines lies in the kits: in the server's folder, else with all."""
    own = f"python/{chosen.server}/{name}"
    return own if kit.has(own) else f"python/{name}"


def _left_out(plan: Plan) -> tuple[str, ...]:
    """Files and packages of the features that are not wanted."""
    return tuple(name for feature, names in NEEDED_BY.items() if feature not in plan.features for name in names)


def _module(file: str) -> str:
    return ".".join(PurePosixPath(file).with_suffix("").parts)


def _line_files(project: Project, plan: Plan, chosen: Service) -> Iterator[Change]:
    """Files that the owner may have already: ours are created, theirs get what is missing."""
    own = [*_packages(chosen)]
    named = {requirement_name(line) for line in own}
    common = kit.read(_common(chosen, REQUIREMENTS)).decode().splitlines()
    left_out = _left_out(plan)
    wanted = [line for line in common if line and requirement_name(line) not in named and not line.startswith(left_out)]
    yield from _asked_for(project, chosen, [*wanted, *own])
    variables = tuple(_variables(project, plan, chosen))
    example = kit.read(_common(chosen, EXAMPLE)).decode()
    unheard = [LISTENS] if chosen.fact else []
    for part in (*unheard, *(part for feature, part in OF_FEATURE.items() if feature not in plan.features)):
        example = part.sub("", example)
    values = _with_values(example, variables)
    yield from _append(project, chosen.path(EXAMPLE), values.splitlines())
    if project.exists(chosen.path(".env")):
        yield from _append(project, chosen.path(".env"), [_line(one) for one in variables if one.example is not None])
    if project.in_git:
        made = [chosen.path(name) for name in RUNTIME]
        made += [] if chosen.manager and chosen.manager.run else [chosen.environment]
        yield from _append(project, ".gitignore", [f"/{name}" for name in made])


def _asked_for(project: Project, chosen: Service, wanted: list[str]) -> Iterator[Change]:
    """What only tests need is in a manager's hands another matter: most projects have it in a group of its own."""
    needed = [line for line in wanted if requirement_name(line) not in FOR_TESTS]
    if chosen.manager:
        yield from ask_for(project, chosen.requirements, chosen.manager, needed)
        return
    for_tests = find_for_tests(project, chosen.requirements)
    if for_tests == chosen.requirements:
        yield from _listed(project, chosen.requirements, wanted)
        return
    yield from _listed(project, chosen.requirements, needed)
    yield from _listed(project, for_tests, [line for line in wanted if line not in needed])


def _listed(project: Project, file: str, lines: list[str]) -> Iterator[Change]:
    """What is compiled of another file gets them in both, that one and itself; the first says them for good."""
    made_of = find_compiled_from(project, file)
    if made_of:
        yield from _append(project, made_of, lines)
    if made_of and is_hashed(project, file):
        why = "every package in it has a hash, which only the program that makes the file can add"
        yield ByHand(file, "as a whole", f"pip-compile --generate-hashes {made_of}", why)
    else:
        yield from _append(project, file, lines)


def _packages(chosen: Service) -> Iterator[str]:
    for part, _ in _answering(chosen).values():
        yield from part.packages
    if chosen.database:
        yield from databases.every()[chosen.database].packages


def _variables(project: Project, plan: Plan, chosen: Service) -> Iterator[Variable]:
    yield from _pages(project, plan, chosen)
    found = [one for part, fact in _answering(chosen).values() for one in part.env(fact)]
    yield from {one.name: one for one in reversed(found)}.values()  # of two that want the same, the first says why
    if chosen.database and (url := databases.every()[chosen.database].url):
        yield Variable("DATABASE_URL", databases.every()[chosen.database].local, url)
    if "attachments" in plan.features:
        yield Variable("CHATKIT_ATTACHMENTS", "1 lets visitors attach files.", "1")
    if not chosen.fact and chosen.port != backends.every()[chosen.backend].port:
        yield Variable("CHATKIT_PORT", "Where the service listens.", str(chosen.port))


def _with_values(text: str, variables: Iterable[Variable]) -> str:
    """The example file with values for this project: in their own lines where the file has them, else at its end."""
    for variable in variables:
        line = _line(variable)
        place = re.compile(rf"^#?{variable.name}=.*$", re.MULTILINE)
        if found := place.search(text):
            text = text[: found.start()] + line + text[found.end() :]
        else:
            text += f"\n# {variable.why}\n{line}\n"
    return text


def _line(variable: Variable) -> str:
    return f"#{variable.name}=" if variable.example is None else f"{variable.name}={variable.example}"


def _append(project: Project, file: str, lines: list[str]) -> Iterator[Change]:
    source = project.find_source(file)
    if source is None or file in project.grafted:
        yield Create(file, ("\n".join(lines) + "\n").encode())
    else:
        yield from append_lines(source, lines)


def _pages(project: Project, plan: Plan, chosen: Service) -> Iterator[Variable]:
    """Where the site's text lies, seen from the service's folder."""
    if plan.site is None:
        return
    fact = plan.site.fact
    sources = []
    for pages in frontends.every()[fact.framework].pages(project, fact):
        folder = os.path.relpath(fact.path(pages.folder), chosen.home).replace(os.sep, "/")
        address = f"{pages.url}{'*' if pages.clean else ''}{f':{pages.flavor}' if pages.flavor else ''}"
        sources.append(folder if address == "/" else f"{folder}={address}")
    why = "The site's own pages: HTML or Markdown, `folder` or `folder=/url-prefix`; the first that has a page wins."
    yield Variable("SITE_ROOT", why, ",".join(sources) or None)
