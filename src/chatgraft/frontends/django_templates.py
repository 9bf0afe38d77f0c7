"""Django's templates: the layouts in which the pages end load the chat as a static file.

Django finds static files in the folders of `STATICFILES_DIRS` and in `static` of each app
(docs.djangoproject.com/en/stable/howto/static-files).
"""

from __future__ import annotations

import ast
import posixpath
import re
from collections.abc import Iterator, Sequence

from chatgraft.core.changes import ByHand
from chatgraft.core.django_project import DjangoProject, SettingsModule, django_projects
from chatgraft.core.facts import Evidence, FrontendFact
from chatgraft.core.project import Project
from chatgraft.core.python_project import find_wanted_version
from chatgraft.core.python_values import find_folder, text_of
from chatgraft.core.source import Source
from chatgraft.edits.templates import DJANGO
from chatgraft.frontends import Dev
from chatgraft.frontends.template_site import (
    SCRIPT,
    Layout,
    TemplateSite,
    confidence,
    element,
    find_layouts,
    folders_named,
    frontend,
    mounts_of,
    relative,
    within,
)

TAG = element(f"{{% static '{SCRIPT}' %}}")
LOADS = re.compile(rb"load\b[^%]*\b(static|staticfiles)\b")
ADMIN = "/templates/admin/"
"""Templates of Django's own pages for administrators, which no visitor sees."""


def sites(project: Project) -> Iterator[TemplateSite]:
    for found in django_projects(project):
        yield from _site(project, found)


def _site(project: Project, found: DjangoProject) -> Iterator[TemplateSite]:
    manage, root, settings = found.manage, found.root, found.settings
    inside = [file for file in within(project.ending(*DJANGO.endings), [root]) if ADMIN not in f"/{file}"]
    folders = [*folders_named(inside, "templates"), *_template_folders(settings, root)]
    layouts = find_layouts(project, within(inside, folders), folders, DJANGO) if folders else []
    if not layouts:
        return
    static = _static(project, layouts, settings, root)
    fact = FrontendFact(
        framework="django-templates",
        version=find_wanted_version(project, "django"),
        root=root,
        language=None,
        package_manager=None,
        mounts=mounts_of(layouts, root),
        confidence=confidence(manage.file, layouts),
        evidence=(Evidence(manage.file, found.line, "a Django project"), layouts[0].evidence),
    )
    default = posixpath.normpath(posixpath.join(root, "static"))
    steps = () if static else (_by_hand(settings, manage),)
    dev = Dev(("python", "manage.py", "runserver"), 8000, ("{port}",), app=manage.file)
    tag = _tag_beside_jinja if _has_jinja(settings) else _tag
    yield TemplateSite(fact, relative(static or default, root), tag, dev, steps)


def _tag(template: Source) -> str | ByHand:
    """`{% load %}` may stand anywhere before its first use."""
    return TAG if DJANGO.has(template, LOADS) else f"{{% load static %}}{TAG}"


def _tag_beside_jinja(template: Source) -> str | ByHand:
    """Where the project has Jinja, too, a template shows by its words which of the two fills it in."""
    if DJANGO.has(template, re.compile(rb"load\b")):
        return _tag(template)
    if DJANGO.has(template, re.compile(rb"static\(")):
        return element(f"{{{{ static('{SCRIPT}') }}}}")
    why = "the project has Jinja beside Django's templates, and the file does not show which of them fills it in"
    return ByHand(template.file, "before </body>", TAG, why)


def _has_jinja(settings: Sequence[SettingsModule]) -> bool:
    """Whether an engine of `TEMPLATES` is Jinja (docs.djangoproject.com/en/stable/topics/templates)."""
    engines = (each.names.get("TEMPLATES") for each in settings)
    texts = (text_of(node) for engine in engines if engine for node in ast.walk(engine) if isinstance(node, ast.expr))
    return any(text and text.endswith(".Jinja2") for text in texts)


def _template_folders(settings: Sequence[SettingsModule], root: str) -> Iterator[str]:
    """`TEMPLATES = [{"DIRS": [...]}]`."""
    for each in settings:
        engines = each.names.get("TEMPLATES")
        for engine in engines.elts if isinstance(engines, ast.List | ast.Tuple) else ():
            pairs = zip(engine.keys, engine.values, strict=True) if isinstance(engine, ast.Dict) else ()
            for key, value in pairs:
                if key and text_of(key) == "DIRS":
                    yield from _folders(value, each, root)


def _folders(node: ast.expr | None, settings: SettingsModule, root: str) -> Iterator[str]:
    for item in node.elts if isinstance(node, ast.List | ast.Tuple) else ():
        if (folder := find_folder(item, (settings.source, settings.tree), root)) is not None:
            yield folder


def _static(project: Project, layouts: list[Layout], settings: Sequence[SettingsModule], root: str) -> str | None:
    """A folder of which Django takes static files: named in the settings, of the layout's app, or of another app."""
    for each in settings:
        for folder in _folders(each.names.get("STATICFILES_DIRS"), each, root):
            if folder == root or folder.startswith(f"{root}/") or root == ".":
                return folder
    apps = [layout.file.partition("/templates/")[0] for layout in layouts if "/templates/" in layout.file]
    apps += [posixpath.dirname(file) for file in within(project.named("apps.py"), [root])]
    own = next(
        (app for app in apps if f"{app}/__init__.py" in project.files or f"{app}/apps.py" in project.files), None
    )
    return f"{own}/static" if own else None


def _by_hand(settings: Sequence[SettingsModule], manage: Source) -> ByHand:
    file = settings[0].source.file if settings else manage.file
    snippet = 'STATICFILES_DIRS = [BASE_DIR / "static"]'
    return ByHand(file, "among the settings", snippet, "no folder of static files that Django finds was seen")


FRONTEND = frontend("django-templates", sites, DJANGO)
