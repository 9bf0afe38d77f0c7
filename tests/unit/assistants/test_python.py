# ruff: noqa: E501 - the code of a case stands on one line
"""The function that an owner names is checked before anything lands: what is there is said where it does not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.assistants.python import KNOWN, constants, named
from chatgraft.core.errors import ChatgraftError, Exit
from chatgraft.core.facts import Function
from tests.unit.sites import make_project


@pytest.mark.parametrize(
    ("files", "said", "expected"),
    [
        ({"bot.py": "def reply(question): ...\n"}, "bot:reply", Function("bot", "reply", ".")),
        ({"shop/ai/bot.py": "async def reply(q, history=None): ...\n"}, "shop.ai.bot:reply", Function("shop.ai.bot", "reply", ".")),
        ({"api/shop/__init__.py": "def reply(anything): ...\n"}, "shop:reply", Function("shop", "reply", "api")),
        ({"src/bot.py": "def reply(text, /, *, lang='en', **more): ...\n"}, "bot:reply", Function("bot", "reply", "src")),
        ({"bot.py": "from engine import reply\n"}, "bot:reply", Function("bot", "reply", ".")),
        ({"bot.py": "reply = chain.invoke\n"}, "bot:reply", Function("bot", "reply", ".")),
        ({"bot.py": "def reply(messages, thread_id, page): ...\n"}, "bot:reply", Function("bot", "reply", ".")),
        ({"a/b/bot.py": "x = 1\n", "bot.py": "def reply(q): ...\n"}, "bot:reply", Function("bot", "reply", ".")),
    ],
)  # fmt: skip
def test_finds_the_function(tmp_path: Path, files: dict[str, str], said: str, expected: Function) -> None:
    fact = named(make_project(tmp_path, files), said)
    assert fact.function == expected


@pytest.mark.parametrize(
    ("code", "said", "part"),
    [
        ("", "", "needs the function"),
        ("", "bot", "names no function"),
        ("", "bot.py:reply()", "names no function"),
        ("def reply(q): ...\n", "box:reply", "no module box"),
        ("def answer(q): ...\ndef _hidden(q): ...\n", "bot:reply", "It has: answer."),
        ("class Reply: ...\ndef answer(q): ...\n", "bot:Reply", "is a class"),
        ("x = 1\n", "bot:reply", "It has no functions."),
        ("def reply(): ...\n", "bot:reply", "takes nothing"),
        ("def reply(question, db): ...\n", "bot:reply", "db"),
        ("def reply(db, question): ...\n", "bot:reply", "db"),
        ("def reply(question, *, model): ...\n", "bot:reply", "model"),
        ("def reply(question:\n", "bot:reply", "does not parse"),
    ],
)
def test_says_what_is_there_instead(tmp_path: Path, code: str, said: str, part: str) -> None:
    with pytest.raises(ChatgraftError) as error:
        named(make_project(tmp_path, {"bot.py": code}), said)
    assert error.value.exit_code is Exit.ASK
    assert part in f"{error.value.finding.what} {error.value.finding.why}"
    assert error.value.finding.cure


def test_what_is_checked_here_is_what_is_filled_there() -> None:
    from chatgraft.kits.python.chatkit_kit import own_function as kit

    assert {*kit.QUESTIONS, *kit.HISTORIES, *kit.QUOTES, *kit.PAGES, *kit.THREADS, "messages"} == KNOWN


def test_the_place_is_said_from_where_the_file_lands(tmp_path: Path) -> None:
    fact = named(
        make_project(tmp_path, {"api/shop/bot.py": "def reply(q): ...\n", "api/shop/__init__.py": ""}), "shop.bot:reply"
    )
    assert constants(fact, "backend") == {"FUNCTION": "shop.bot:reply", "FOLDER": "../api"}
