"""The tools and hand-offs of a project's own agents are shown as steps, under ids that no other answer has."""

from __future__ import annotations

import pytest

from tests.assistants.sources.agents import OWN_AGENTS
from tests.assistants.stage import Stage
from tests.kits.python.visitor import Visitor, last_item, text_of, thread_of

own_agents = pytest.mark.parametrize(
    "source", [pytest.param(OWN_AGENTS, marks=pytest.mark.xdist_group(OWN_AGENTS.name))], ids=["own"], scope="session"
)


@own_agents
@pytest.mark.parametrize(("asked", "step"), [("by a tool", "price_of"), ("by another agent", "Booking")])
def test_steps_are_shown_and_kept(stage: Stage, ann: Visitor, asked: str, step: str) -> None:
    events = ann.ask(f"How much is it? Answer {asked}.")
    assert text_of(last_item(events)) == "alpha bravo cobra gamma omega sigma"
    (flow,) = [item for item in ann.items(thread_of(events)) if item["type"] == "workflow"]
    assert [(task["title"], task["status_indicator"]) for task in flow["workflow"]["tasks"]] == [(step, "complete")]
    first, second, *_ = (heard.text for heard in stage.upstream.heard if "How much" in heard.text)
    assert "ninety euros" not in first
    assert asked != "by a tool" or "The cabin costs ninety euros" in second
    assert asked != "by another agent" or "You book cabins." in second


@own_agents
def test_each_answer_has_an_id_of_its_own(stage: Stage, ann: Visitor) -> None:
    thread = thread_of(ann.ask("How much is it? Answer by a tool."))
    ann.ask("And by a tool again?", thread)
    ids = [item["id"] for item in ann.items(thread)]
    assert len(ids) == len(set(ids)) == 6
    assert not any("fake" in each for each in ids)
