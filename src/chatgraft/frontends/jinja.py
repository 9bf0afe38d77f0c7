"""Jinja templates of Flask, FastAPI and Starlette: the layouts in which the pages end load the chat.

Flask shows the files of `static` by itself (flask.palletsprojects.com/en/stable/quickstart/#static-files), Starlette
those of a mount (starlette.io/staticfiles).
"""

from __future__ import annotations

import ast
import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chatgraft.core.asides import is_aside
from chatgraft.core.changes import ByHand
from chatgraft.core.facts import Evidence, FrontendFact
from chatgraft.core.flask_entry import flask_command
from chatgraft.core.project import Project
from chatgraft.core.python_entry import uvicorn_command
from chatgraft.core.python_project import find_wanted_version, python_root
from chatgraft.core.python_values import Call, calls, dotted, find_folder, text_of
from chatgraft.edits.templates import JINJA
from chatgraft.frontends import Dev
from chatgraft.frontends.template_site import (
    SCRIPT,
    TemplateSite,
    common_root,
    confidence,
    element,
    find_layouts,
    folders_named,
    frontend,
    mounts_of,
    relative,
    within,
)

STATIC = "static"


@dataclass(frozen=True, slots=True)
class _Served:
    """The folder of static files and the address of the widget in it, as a template says that; `step` makes it so."""

    folder: str
    address: str
    step: ByHand | None = None


def sites(project: Project) -> Iterator[TemplateSite]:
    """One for each folder that apps lie in; where several do, the first that has templates."""
    found: set[str] = set()
    tried: set[tuple[str, str]] = set()
    for app in sorted(calls(project, ".", "Flask", "FastAPI", "Starlette"), key=lambda app: is_aside(app.file)):
        home, place = python_root(project, app.file), (app.of, posixpath.dirname(app.file))
        if home in found or place in tried:
            continue
        tried.add(place)
        site = _flask(project, app) if app.of == "Flask" else _starlette(project, app)
        if site and site.fact.root not in found:
            found |= {home, site.fact.root}
            yield site


def _flask(project: Project, app: Call) -> TemplateSite | None:
    beside = posixpath.dirname(app.file) or "."
    templates = find_folder(app.argument("template_folder") or ast.Constant("templates"), app, beside)
    said = app.argument("static_folder")
    static = find_folder(said or ast.Constant(STATIC), app, beside)
    given = f"static_folder='{STATIC}'"
    address = f"{{{{ url_for('static', filename='{SCRIPT}') }}}}"
    if isinstance(said, ast.Constant) and said.value is None:
        step = _by_hand(app, given, "the app shows no static files")
        served = _Served(posixpath.normpath(posixpath.join(beside, STATIC)), address, step)
    elif static is None:
        served = _Served(posixpath.normpath(posixpath.join(beside, STATIC)), address, _not_found(app, given))
    else:
        served = _Served(static, address)
    return _site(project, app, [templates] if templates else [], served)


def _flask_dev(project: Project, app: Call, root: str) -> Dev:
    words = flask_command(project, f"{app.file}:{app.name or ''}", root)
    return Dev(words, 5000, ("--port", "{port}"), app=app.file)


def _starlette(project: Project, app: Call) -> TemplateSite | None:
    home = python_root(project, app.file)
    said = [call for call in calls(project, home, "Jinja2Templates") if not is_aside(call.file)]
    folders = [find_folder(each, call, home) for call in said for each in _each(call.argument("directory", 0))]
    templates = [folder for folder in folders if folder]
    return _site(project, app, templates, _mounted(project, app, home)) if said else None


def _each(node: ast.expr | None) -> Iterable[ast.expr]:
    return node.elts if isinstance(node, ast.List | ast.Tuple) else [node] if node else []


def _mounted(project: Project, app: Call, home: str) -> _Served:
    """What the first mount of static files shows: by its name, or by its path where it has none."""
    for files in calls(project, home, "StaticFiles"):
        folder = find_folder(files.argument("directory", 0), files, home)
        mount = next((node for node in ast.walk(files.tree) if _mounts(node, files.node)), None)
        if folder and isinstance(mount, ast.Call) and mount.args and (path := text_of(mount.args[0])) is not None:
            name = next((text_of(each.value) for each in mount.keywords if each.arg == "name"), None)
            by_name = f"{{{{ url_for('{name}', path='/{SCRIPT}') }}}}"
            return _Served(folder, by_name if name else f"{path.rstrip('/')}/{SCRIPT}")
    snippet = f'app.mount("/{STATIC}", StaticFiles(directory="{STATIC}"), name="{STATIC}")'
    step = _not_found(app, snippet)
    return _Served(posixpath.normpath(posixpath.join(home, STATIC)), f"/{STATIC}/{SCRIPT}", step)


def _mounts(node: ast.AST, files: ast.Call) -> bool:
    """`app.mount("/static", StaticFiles(…))` or `Mount("/static", StaticFiles(…))`."""
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else dotted(node.func)
    return name in ("mount", "Mount") and files in (*node.args, *(each.value for each in node.keywords))


def _not_found(app: Call, snippet: str) -> ByHand:
    return _by_hand(app, snippet, "no folder of static files that the app shows was found")


def _by_hand(app: Call, snippet: str, why: str) -> ByHand:
    return ByHand(app.file, f"where the app is made, line {app.node.lineno}", snippet, why)


def _starlette_dev(project: Project, app: Call, root: str) -> Dev:
    words = uvicorn_command(project, f"{app.file}:{app.name or 'app'}", root, factory=app.in_function)
    return Dev(words, 8000, ("--port", "{port}"), app=app.file)


def _site(project: Project, app: Call, templates: list[str], served: _Served) -> TemplateSite | None:
    """None where no page of a layout's making was found. The templates of blueprints lie in folders of that name."""
    home, name = python_root(project, app.file), app.of
    inside = within(project.ending(*JINJA.endings), [home])
    folders = [*templates, *folders_named(inside, "templates")] if name == "Flask" else templates
    files = within(project.ending(*JINJA.endings), folders) if folders else []
    layouts = find_layouts(project, files, folders, JINJA)
    if not layouts:
        return None
    root = common_root(home, served.folder, *(posixpath.dirname(each.file) or "." for each in layouts))
    fact = FrontendFact(
        framework="jinja",
        version=find_wanted_version(project, "jinja2"),
        root=root,
        language=None,
        package_manager=None,
        mounts=mounts_of(layouts, root),
        confidence=confidence(app.file, layouts),
        evidence=(Evidence(app.file, app.node.lineno, f"a {name} app"), layouts[0].evidence),
    )
    dev = _flask_dev(project, app, root) if name == "Flask" else _starlette_dev(project, app, root)
    tag = element(served.address)
    steps = (served.step,) if served.step else ()
    return TemplateSite(fact, relative(served.folder, root), lambda _source: tag, dev, steps)


FRONTEND = frontend("jinja", sites, JINJA)
