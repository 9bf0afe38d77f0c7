"""A Django project on MariaDB: the chat's tables are made and unmade, and its store holds to what every store must."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.fixtures.database_servers import start_mariadb
from tests.fixtures.grafted import graft
from tests.fixtures.npm import run
from tests.fixtures.services.django_mounted import WSGI_APP


@pytest.mark.parametrize("characters", ["latin1", "utf8mb4"])
def test_the_chats_own_tests_pass_in_a_project_on_mysql(tmp_path: Path, characters: str) -> None:
    project = graft(WSGI_APP, tmp_path)
    with start_mariadb() as server:
        server.run("GRANT ALL ON *.* TO chat@'%'")  # the tests' database is made by their runner
        server.run(f"SET GLOBAL character_set_server = {characters}; ALTER DATABASE chat CHARACTER SET {characters}")

        def manage(*words: str) -> None:
            run([sys.executable, "manage.py", *words], project, {"LENDING_MYSQL_PORT": str(server.port)})

        manage("test", "chatkit_backend")
        manage("migrate", "-v0")
        manage("makemigrations", "--check", "--dry-run")
        manage("migrate", "-v0", "chatkit_backend", "zero")
        assert "chatkit" not in server.run("SHOW TABLES FROM chat")
