"""Django projects as the survey sees them, what keeps one from carrying the chat, and the lines that it gets."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.backends import Landed
from chatgraft.backends.django import BACKEND, MOUNT
from chatgraft.core.changes import ByHand
from chatgraft.core.facts import BackendFact
from chatgraft.core.project import Project
from tests.unit.sites import Files, after, make_project

MANAGE = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "club.settings")\n'
SQLITE = 'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "db"}}\n'
SETTINGS = f'INSTALLED_APPS = [\n    "club",\n]\nROOT_URLCONF = "club.urls"\n{SQLITE}'
URLS = 'from django.urls import path\n\nurlpatterns = [\n    path("<path:page>", page),\n]\n'
CLUB: Files = {
    "manage.py": MANAGE,
    "club/__init__.py": "",
    "club/settings.py": SETTINGS,
    "club/urls.py": URLS,
    "requirements.txt": "django==5.2.19\n",
}


def found(root: Path, files: Files) -> tuple[Project, BackendFact]:
    project = make_project(root, files)
    (fact,) = BACKEND.detect(project)
    return project, fact


@pytest.mark.parametrize(
    ("more", "interface"),
    [
        ({}, "wsgi"),
        ({"club/settings.py": f'{SETTINGS}ASGI_APPLICATION = "club.asgi.application"\n'}, "asgi"),
        ({"club/asgi.py": ""}, "wsgi"),
        ({"club/asgi.py": "", "requirements.txt": "django\nuvicorn\n"}, "asgi"),
        ({"requirements.txt": "django\nuvicorn\n"}, "wsgi"),
    ],
)
def test_a_project_and_its_interface(tmp_path: Path, more: Files, interface: str) -> None:
    _, fact = found(tmp_path, {**CLUB, **more})
    assert (fact.framework, fact.root, fact.entry, fact.interface) == ("django", ".", "manage.py", interface)
    assert (fact.evidence[0].file, fact.evidence[0].line) == ("manage.py", 2)


@pytest.mark.parametrize(
    "text",
    [
        MANAGE.replace("os.environ", "# os.environ"),
        'os.environ.setdefault("OTHER", "club.settings")\n',
        'os.environ.setdefault("DJANGO_SETTINGS_MODULE", choose())\n',
        "print('DJANGO_SETTINGS_MODULE', 'club.settings'\n",
    ],
)
def test_is_not_fooled(tmp_path: Path, text: str) -> None:
    assert list(BACKEND.detect(make_project(tmp_path, {**CLUB, "manage.py": text}))) == []


@pytest.mark.parametrize(
    "text",
    [
        'os.environ["DJANGO_SETTINGS_MODULE"] = "club.settings"\n',
        (
            'if "test" in sys.argv:\n    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "club.settings.test")\n'
            'else:\n    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "club.settings")\n'
        ),
    ],
)
def test_other_ways_to_name_the_settings(tmp_path: Path, text: str) -> None:
    project, fact = found(tmp_path, {**CLUB, "manage.py": text})
    assert MOUNT.obstacle(project, fact) is None


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({}, None),
        ({"requirements.txt": "django>=3.2\n"}, None),
        ({"requirements.txt": "django<6,>=4.2\n"}, None),
        ({"requirements.txt": "Django~=4.2.0\n"}, None),
        ({"requirements.txt": "Django==4\n"}, None),
        ({"requirements.txt": "django==3.2.25\n"}, "django 4.2 or newer"),
        ({"requirements.txt": "django~=4.1.0\n"}, "has ~=4.1.0"),
        ({"requirements.txt": "django>=3.2,<4\n"}, "has >=3.2,<4"),
        ({"requirements.txt": "django<4.2\n"}, "has <4.2"),
        ({".python-version": "3.9.18\n"}, "needs Python 3.10 or newer, and .python-version has 3.9"),
        ({".python-version": "3.12\n"}, None),
        ({"runtime.txt": "python-3.8.2\n"}, "runtime.txt has 3.8"),
        ({"requirements.txt": "django\npydantic==2.4\n"}, "pydantic 2.9 or newer"),
        ({"club/urls.py": URLS.replace("<path:page>", "chatkit/")}, "a route at /chatkit of its own (club/urls.py:4)"),
        (
            {
                "club/urls.py": URLS.replace('"<path:page>", page', '"", include("club.talk")'),
                "club/talk.py": URLS.replace("<path:page>", "chatkit/rooms/"),
            },
            "a route at /chatkit of its own (club/talk.py:4)",
        ),
        (
            {
                "club/urls.py": URLS.replace('"<path:page>", page', '"shop/", include(("club.talk", "talk"))'),
                "club/talk.py": URLS.replace("<path:page>", "chatkit/"),
            },
            None,
        ),
        ({"club/urls.py": URLS.replace('"<path:page>", page', '"", include("club.urls")')}, None),
        ({"club/urls.py": URLS.replace("<path:page>", "chatkits/")}, None),
        ({"club/urls.py": URLS.replace("page)", 'include("chatkit_backend.urls"))')}, None),
        ({"manage.py": MANAGE.replace("club.settings", "other.settings")}, "were not found"),
        ({"club/settings.py": 'INSTALLED_APPS = ["club"]\n'}, "club/settings.py names no database"),
        ({"club/settings.py": SETTINGS.replace("sqlite3", "mysql")}, None),
        (
            {"club/settings.py": f'{SETTINGS}DATABASES["old"] = {{"ENGINE": "django.db.backends.oracle"}}\n'},
            "kept in django.db.backends.oracle",
        ),
        ({"club/settings.py": SETTINGS.replace(SQLITE, 'DATABASES = {"default": env.db()}\n')}, None),
        ({"club/settings.py": SETTINGS.replace(SQLITE, f"if x:\n    {SQLITE}")}, None),
    ],
)
def test_what_keeps_a_project_from_it(tmp_path: Path, more: Files, why: str | None) -> None:
    project, fact = found(tmp_path, {**CLUB, **more})
    said = MOUNT.obstacle(project, fact)
    assert (said is None) if why is None else (said and why in said), said


def test_the_app_is_named_and_its_addresses_come_first(tmp_path: Path) -> None:
    project, fact = found(tmp_path, CLUB)
    text = after(project, list(MOUNT.edits(project, fact, Landed("chatkit_backend"))))
    assert text["club/settings.py"] == SETTINGS.replace('"club",\n', '"club",\n    "chatkit_backend",\n')
    assert text["club/urls.py"] == URLS.replace("import path", "import include, path").replace(
        "[\n", '[\n    path("", include("chatkit_backend.urls")),\n'
    )


def test_settings_in_a_package_below_another_folder(tmp_path: Path) -> None:
    files = {
        "server/manage.py": MANAGE.replace("club.settings", "club.settings.local"),
        "server/club/settings/__init__.py": "",
        "server/club/settings/local.py": 'from .base import *\nINSTALLED_APPS = INSTALLED_APPS + ["debug"]\n',
        "server/club/settings/base.py": (
            f'OURS = ["a"]\nINSTALLED_APPS = ["b"] + OURS\nROOT_URLCONF = "club.urls"\n{SQLITE}'
        ),
        "server/club/urls.py": URLS,
    }
    project, fact = found(tmp_path, files)
    assert MOUNT.obstacle(project, fact) is None
    assert MOUNT.place(project, fact) == "server"
    assert MOUNT.start(project, fact).words(8123) == ("python", "manage.py", "runserver", "8123")
    text = after(project, list(MOUNT.edits(project, fact, Landed("server/chatkit_backend"))))
    assert 'OURS = ["a", "chatkit_backend"]' in text["server/club/settings/base.py"]
    assert set(text) == {"server/club/settings/base.py", "server/club/urls.py"}


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ({"club/settings.py": f"INSTALLED_APPS = apps()\n{SQLITE}"}, "in INSTALLED_APPS"),
        ({"club/settings.py": SQLITE}, "in INSTALLED_APPS"),
        ({"club/settings.py": SETTINGS.replace("club.urls", "club.addresses")}, "first of the urlpatterns"),
        ({"club/settings.py": SETTINGS.replace('"club.urls"', "NAME + '.urls'")}, "first of the urlpatterns"),
    ],
)
def test_what_is_not_understood_is_left_to_its_owner(tmp_path: Path, more: Files, place: str) -> None:
    project, fact = found(tmp_path, {**CLUB, **more})
    changes = list(MOUNT.edits(project, fact, Landed("chatkit_backend")))
    assert [change for change in changes if isinstance(change, ByHand) and place in change.place]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, ["threads"]),
        ({"club/asgi.py": ""}, ["threads", "uvicorn club.asgi:application"]),
        ({"club/asgi.py": "", "requirements.txt": "django\ndaphne\n"}, []),
    ],
)
def test_the_doctor_says_what_would_be_better(tmp_path: Path, more: Files, said: list[str]) -> None:
    project, fact = found(tmp_path, {**CLUB, **more})
    advice = list(MOUNT.advice(project, fact))
    assert [word in line for word, line in zip(said, advice, strict=True)] == [True] * len(said)
