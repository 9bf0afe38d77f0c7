"""A project's Alembic is told to leave the chat's tables alone, in each way in which its env.py may be written."""

from __future__ import annotations

from chatgraft.core.source import Source
from chatgraft.edits import Edit
from chatgraft.edits.alembic_env import leave_out_tables
from tests.unit.edits.checks import check_edited, check_unchanged

OPTION = 'include_name=lambda name, type_, _: type_ != "table" or not name.startswith("chatkit_")'
OFFLINE = """\
from alembic import context


def run_migrations_offline() -> None:
    context.configure(
        {}url=url,
        literal_binds=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def do_run(connection):
    context.configure({}connection=connection, target_metadata=target_metadata)
    context.configure({}**conf_args)
"""


def edit(source: Source) -> Edit:
    return leave_out_tables(source, "chatkit_")


def test_each_call_gets_the_option() -> None:
    after = OFFLINE.format(f"{OPTION},\n        ", f"{OPTION}, ", f"{OPTION}, ")
    check_edited(edit, "migrations/env.py", OFFLINE.format("", "", ""), after)
    check_edited(edit, "env.py", "context.configure()\n", f"context.configure({OPTION})\n")


def test_what_is_there_or_no_alembic_stays() -> None:
    check_unchanged(edit, "env.py", OFFLINE.format(f"{OPTION},\n        ", f"{OPTION}, ", f"{OPTION}, "))
    check_unchanged(edit, "env.py", "# context.configure(url=url)\nlogging.configure(level=1)\n")


def test_what_is_not_understood_is_left_to_the_owner() -> None:
    check_unchanged(edit, "env.py", "context.configure(url=u, include_name=mine)\n", "an include_name of its own")
    check_unchanged(edit, "env.py", "context.configure(connection)\n", "called with more than names")
    check_unchanged(edit, "env.py", "x = {'include_name': f}\ncontext.configure(**x)\n", "may be among the options")
    check_unchanged(edit, "env.py", "context.configure(\n", "parse")
