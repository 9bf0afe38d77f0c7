"""How scenarios are found, and that each can be told from the others in a report."""

from __future__ import annotations

from chatgraft.conformance import Need, every
from chatgraft.conformance.vocabulary import official_words, words_of


def test_every_scenario_has_a_name_and_a_title_of_its_own() -> None:
    found = list(every())
    assert len(found) > 60
    assert len({scenario.name for scenario in found}) == len(found)
    assert len({scenario.title for scenario in found}) == len(found)


def test_a_service_is_held_only_to_what_it_can_do() -> None:
    anybody = list(every(frozenset()))
    assert anybody
    assert all(not scenario.needs for scenario in anybody)
    scripted = list(every(frozenset({Need.SCRIPT})))
    assert {scenario.name for scenario in anybody} < {scenario.name for scenario in scripted}


def test_every_type_of_the_installed_sdk_is_covered_by_a_scenario() -> None:
    covered = {word for scenario in every() for word in scenario.covers}
    assert official_words() - covered == set(), "the SDK has types that no scenario names"
    assert covered - official_words() == set(), "scenarios name types that the SDK does not have"


def test_the_words_of_an_event_are_those_that_it_holds() -> None:
    task = {"type": "web_search", "status_indicator": "none", "sources": []}
    item = {"type": "workflow", "workflow": {"type": "custom", "tasks": [task]}}
    assert words_of({"type": "thread.item.done", "item": item}) == {
        "thread.item.done",
        "item.workflow",
        "task.web_search",
    }
    card = {"type": "Card", "children": [{"type": "Text", "value": "A heron"}]}
    assert words_of({"updated_item": {"type": "widget", "widget": card}}) == {"item.widget"}
