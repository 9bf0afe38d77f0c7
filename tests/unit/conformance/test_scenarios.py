"""How scenarios are found, and that each can be told from the others in a report."""

from __future__ import annotations

from chatgraft.conformance import Need, every


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
