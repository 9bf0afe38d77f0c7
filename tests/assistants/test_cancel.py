"""A stop reaches the provider: the connection that is paid for is closed."""

from __future__ import annotations

from tests.assistants.stage import Stage
from tests.kits.python.visitor import Visitor, text_of, thread_of


def test_a_stop_closes_the_connection_to_the_provider(stage: Stage, ann: Visitor) -> None:
    with ann.asking("Tell me at length") as stream:
        events = stream.until("cobra")
        ann.stop(stream.run)
        list(stream.events())
    assert stage.upstream.hung_up.wait(3)
    kept = text_of(next(item for item in ann.items(thread_of(events)) if item["type"] == "assistant_message"))
    assert "alpha bravo" in kept
    assert "final" not in kept


def test_a_visitor_who_leaves_stops_nothing(stage: Stage, ann: Visitor) -> None:
    with ann.asking("Hi") as stream:
        thread = thread_of(stream.until("alpha"))
    with ann.resuming(stream.run) as again:
        list(again.events())
    assert not stage.upstream.hung_up.is_set()
    assert "sigma" in text_of(ann.items(thread)[-1])
