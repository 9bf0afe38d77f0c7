"""One browser for the session, as in the end-to-end runs; at the end, the matrix of what was tried."""

from __future__ import annotations

from collections import defaultdict

import pytest

from tests.e2e.conftest import browser, imitation, playwright
from tests.frontends import matrix

__all__ = ["browser", "imitation", "playwright"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A row for each site that was tried, with the seconds that it took; `failed` where it did."""
    took: dict[str, float] = defaultdict(float)
    failed: set[str] = set()
    for kind in ("passed", "failed", "error"):
        for report in terminalreporter.stats.get(kind, []):
            for site in (value for name, value in report.user_properties if name == "site"):
                took[str(site)] += report.duration
                failed |= {str(site)} if report.failed else set()
    if took:
        seconds = {site: "failed" if site in failed else f"{total:.0f}" for site, total in took.items()}
        terminalreporter.section("frontends")
        for row in matrix.rows(seconds):
            terminalreporter.write_line(row)
