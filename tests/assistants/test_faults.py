"""What providers do when they do not answer, and what the visitor is told of it."""

from __future__ import annotations

import json
import time

import pytest

from tests.assistants.source import KEY, refused
from tests.assistants.stage import Stage
from tests.assistants.upstream import Cut, Fault, Garble, Refuse, Stall
from tests.kits.python.visitor import Json, Visitor, deltas, last_item, text_of, thread_of

WHOLE = "alpha bravo cobra gamma omega sigma"
BUSY = refused(429, {"error": {"message": "slow down", "type": "rate_limit_error", "code": "rate_limit"}})
ASKED = "What does a night cost?"
PAGES = "A night in the cabin costs ninety euros."


def said(events: list[Json]) -> str:
    return text_of(last_item(events))


def test_a_wrong_key_is_the_owners_matter_and_shown_to_nobody(stage: Stage, ann: Visitor) -> None:
    stage.upstream.faults.append(stage.source.wrong_key or refused(401, {"error": "unauthorized"}))
    events = ann.ask(ASKED)
    assert "key is not accepted" in said(events)
    assert PAGES in said(events)
    assert len(stage.said()) == 1
    for place in (json.dumps(events), stage.service.log.read_text("utf-8")):
        assert KEY not in place


def test_a_model_that_is_not_there_is_said(stage: Stage, ann: Visitor) -> None:
    missing = {"type": "not_found_error", "message": "model 'a-model' not found", "status": "NOT_FOUND", "code": 404}
    stage.upstream.faults.append(refused(404, {"error": missing}))
    assert "model is not there" in said(ann.ask(ASKED))
    assert len(stage.said()) == 1


def test_a_busy_provider_is_asked_again_when_it_says(stage: Stage, ann: Visitor) -> None:
    stage.upstream.faults.append(Refuse(429, BUSY.body, {"Retry-After": "1"}))
    begun = time.monotonic()
    assert said(ann.ask("Hi")) == WHOLE
    assert len(stage.said()) == 2
    if stage.source.tells_when:
        assert time.monotonic() - begun > 1


def test_a_provider_that_stays_busy_is_left_alone(stage: Stage, ann: Visitor) -> None:
    stage.upstream.faults.extend([Refuse(429, BUSY.body)] * 3)
    events = ann.ask(ASKED)
    assert "asked too much" in said(events)
    assert PAGES in said(events)
    assert len(stage.said()) == 3


def test_a_provider_that_breaks_down_is_asked_again(stage: Stage, ann: Visitor) -> None:
    stage.upstream.faults.append(refused(500, {"error": {"message": "internal", "type": "server_error"}}))
    assert said(ann.ask("Hi")) == WHOLE
    assert len(stage.said()) == 2


def test_a_conversation_that_is_too_long_loses_what_was_said_earlier(stage: Stage, ann: Visitor) -> None:
    thread = thread_of(ann.ask("Remember the word rosebud"))
    stage.upstream.faults.append(stage.source.too_long)
    assert said(ann.ask("Which word?", thread)) == WHOLE
    first, second = stage.said()[-2:]
    assert "rosebud" in json.dumps(first)
    assert "rosebud" not in json.dumps(second)
    assert "Which word?" in second[-1][1]


def test_a_question_that_is_too_long_by_itself_is_said(stage: Stage, ann: Visitor) -> None:
    stage.upstream.faults.append(stage.source.too_long)
    assert "too long" in said(ann.ask(ASKED))
    assert len(stage.said()) == 1


def test_silence_ends_after_a_while_and_the_line_is_closed(stage: Stage, ann: Visitor) -> None:
    stage.upstream.faults.append(Stall())
    events = ann.ask(ASKED)
    assert "in time" in said(events)
    assert PAGES in said(events)
    assert stage.upstream.hung_up.wait(3)


@pytest.mark.parametrize("kind", ["stall", "cut", "cut cleanly", "garbled"])
def test_an_answer_that_breaks_off_keeps_its_words(stage: Stage, ann: Visitor, kind: str) -> None:
    after = b"cobra"
    faults: dict[str, Fault] = {
        "stall": Stall(after),
        "cut": Cut(after),
        "cut cleanly": Cut(after, cleanly=True),
        "garbled": Garble(after, stage.source.noise),
    }
    stage.upstream.faults.append(faults[kind])
    events = ann.ask("Hi")
    assert deltas(events).startswith("alpha bravo cobra")
    assert "gamma" not in deltas(events)
    errors = [event["allow_retry"] for event in events if event["type"] == "error"]
    assert errors == ([True] if stage.source.sees_the_end or kind != "cut cleanly" else [])
    assert len(stage.said()) == 1
    assert text_of(ann.items(thread_of(events))[-1]).startswith("alpha bravo cobra")


def test_what_may_not_be_answered_is_said_as_such(stage: Stage, ann: Visitor) -> None:
    declined = stage.source.declined
    if declined is None:
        return
    if isinstance(declined, Refuse):
        stage.upstream.faults.append(declined)
    events = ann.ask(declined if isinstance(declined, str) else "Hi")
    assert "may not answer that" in said(events)
    assert events[-1]["type"] != "error"
    assert len(stage.said()) == 1
