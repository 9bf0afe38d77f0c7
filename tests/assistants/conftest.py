"""Each source's service, put up once for all of its tests; at the end, a line for each source."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import PurePosixPath

import pytest

from tests.assistants.source import Source, every_source
from tests.assistants.stage import Stage, set_up
from tests.fixtures.model_server import imitation
from tests.fixtures.servers import KIT
from tests.kits.python.visitor import Visitor

# A second imitation of the same providers, which takes as long as the first.
collect_ignore = [] if os.environ.get("FULL") else ["test_verdict.py"]

OpenStage = Callable[[Source], Stage]
_ANSWERS = KIT.parents[3] / "tests" / "assistants" / "answers.json"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Each test runs for each source; all of one source's at the same worker, where its service is."""
    marks = metafunc.definition.iter_markers("parametrize")
    if "stage" in metafunc.fixturenames and not any(mark.args[0] == "source" for mark in marks):
        found = {
            name: row for name, row in every_source().items() if not row.settings_alone or _is_about_settings(metafunc)
        }
        rows = [pytest.param(row, id=name, marks=pytest.mark.xdist_group(name)) for name, row in found.items()]
        metafunc.parametrize("source", rows)


def _is_about_settings(metafunc: pytest.Metafunc) -> bool:
    return str(metafunc.module.__name__).endswith(".test_streams")


@pytest.fixture(scope="session")
def provider() -> Iterator[int]:
    """The port of the imitation of all providers."""
    with imitation(_ANSWERS) as port:
        yield port


@pytest.fixture(scope="session")
def open_stage(provider: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenStage]:
    """A source's stage, which stands until the end: tests of several sources take turns at a worker."""
    standing: dict[str, Stage] = {}
    with ExitStack() as stack:

        def opened(source: Source) -> Stage:
            if source.name not in standing:
                folder = tmp_path_factory.mktemp(source.name)
                standing[source.name] = stack.enter_context(set_up(source, folder, provider))
            return standing[source.name]

        yield opened


@pytest.fixture
def stage(source: Source, open_stage: OpenStage, record_property: Callable[[str, object], None]) -> Stage:
    """The service with its source, as at first."""
    record_property("source", source.name)
    stage = open_stage(source)
    stage.upstream.clear()
    return stage


@pytest.fixture
def ann(stage: Stage) -> Iterator[Visitor]:
    yield stage.visitor()
    while Visitor.opened:
        Visitor.opened.pop().close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What holds for each source, by the names of the tests' files."""
    told: dict[str, dict[str, str]] = defaultdict(dict)
    for kind, mark in (("passed", "yes"), ("skipped", "no"), ("failed", "FAILED"), ("error", "FAILED")):
        for report in terminalreporter.stats.get(kind, []):
            for name, value in report.user_properties:
                if name == "source":
                    file = PurePosixPath(report.nodeid.partition("::")[0]).stem
                    told[str(value)][file.removeprefix("test_")] = mark
    if told:
        terminalreporter.section("AI sources")
    for source, columns in sorted(told.items()):
        line = ", ".join(f"{column}: {mark}" for column, mark in columns.items())
        terminalreporter.write_line(f"{source:20} {line}")
