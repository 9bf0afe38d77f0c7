"""The chat's addresses before all others of a Django project, whatever its `urlpatterns` look like."""

from __future__ import annotations

import pytest

from chatgraft.core.source import Source
from chatgraft.edits import Edit
from chatgraft.edits.django_urls import include_first
from tests.unit.edits.checks import check_edited, check_unchanged

URLS = "chatkit_backend.urls"
OURS = f'path("", include("{URLS}"))'
HAVE = "from django.urls import include, path\n"


def edit(source: Source) -> Edit:
    return include_first(source, URLS)


EDITED = {
    "a list of lines": (
        f'{HAVE}\nurlpatterns = [\n    path("a/", a),\n]\n',
        f'{HAVE}\nurlpatterns = [\n    {OURS},\n    path("a/", a),\n]\n',
    ),
    "a comment before the first, and one on the line": (
        f"{HAVE}\nurlpatterns = [  # all\n    # the admin\n    path('a/', a),\n]\n",
        f"{HAVE}\nurlpatterns = [  # all\n    {OURS},\n    # the admin\n    path('a/', a),\n]\n".replace('"', "'"),
    ),
    "one line": (f'{HAVE}urlpatterns = [path("a/", a)]\n', f'{HAVE}urlpatterns = [{OURS}, path("a/", a)]\n'),
    "empty": (f"{HAVE}urlpatterns = []\n", f"{HAVE}urlpatterns = [{OURS}]\n"),
    "annotated": (
        f'{HAVE}urlpatterns: list[URLPattern] = [path("a/", a)]\n',
        f'{HAVE}urlpatterns: list[URLPattern] = [{OURS}, path("a/", a)]\n',
    ),
    "languages alone": (
        f'{HAVE}urlpatterns = i18n_patterns(\n    path("a/", a),\n)\n',
        f'{HAVE}urlpatterns = [{OURS}] + i18n_patterns(\n    path("a/", a),\n)\n',
    ),
    "a list and files": (
        f'{HAVE}urlpatterns = [path("a/", a)] + static("/media/")\n',
        f'{HAVE}urlpatterns = [{OURS}, path("a/", a)] + static("/media/")\n',
    ),
    "files and a list": (
        f'{HAVE}urlpatterns = static("/media/") + [path("a/", a)] + b\n',
        f'{HAVE}urlpatterns = [{OURS}] + static("/media/") + [path("a/", a)] + b\n',
    ),
    "a router's": (
        f"{HAVE}urlpatterns = router.urls\n",
        f"{HAVE}urlpatterns = [{OURS}] + router.urls\n",
    ),
    "more is added later": (
        f"{HAVE}urlpatterns = [a]\nurlpatterns += i18n_patterns(b)\nurlpatterns = [c] + urlpatterns\n",
        f"{HAVE}urlpatterns = [{OURS}, a]\nurlpatterns += i18n_patterns(b)\nurlpatterns = [c] + urlpatterns\n",
    ),
    "include is not imported": (
        'from django.urls import path, re_path\n\nurlpatterns = [path("a/", a)]\n',
        f'from django.urls import include, path, re_path\n\nurlpatterns = [{OURS}, path("a/", a)]\n',
    ),
    "path is not imported": (
        'from django.urls import include, re_path\n\nurlpatterns = [re_path("a/", a)]\n',
        f'from django.urls import include, path, re_path\n\nurlpatterns = [{OURS}, re_path("a/", a)]\n',
    ),
    "an old home of include": (
        'from django.conf.urls import include\nfrom django.urls import path\nurlpatterns = [path("a/", a)]\n',
        f'from django.conf.urls import include\nfrom django.urls import path\nurlpatterns = [{OURS}, path("a/", a)]\n',
    ),
    "names on lines of their own": (
        'from django.urls import (\n    path,\n    re_path,\n)\nurlpatterns = [path("a/", a)]\n',
        f'from django.urls import (\n    include,\n    path,\n    re_path,\n)\nurlpatterns = [{OURS}, path("a/", a)]\n',
    ),
    "the last in the alphabet": (
        "from django.urls import converters\nurlpatterns = [x]\n",
        f"from django.urls import converters, include, path\nurlpatterns = [{OURS}, x]\n",
    ),
    "nothing of django.urls is imported": (
        'from a import b\n\nx = "a"\nurlpatterns = router.urls\n',
        f'from a import b\nfrom django.urls import include, path\n\nx = "a"\nurlpatterns = [{OURS}] + router.urls\n',
    ),
}

LEFT = {
    "there already": f"{HAVE}urlpatterns = [path('x/', include('{URLS}')), a]\n",
}

BY_HAND = {
    "no patterns": (f"{HAVE}x = []\n", "not assigned at the top level"),
    "under a condition": (f"{HAVE}if x:\n    urlpatterns = [a]\n", "not assigned at the top level"),
    "twice": (f"{HAVE}urlpatterns = [a]\nurlpatterns = [b]\n", "more than once"),
    "a tuple": (f"{HAVE}urlpatterns = (a,)\n", "written out"),
    "a choice": (f"{HAVE}urlpatterns = (a if b else c) + [d]\n", "written out"),
    "a comprehension": (f"{HAVE}urlpatterns = [a for a in b]\n", "written out"),
    "path is something else": ("from os import path\nfrom django.urls import include\nurlpatterns = [a]\n", "path is"),
    "no imports": ("urlpatterns = [a]\n", "imports nothing"),
    "no Python": (f"{HAVE}urlpatterns = [\n", "does not parse"),
    "an item on the list's line": (f"{HAVE}urlpatterns = [a,\n    b,\n]\nurlpatterns = []\n", "more than once"),
}


@pytest.mark.parametrize(("before", "after"), EDITED.values(), ids=EDITED)
def test_ours_come_first(before: str, after: str) -> None:
    check_edited(edit, "urls.py", before, after)


@pytest.mark.parametrize("text", LEFT.values(), ids=LEFT)
def test_what_is_there_is_left(text: str) -> None:
    check_unchanged(edit, "urls.py", text)


@pytest.mark.parametrize(("text", "why"), BY_HAND.values(), ids=BY_HAND)
def test_what_is_not_understood_is_left_to_its_owner(text: str, why: str) -> None:
    check_unchanged(edit, "urls.py", text, why)
