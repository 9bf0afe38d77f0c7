"""Words reach the visitor as the model says them, and what they took is known."""

from __future__ import annotations

import httpx

from tests.assistants.stage import Stage
from tests.kits.python.visitor import Visitor, last_item, text_of

WHOLE = "alpha bravo cobra gamma omega sigma"


def test_words_come_as_the_model_says_them(stage: Stage, ann: Visitor) -> None:
    with ann.asking("Hi") as stream:
        stream.until("alpha")
        assert not stream.finished
        events = list(stream.events())
    assert text_of(last_item(events)) == WHOLE
    assert "Cabins" in stage.said()[-1][0][1]
    assert stage.said()[-1][0][0] == "system"


def test_what_a_model_took_is_in_the_log_and_the_metrics(stage: Stage, ann: Visitor) -> None:
    ann.ask("Hi")
    used = stage.logged("A model answered")[-1]
    assert used["seconds"] > 0
    assert used["model"]
    assert all("a-model" in (heard.text + heard.path) for heard in stage.upstream.heard)
    numbers = httpx.get(f"{stage.service.url}/metrics", timeout=10).text
    assert "chatkit_model_tokens_total{" in numbers
    if stage.source.counts:
        assert (used["input_tokens"], used["output_tokens"]) == (1234, 56)


def test_a_new_conversation_is_named_by_the_model(stage: Stage, ann: Visitor) -> None:
    with ann.asking("Hi") as stream:
        assert any(event.get("thread", {}).get("title") == "Greek letters" for event in stream.events())
    used = stage.logged("A model gave a title")[-1]
    if stage.source.counts:
        assert (used["input_tokens"], used["output_tokens"]) == (345, 6)
