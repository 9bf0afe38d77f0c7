"""Who is signed in with a site is told by what its framework gives its handlers, in its own time."""

from __future__ import annotations

from pathlib import Path

from tests.node.twins import told_by_node


def test_conversations_are_the_signed_in_users(tmp_path: Path) -> None:
    assert told_by_node("users", None, tmp_path / "backend") == {
        "after signing in": 1,
        "in another browser": 1,
        "for somebody else": 0,
        "after signing out": 0,
    }
