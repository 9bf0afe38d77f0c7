"""What holds for every test."""

import signal

import pytest

# A shell starts background jobs with Ctrl-C ignored, and all that they start inherits that.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without its groups pytest-xdist puts every service up in every worker, and says nothing of it."""
    marked = [item for item in items if item.get_closest_marker("xdist_group")]
    if config.getoption("loadgroup", default=False) and not all("@" in item.nodeid for item in marked):
        raise pytest.UsageError("This pytest keeps pytest-xdist from grouping tests: see requirements-dev.txt.")
