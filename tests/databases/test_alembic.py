"""A project whose own Alembic looks at the database that the chat is kept in: it must not plan to drop the chat."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from chatgraft.core.changes import Splice, splice
from chatgraft.core.source import Source
from chatgraft.edits.alembic_env import leave_out_tables
from chatgraft.kits.python.chatkit_kit.migrations import upgrade

MODELS = """\
from sqlalchemy import String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Book(Base):
    __tablename__ = "books"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(80))
"""
DRIVERS = {"postgres": ("postgresql://", "postgresql+psycopg://"), "mariadb": ("mysql://", "mysql+pymysql://")}


def alembic(folder: Path, *words: str) -> None:
    environ = {**os.environ, "PYTHONPATH": str(folder), "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(
        [sys.executable, "-m", "alembic", *words],
        cwd=folder,
        env=environ,
        text=True,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def planned(folder: Path) -> str:
    """What `alembic revision --autogenerate` writes."""
    name = f"r{uuid4().hex}"
    alembic(folder, "revision", "--autogenerate", "-m", name)
    [made] = folder.glob(f"migrations/versions/*_{name}.py")
    text = made.read_text()
    made.unlink()
    return text


@pytest.mark.parametrize("name", [pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in DRIVERS])
def test_the_owners_next_revision_leaves_the_chat_alone(
    name: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    url = request.getfixturevalue(name).create_database("shared")
    upgrade(url)
    (tmp_path / "models.py").write_text(MODELS)
    alembic(tmp_path, "init", "migrations")
    ini, env = tmp_path / "alembic.ini", tmp_path / "migrations/env.py"
    address = url.replace(*DRIVERS[name]).replace("%", "%%")
    ini.write_text(ini.read_text().replace("driver://user:pass@localhost/dbname", address))
    env.write_text("import models\n" + env.read_text().replace("metadata = None", "metadata = models.Base.metadata"))
    before = planned(tmp_path)
    assert "create_table('books'" in before
    assert "drop_table('chatkit_threads')" in before
    source = Source("migrations/env.py", env.read_bytes())
    splices = tuple(change for change in leave_out_tables(source, "chatkit_") if isinstance(change, Splice))
    assert len(splices) == 2
    env.write_bytes(splice(source, splices))
    after = planned(tmp_path)
    assert "create_table('books'" in after
    assert "chatkit_" not in after
