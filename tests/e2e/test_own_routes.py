"""Apps that have a chat route already: after one `chatgraft add --yes` it answers through the widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.e2e.conftest import Visitor
from tests.fixtures.grafted import App, graft
from tests.fixtures.site import developed


@dataclass(frozen=True, slots=True)
class Owners:
    """An app of `tests/fixtures/backends` with what its route is asked and says."""

    fixture: str
    question: str
    answer: str
    other_question: str
    other_answer: str


FASTAPI = Owners(
    "fastapi-helpdesk",
    "My printer is stuck",
    "Turn the printer off, wait ten seconds, and turn it on again.",
    "Who are you?",
    "The helpdesk knows nothing about that.",
)
FLASK = Owners(
    "flask-kitchen",
    "How do I make soup?",
    "Simmer the vegetables for twenty minutes. Serve with cr\u00e8me fra\u00eeche.",
    "And a cake?",
    "The cook does not know that dish.",
)
DJANGO = Owners(
    "django-museum",
    "Where is the caf\u00e9?",
    "The caf\u00e9 is on the roof; it closes at six.",
    "Who painted this?",
    "The guide has no answer to that.",
)


@pytest.mark.parametrize("owners", [FASTAPI, FLASK, DJANGO], ids=lambda each: each.fixture)
def test_the_apps_own_route_answers_in_the_widget(
    owners: Owners, arrive_at: Callable[[str], Visitor], tmp_path: Path
) -> None:
    app = App(owners.fixture, (), "", add=("--ui", "selfhosted"))
    with developed(graft(app, tmp_path), {}) as url:
        chat = arrive_at(url).tab().open()
        chat.ask(owners.question)
        assert owners.answer in chat.wait_until_answered()
        chat.ask(owners.other_question)
        assert owners.other_answer in chat.wait_until_answered()
