"""Django: the project carries the chat as an app of its own, on its database, settings and users.

A project is a `manage.py` and the settings that it names (docs.djangoproject.com/en/stable/ref/django-admin).
"""

from __future__ import annotations

import ast
import posixpath
import re
from collections.abc import Iterator

from chatgraft.backends import API, CHAT_NEEDS, PACKAGE, Backend, Landed, Mount, Start
from chatgraft.core.asides import is_aside
from chatgraft.core.changes import ByHand, Change
from chatgraft.core.django_project import DjangoProject, django_projects
from chatgraft.core.facts import BackendFact, Evidence
from chatgraft.core.project import Project
from chatgraft.core.python_needs import lacking, old_calls
from chatgraft.core.python_project import find_wanted_version, nodes, requirements
from chatgraft.core.python_values import text_of
from chatgraft.core.source import Source
from chatgraft.edits.django_urls import include_first
from chatgraft.edits.python_lists import add_to_sum

NAME = "django"
PORT = 8000
NEEDS, PYTHON = {"django": (4, 2), **dict(CHAT_NEEDS)}, (3, 10)
APPS, URLS, DATABASES = "INSTALLED_APPS", "ROOT_URLCONF", "DATABASES"
DEEPEST = 8  # includes may go round
PATTERNS = frozenset({"path", "re_path", "url"})
ASGI_SERVERS = frozenset({"daphne", "uvicorn", "hypercorn", "channels"})
UNKNOWN = re.compile(r"\.oracle$|^(mssql|django_mongodb_backend|djongo)$")
"""Engines of databases that the chat's tables are not made for."""


def detect(project: Project) -> Iterator[BackendFact]:
    for found in django_projects(project):
        file = found.manage.file
        confidence = max(0.95 - 0.02 * file.count("/"), 0.7) * (0.4 if is_aside(file) else 1)
        yield BackendFact(
            framework=NAME,
            root=found.root,
            entry=file,
            interface=_interface(project, found),
            factory=False,
            confidence=confidence,
            evidence=(Evidence(file, found.line, "a Django project"),),
            version=find_wanted_version(project, NAME),
        )


def _interface(project: Project, found: DjangoProject) -> str:
    """Who has an ASGI application and a server for it is taken to use them."""
    named = found.find_text("ASGI_APPLICATION") is not None
    served = not ASGI_SERVERS.isdisjoint(wanted.name for wanted in requirements(project))
    return "asgi" if named or (served and project.named("asgi.py")) else "wsgi"


def obstacle(project: Project, fact: BackendFact) -> str | None:
    found = _require(project, fact)
    old = lacking(project, fact.root, NEEDS, PYTHON) or old_calls(project, fact.root)
    if held := old or _own_route(project, found):
        return held
    if not found.settings:
        return f"the settings that {fact.entry} names were not found"
    engines = [_engines(each.tree) for each in found.settings]
    if all(each is None for each in engines):
        return f"{found.settings[0].source.file} names no database"
    unknown = [engine for each in engines for engine in each or () if UNKNOWN.search(engine)]
    if unknown:
        return f"chats cannot be kept in {unknown[0]}, only in SQLite, PostgreSQL and MySQL"
    return None


def _own_route(project: Project, found: DjangoProject) -> str | None:
    """An address of the project's own that the chat would take. The line that includes the chat's does not count."""
    source = _urls(project, found)
    for place, path in _addresses(project, found, source, "/") if source else ():
        if f"{path}/".startswith(f"{API}/"):
            return f"it has a route at {API} of its own ({place})"
    return None


def _addresses(
    project: Project, found: DjangoProject, source: Source, above: str, depth: int = 0
) -> Iterator[tuple[str, str]]:
    """Where each pattern stands and what it begins with, through what is included below the chat's address or at the
    root of it."""
    for node in nodes(source):
        is_pattern = isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in PATTERNS
        text = text_of(node.args[0]) if isinstance(node, ast.Call) and is_pattern and node.args else None
        if text is None or not isinstance(node, ast.Call) or f"{PACKAGE}.urls" in ast.unparse(node):
            continue
        path = f"{above}{text.lstrip('^').rstrip('$')}"
        module = _included_module(node)
        file = found.find_file(project, module) if module else None
        inner = project.find_source(file) if file and file != source.file else None
        if inner is None or depth == DEEPEST:
            yield f"{source.file}:{node.lineno}", path
        elif f"{API}/".startswith(path) or path.startswith(f"{API}/"):
            yield from _addresses(project, found, inner, path, depth + 1)


def _included_module(pattern: ast.Call) -> str | None:
    """`path("", include("shop.urls"))`, and with a namespace `include(("shop.urls", "shop"))`."""
    view = pattern.args[1] if len(pattern.args) > 1 else None
    if not isinstance(view, ast.Call) or ast.unparse(view.func).rpartition(".")[2] != "include" or not view.args:
        return None
    named = view.args[0]
    return text_of(named.elts[0] if isinstance(named, ast.Tuple) and named.elts else named)


def _require(project: Project, fact: BackendFact) -> DjangoProject:
    return next(found for found in django_projects(project) if found.manage.file == fact.entry)


def _engines(tree: ast.Module) -> tuple[str, ...] | None:
    """The engines that a settings module names; None where it assigns no databases at all."""
    values = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value and _is_databases(node)
    ]
    texts = (text_of(each) for value in values for each in ast.walk(value) if isinstance(each, ast.expr))
    return tuple(text for text in texts if text) if values else None


def _is_databases(node: ast.Assign | ast.AnnAssign) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    names = (target.value if isinstance(target, ast.Subscript) else target for target in targets)
    return any(isinstance(name, ast.Name) and name.id == DATABASES for name in names)


def place(_project: Project, fact: BackendFact) -> str:
    """Beside `manage.py`, from where Django imports apps."""
    return posixpath.dirname(fact.entry) or "."


def edits(project: Project, fact: BackendFact, _landed: Landed) -> Iterator[Change]:
    found = _require(project, fact)
    yield from _installed(found)
    yield from _included(project, found)


def _installed(found: DjangoProject) -> Iterator[Change]:
    """In the module that says the whole list: others add to it."""
    item = f'"{PACKAGE}"'
    sources = [each.source for each in found.settings if APPS in each.names]
    tried = [add_to_sum(source, APPS, item) for source in sources]
    done = next((edit for edit in tried if not any(isinstance(change, ByHand) for change in edit)), None)
    if done is not None:
        yield from done
    elif tried:
        yield from tried[0]
    else:
        file = found.settings[0].source.file
        yield ByHand(file, f"in {APPS}", f"{APPS} += [{item}]", f"{APPS} is not assigned where it is looked for")


def _included(project: Project, found: DjangoProject) -> Iterator[Change]:
    source = _urls(project, found)
    if source is None:
        urls = f'path("", include("{PACKAGE}.urls"))'
        why = f"the module that {URLS} names was not found"
        yield ByHand(found.settings[0].source.file, f"as the first of the urlpatterns of {URLS}", urls, why)
    else:
        yield from include_first(source, f"{PACKAGE}.urls")


def _urls(project: Project, found: DjangoProject) -> Source | None:
    module = found.find_text(URLS)
    file = found.find_file(project, module) if module else None
    return project.find_source(file) if file else None


def start(_project: Project, fact: BackendFact) -> Start:
    return Start(("python", "manage.py", "runserver", "{port}"), posixpath.dirname(fact.entry) or ".", PORT)


def migrate(_project: Project, _fact: BackendFact, _landed: Landed) -> tuple[str, ...]:
    return ("python", "manage.py", "migrate", PACKAGE)


def advice(project: Project, fact: BackendFact) -> Iterator[str]:
    """Under WSGI tokens stream, too, at the price of a thread each."""
    found = _require(project, fact)
    if fact.interface == "asgi":
        return
    served = next((file for file in project.named("asgi.py") if posixpath.relpath(file, found.root)[:2] != ".."), None)
    yield "a WSGI server gives every answer a thread while it is written: have many (gunicorn --threads 32)"
    if served:
        module = posixpath.relpath(served, found.root).removesuffix(".py").replace("/", ".")
        yield f"an ASGI server writes many answers at a time: uvicorn {module}:application"


MOUNT = Mount(
    server=NAME,
    obstacle=obstacle,
    place=place,
    edits=edits,
    start=start,
    migrate=migrate,
    advice=advice,
    own_database=True,
)
BACKEND = Backend(name=NAME, detect=detect, mount=MOUNT)
