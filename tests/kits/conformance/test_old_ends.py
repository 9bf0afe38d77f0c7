"""The oldest frameworks that carry the chat, each with its own packages: tried with `FULL=1`, for they take minutes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from chatgraft.conformance import Need, Scenario, Service, Users, every
from tests.fixtures.environment import environment
from tests.fixtures.grafted import App, carrying
from tests.fixtures.services import django_mounted, fastapi_mounted, flask_mounted

_FLASK = ("flask==2.3.0", "werkzeug==2.3.0", "flask-login==0.6.3", "flask-wtf==1.1.2", "flask-cors==4.0.0", "gunicorn")
ENDS: dict[str, tuple[App, str, tuple[str, ...], Users]] = {
    "fastapi 0.100": (
        fastapi_mounted.LIBRARY,
        "requirements.txt",
        ("fastapi==0.100.0", "starlette==0.27.0", "uvicorn==0.30.0", "python-multipart"),
        fastapi_mounted.Readers(),
    ),
    "flask 2.3": (flask_mounted.ROWING, "flask/requirements.txt", _FLASK, flask_mounted.Members()),
    "django 4.2": (
        django_mounted.WSGI_APP,
        "django/requirements.txt",
        ("django==4.2", "gunicorn"),
        django_mounted.Readers(),
    ),
}
ROOMS = frozenset({"answers", "users", "threads"})
"""Of the scenarios these: what a visitor asks and is told, in which order, and who it belongs to."""
TRIED = [each for each in every(frozenset({Need.SCRIPT, Need.USERS})) if each.room in ROOMS]


@pytest.fixture(scope="module", params=ENDS)
def service(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    app, needs, packages, users = ENDS[request.param]
    with ExitStack() as stack:
        folder: Path = tmp_path_factory.mktemp(request.param.replace(" ", "-"))
        yield stack.enter_context(carrying(replace(app, programs=environment(needs, *packages)), folder, users=users))


@pytest.mark.parametrize("scenario", TRIED, ids=lambda each: each.title)
def test_the_protocol_holds_on_old_versions(service: Service, scenario: Scenario) -> None:
    asyncio.run(scenario.hold(service))
