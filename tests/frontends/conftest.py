"""One browser for the session, as in the end-to-end runs."""

from tests.e2e.conftest import browser, imitation, playwright

__all__ = ["browser", "imitation", "playwright"]
