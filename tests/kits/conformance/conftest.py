"""Puts up each service once for the session, when the first scenario wants it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack

import pytest

from chatgraft.conformance import Scenario
from tests.fixtures.standing import Standing, every_standing
from tests.kits.conformance.hall import Hall

# Environments of their own are made for these.
collect_ignore = [] if os.environ.get("FULL") else ["test_old_ends.py"]

OpenHall = Callable[[str], Hall]


@pytest.fixture(scope="session")
def open_hall(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenHall]:
    """The hall of the standing service of a name; what was selected of its scenarios begins when it is opened."""
    yield from opened(request, tmp_path_factory, every_standing())


def opened(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, records: Mapping[str, Standing]
) -> Iterator[OpenHall]:
    """As `open_hall`, for the services of any suite."""
    halls: dict[str, Hall] = {}
    failed: dict[str, RuntimeError] = {}
    with ExitStack() as stack:

        def get(name: str) -> Hall:
            if name in failed:
                raise failed[name]
            if name not in halls:
                failed[name] = RuntimeError(f"{name} could not be put up; the first scenario says why")
                service = stack.enter_context(records[name].up(tmp_path_factory.mktemp(name)))
                halls[name] = stack.enter_context(Hall(service, _selected(request.session, name)))
                del failed[name]
            return halls[name]

        yield get


def _selected(session: pytest.Session, name: str) -> list[Scenario]:
    """The scenarios of a service that were selected on the command line."""
    functions = [item for item in session.items if isinstance(item, pytest.Function)]
    asked = [function.callspec.params for function in functions if hasattr(function, "callspec")]
    found = [params["scenario"] for params in asked if params.get("name") == name and "scenario" in params]
    return [scenario for scenario in found if isinstance(scenario, Scenario)]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The times that were measured, passed or not."""
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, [])]
    for report in reports:
        for name, value in getattr(report, "user_properties", []):
            if name == "delays":
                terminalreporter.write_line(str(value))
