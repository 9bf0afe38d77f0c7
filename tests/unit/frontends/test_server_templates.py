"""Templates that a server fills in: which sites they make, what loads the chat, where its files lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.core.changes import ByHand, Change
from chatgraft.core.facts import FrontendFact
from chatgraft.core.project import Project
from chatgraft.frontends import Dev, MountOptions, every
from chatgraft.survey import survey
from tests.unit.sites import PAGE, Files, after, make_project, package

BASE = PAGE.replace("<p>a</p>", "{% block content %}{% endblock %}")
CHILD = '{% extends "base.html" %}\n{% block content %}a{% endblock %}\n'
FLASK = "from flask import Flask\n\napp = Flask(__name__)\n"
FLASK_SITE = {"app.py": FLASK, "templates/base.html": BASE, "templates/home.html": CHILD}
FASTAPI = """from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from fastapi.templating import Jinja2Templates

app = FastAPI()
app.mount("/static", StaticFiles(directory="static"), name="static")
templates = Jinja2Templates(directory="templates")
"""
FASTAPI_SITE = {**FLASK_SITE, "app.py": "", "main.py": FASTAPI, "requirements.txt": "fastapi\n"}
MANAGE = 'import os\n\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n'
DJANGO_SITE = {
    "manage.py": MANAGE,
    "shop/settings.py": "from pathlib import Path\n\nBASE_DIR = Path(__file__).resolve().parent.parent\n",
    "cart/apps.py": "",
    "cart/templates/base.html": BASE,
    "cart/templates/cart/home.html": CHILD,
}
APP = """const express = require('express');
const app = express();
app.use(express.static('public'));
app.listen(process.env.PORT || 8080);
"""


def express(**wants: str) -> str:
    return package({"express": "5.1.0", **wants}, scripts={"start": "node app.js"})


PUG_SITE = {
    "package.json": express(pug="3.0.3"),
    "app.js": APP,
    "views/layout.pug": "html\n  body\n    block content\n",
    "views/home.pug": "extends layout\nblock content\n  p a\n",
}
EJS_SITE = {
    "package.json": express(ejs="3.1.10"),
    "app.js": APP,
    "views/home.ejs": "<%- include('parts/head') %><p>a</p><%- include('parts/foot') %>\n",
    "views/parts/head.ejs": "<html><body>\n",
    "views/parts/foot.ejs": "</body></html>\n",
}
SITES: dict[str, Files] = {"jinja": FLASK_SITE, "django-templates": DJANGO_SITE, "pug": PUG_SITE, "ejs": EJS_SITE}


def only(project: Project, framework: str) -> FrontendFact:
    (fact,) = survey(project).frontends
    assert fact.framework == framework
    return fact


def mounted(project: Project, framework: str) -> list[Change]:
    fact, frontend = only(project, framework), every()[framework]
    return list(frontend.mount(project, fact, MountOptions(frontend.landing(project, fact))))


def folder(project: Project, framework: str) -> str:
    return every()[framework].landing(project, only(project, framework)).folder


def dev(project: Project, framework: str) -> Dev:
    return every()[framework].dev(project, only(project, framework))


@pytest.mark.parametrize(
    ("framework", "mount", "widget"),
    [
        ("jinja", "templates/base.html", "static/chatkit-widget"),
        ("django-templates", "cart/templates/base.html", "cart/static/chatkit-widget"),
        ("pug", "views/layout.pug", "public/chatkit-widget"),
        ("ejs", "views/parts/foot.ejs", "public/chatkit-widget"),
    ],
)
@pytest.mark.parametrize("root", [".", "web"])
def test_finds_the_layout(tmp_path: Path, framework: str, mount: str, widget: str, root: str) -> None:
    files = {f"{root}/{name}": text for name, text in SITES[framework].items()} | {f"{root}/requirements.txt": "a\n"}
    project = make_project(tmp_path, files)
    fact = only(project, framework)
    assert (fact.root, [each.file for each in fact.mounts]) == (root, [mount])
    assert (folder(project, framework), fact.confidence > 0.8) == (widget, True)
    assert any("layout of" in seen.why and seen.file == fact.path(mount) for seen in fact.evidence)
    assert every()[framework].pages(project, fact) == ()


@pytest.mark.parametrize(
    ("framework", "line"),
    [
        (
            "jinja",
            """<script type="module" src="{{ url_for('static', filename='chatkit-widget/widget.js') }}"></script>""",
        ),
        (
            "django-templates",
            """{% load static %}<script type="module" src="{% static 'chatkit-widget/widget.js' %}"></script>""",
        ),
        ("pug", 'script(type="module" src="/chatkit-widget/widget.js")'),
        ("ejs", '<script type="module" src="/chatkit-widget/widget.js"></script>'),
    ],
)
def test_one_element_loads_the_chat(tmp_path: Path, framework: str, line: str) -> None:
    project = make_project(tmp_path, SITES[framework])
    ((file, text),) = after(project, mounted(project, framework)).items()
    assert text.count(line) == 1
    assert mounted(make_project(tmp_path, {file: text}), framework) == []


@pytest.mark.parametrize(
    "files",
    [
        {**FLASK_SITE, "app.py": "# from flask import Flask\napp = Flask(__name__)\n"},
        {**FLASK_SITE, "app.py": "from mine import Flasks\n"},
        {"app.py": FLASK, "templates/part.html": "<p>{{ a }}</p>"},
        {"app.py": FLASK, "templates/email/base.html": BASE, "templates/welcome_email.html": BASE},
        {"app.py": FLASK, "templates/base.html": "{# <html><body></body></html> #}{{ a }}"},
        {**FASTAPI_SITE, "main.py": "from fastapi import FastAPI\napp = FastAPI()\n"},
        {**DJANGO_SITE, "manage.py": "print('DJANGO_SETTINGS_MODULE')\n"},
        {"manage.py": MANAGE, "shop/templates/admin/base_site.html": BASE},
        {**PUG_SITE, "package.json": package({"pug": "3"})},
        {**PUG_SITE, "package.json": package({"express": "5"}, description="pug")},
        {**EJS_SITE, "package.json": express(pug="3")},
        {"package.json": express(ejs="3"), "views/part.ejs": "<p>a</p>"},
    ],
)
def test_is_not_fooled(tmp_path: Path, files: Files) -> None:
    assert [fact for fact in survey(make_project(tmp_path, files)).frontends if fact.confidence >= 0.5] == []


@pytest.mark.parametrize("framework", SITES)
def test_an_example_ranks_low(tmp_path: Path, framework: str) -> None:
    project = make_project(tmp_path, {f"examples/a/{name}": text for name, text in SITES[framework].items()})
    assert all(fact.confidence < 0.5 for fact in survey(project).frontends)


FACTORY = "from flask import Flask\n\n\ndef create_app():\n    return Flask(__name__, static_folder='assets')\n"


@pytest.mark.parametrize(
    ("files", "widget", "argv"),
    [
        (FLASK_SITE, "static", "flask --app app.py run"),
        ({**FLASK_SITE, "app.py": FLASK.replace("app =", "site =")}, "static", "flask --app app.py:site run"),
        (
            {"shop/__init__.py": FACTORY, "shop/templates/base.html": BASE, "requirements.txt": "flask\n"},
            "shop/assets",
            "flask --app shop run",
        ),
        (
            {
                "back/app.py": FLASK.replace(
                    "__name__", "__name__, None, '../web/files', template_folder='../web/pages'"
                ),
                "back/requirements.txt": "flask\n",
                "web/pages/base.html": BASE,
            },
            "back/static",
            "flask --app back/app.py run",
        ),
        (FASTAPI_SITE, "static", "uvicorn main:app"),
        (
            {
                "app/main.py": FASTAPI.replace(
                    '"templates"', 'os.path.join(os.path.dirname(__file__), "templates")'
                ).replace('"static")', 'Path(__file__).parent / "static")'),
                "app/__init__.py": "",
                "app/templates/base.html": BASE,
                "requirements.txt": "fastapi\n",
            },
            "app/static",
            "uvicorn app.main:app",
        ),
    ],
)
def test_flask_and_fastapi(tmp_path: Path, files: Files, widget: str, argv: str) -> None:
    project = make_project(tmp_path, files)
    assert folder(project, "jinja") == f"{widget}/chatkit-widget"
    assert " ".join(dev(project, "jinja").argv) == argv


@pytest.mark.parametrize(
    ("mount", "address", "is_told"),
    [
        ('app.mount("/static", StaticFiles(directory="static"), name="static")', "{{ url_for('static', path='/", False),
        ('app.mount("/x", StaticFiles(directory="static"), name="y")', "{{ url_for('y', path='/", False),
        ('app.mount("/x/", StaticFiles(directory="static"))', "/x/", False),
        ("", "/static/", True),
    ],
)
def test_the_address_of_a_mount(tmp_path: Path, mount: str, address: str, is_told: bool) -> None:
    text = "\n".join(mount if line.startswith("app.mount") else line for line in FASTAPI.splitlines())
    changes = mounted(project := make_project(tmp_path, {**FASTAPI_SITE, "main.py": text}), "jinja")
    steps = [change for change in changes if isinstance(change, ByHand)]
    (page,) = after(project, [change for change in changes if change not in steps]).values()
    assert f'src="{address}chatkit-widget/widget.js' in page
    assert bool(steps) == is_told


@pytest.mark.parametrize(
    ("settings", "widget"),
    [
        ("STATICFILES_DIRS = [BASE_DIR / 'assets']\n", "assets"),
        ("STATICFILES_DIRS = (os.path.join(BASE_DIR, 'a', 'b'),)\n", "a/b"),
        ("STATICFILES_DIRS = [env('STATIC')]\n", "cart/static"),
    ],
)
def test_where_django_takes_static_files_from(tmp_path: Path, settings: str, widget: str) -> None:
    text = str(DJANGO_SITE["shop/settings.py"]) + settings
    project = make_project(tmp_path, {**DJANGO_SITE, "shop/settings.py": text})
    assert folder(project, "django-templates") == f"{widget}/chatkit-widget"
    assert dev(project, "django-templates").argv == ("python", "manage.py", "runserver")


def test_django_without_a_place_for_static_files(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"manage.py": MANAGE, "shop/settings.py": "", "templates/base.html": BASE})
    (step,) = [change for change in mounted(project, "django-templates") if isinstance(change, ByHand)]
    assert (step.file, "STATICFILES_DIRS" in step.snippet) == ("shop/settings.py", True)
    assert folder(project, "django-templates") == "static/chatkit-widget"


def test_a_template_that_loads_static_already(tmp_path: Path) -> None:
    base = {"cart/templates/base.html": "{% load i18n static %}\n" + BASE}
    project = make_project(tmp_path, {**DJANGO_SITE, **base})
    (text,) = after(project, mounted(project, "django-templates")).values()
    assert text.count("load") == 1


JINJA_TOO = 'TEMPLATES = [{"BACKEND": "django_jinja.backend.Jinja2"}, {"BACKEND": "x.DjangoTemplates"}]\n'


@pytest.mark.parametrize(
    ("line", "tag"),
    [
        ("{{ static('a.css') }}", "{{ static('chatkit-widget/widget.js') }}"),
        ("{% load i18n %}", "{% static 'chatkit-widget/widget.js' %}"),
        ("{{ title }}", None),
    ],
)
def test_jinja_beside_djangos_own_templates(tmp_path: Path, line: str, tag: str | None) -> None:
    files = {"shop/settings.py": JINJA_TOO, "cart/templates/base.html": BASE.replace("<body>", f"<body>{line}")}
    project = make_project(tmp_path, {**DJANGO_SITE, **files})
    changes = mounted(project, "django-templates")
    if tag is None:
        assert isinstance(changes[0], ByHand)
    else:
        assert f'src="{tag}"' in "".join(after(project, changes).values())


STATICS = {
    "app.use(express.static(__dirname + '/public'));": ("public", ""),
    "app.use('/assets', express.static(path.join(__dirname, 'files')));": ("files", "/assets"),
    "const dir = path.resolve('web', 'files');\napp.use(express.static(dir, {maxAge: 1}));": ("web/files", ""),
    "app.use(express.static(`${__dirname}/public`));": ("public", ""),
    "app.use(express.static(path.join(__dirname, '/public')));": ("public", ""),
    "app.use(express.static(fileURLToPath(new URL('./pub', import.meta.url))));": ("pub", ""),
    "app.use(express.static(process.cwd() + '/public'));": ("public", ""),
}


@pytest.mark.parametrize("line", STATICS)
def test_where_express_takes_static_files_from(tmp_path: Path, line: str) -> None:
    app = APP.replace("app.use(express.static('public'));", line)
    project = make_project(tmp_path, {**PUG_SITE, "app.js": app})
    widget, prefix = STATICS[line]
    assert folder(project, "pug") == f"{widget}/chatkit-widget"
    (text,) = after(project, mounted(project, "pug")).values()
    assert f'src="{prefix}/chatkit-widget/widget.js"' in text
    assert (dev(project, "pug").argv, dev(project, "pug").port) == (("npm", "start"), 8080)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "app.use(express.static(config.dir));",
        "app.use(express.static('/srv/a'));",
        "app.use(prefix, express.static('a'));",
        "app.use(express.static('../public'));",
        "app.use(express.static(path.join(__dirname, '..', 'public')));",
    ],
)
def test_express_without_a_folder_that_is_written_out(tmp_path: Path, line: str) -> None:
    app = APP.replace("app.use(express.static('public'));", line)
    changes = mounted(make_project(tmp_path, {**PUG_SITE, "app.js": app}), "pug")
    (step,) = [change for change in changes if isinstance(change, ByHand)]
    assert "express.static('public')" in step.snippet


def test_each_page_that_shares_no_layout(tmp_path: Path) -> None:
    files = {"app.py": FLASK, "templates/a.html": PAGE, "templates/b.html": PAGE, "templates/mail/c.html": PAGE}
    project = make_project(tmp_path, files)
    assert after(project, mounted(project, "jinja")).keys() == {"templates/a.html", "templates/b.html"}
    assert only(project, "jinja").confidence < 0.8


def test_a_second_look_at_a_folder_that_is_the_apps_own(tmp_path: Path) -> None:
    """Its name with a dot before it was another one: our own widget was taken for somebody's chat."""
    text = FLASK.replace("__name__", "__name__, static_folder='.'")
    assert folder(make_project(tmp_path, {**FLASK_SITE, "app.py": text}), "jinja") == "chatkit-widget"


OUTSIDE = [
    "static_folder='../frontend/static'",
    "static_folder=os.path.join(os.path.dirname(os.path.dirname(__file__)), 'static')",
    "static_folder=Path(__file__).parent.parent / 'static'",
]


@pytest.mark.parametrize("said", OUTSIDE)
def test_flasks_static_files_above_the_project_are_told(tmp_path: Path, said: str) -> None:
    project = make_project(tmp_path, {**FLASK_SITE, "app.py": FLASK.replace("__name__", f"__name__, {said}")})
    assert folder(project, "jinja") == "static/chatkit-widget"
    (step,) = [change for change in mounted(project, "jinja") if isinstance(change, ByHand)]
    assert step.why.startswith("no folder of static files")


def test_a_call_that_is_no_middleware_ends_no_survey(tmp_path: Path) -> None:
    app = APP.replace("app.use(express.static('public'));", "const show = express.static('public').bind();")
    assert folder(make_project(tmp_path, {**PUG_SITE, "app.js": app}), "pug") == "public/chatkit-widget"
