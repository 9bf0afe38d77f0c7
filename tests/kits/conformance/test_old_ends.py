"""The oldest frameworks that carry the chat, each with its own packages: tried with `FULL=1`, for they take minutes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from chatgraft.conformance import Need, Scenario, Service, Users, every
from tests.fixtures.environment import environment
from tests.fixtures.grafted import App, carrying
from tests.fixtures.servers import start_postgres
from tests.fixtures.services import django_mounted, fastapi_mounted, flask_mounted

_FLASK = ("flask==2.3.0", "werkzeug==2.3.0", "flask-login==0.6.3", "flask-wtf==1.1.2", "flask-cors==4.0.0", "gunicorn")


@dataclass(frozen=True, slots=True)
class End:
    """`needs` is the kit's requirements file for such an app. `port` is the setting that puts it on PostgreSQL: on
    SQLite, Django before 5.1 refuses one of two sign-ins at a time."""

    app: App
    needs: str
    packages: tuple[str, ...]
    users: Users
    port: str = ""


ENDS = {
    "fastapi 0.100": End(
        fastapi_mounted.LIBRARY,
        "requirements.txt",
        ("fastapi==0.100.0", "pydantic==2.11.10", "starlette==0.27.0", "uvicorn==0.30.0", "python-multipart"),
        fastapi_mounted.Readers(),
    ),
    "flask 2.3": End(flask_mounted.ROWING, "flask/requirements.txt", _FLASK, flask_mounted.Members()),
    "django 4.2": End(
        django_mounted.WSGI_APP,
        "django/requirements.txt",
        ("django==4.2", "gunicorn", "psycopg[binary]==3.2.13"),
        django_mounted.Readers(),
        "LENDING_POSTGRES_PORT",
    ),
}
ROOMS = frozenset({"answers", "users", "threads"})
"""Of the scenarios these: what a visitor asks and is told, in which order, and who it belongs to."""
TRIED = [each for each in every(frozenset({Need.SCRIPT, Need.USERS})) if each.room in ROOMS]


@pytest.fixture(scope="module", params=ENDS)
def service(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    end = ENDS[request.param]
    app = replace(end.app, programs=environment(end.needs, *end.packages))
    folder: Path = tmp_path_factory.mktemp(request.param.replace(" ", "-"))
    with ExitStack() as stack:
        settings = {end.port: str(stack.enter_context(start_postgres()).port)} if end.port else {}
        yield stack.enter_context(carrying(app, folder, settings, users=end.users))


@pytest.mark.parametrize("scenario", TRIED, ids=lambda each: each.title)
def test_the_protocol_holds_on_old_versions(service: Service, scenario: Scenario) -> None:
    asyncio.run(scenario.hold(service))
