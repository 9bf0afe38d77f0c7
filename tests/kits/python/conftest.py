"""Services that the tests of the Python kit share; each room of tests has its own data through its own sessions."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chatgraft.kits.python.chatkit_kit.site_search.index import SiteIndex
from tests.fixtures.servers import ACTING, KitService, Postgres, start_kit, start_postgres
from tests.kits.python.cabins import index_of, write_site
from tests.kits.python.visitor import Visitor


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    with start_postgres() as server:
        yield server


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def service(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[KitService]:
    """The kit with the acting assistant, once on each database."""
    environ = {"DATABASE_URL": request.getfixturevalue("postgres").url} if request.param == "postgresql" else {}
    with start_kit(tmp_path_factory.mktemp(request.param) / "backend", environ, ACTING) as running:
        yield running


@pytest.fixture
def visitor(service: KitService) -> Visitor:
    return Visitor(service)


@pytest.fixture
def backend(tmp_path: Path) -> Path:
    """Where a test that starts a service of its own lets it lie."""
    return tmp_path / "backend"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The folder of a small site's pages."""
    return write_site(tmp_path)


@pytest.fixture
async def index(site: Path) -> SiteIndex:
    """The search over it."""
    return await index_of(site.parent, SITE_ROOT="site")


@pytest.fixture(autouse=True)
def _close_browsers() -> Iterator[None]:
    yield
    while Visitor.opened:
        Visitor.opened.pop().close()
