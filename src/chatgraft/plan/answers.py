"""Who answers: what the owner has named, else what the project shows, else the site's own pages."""

from __future__ import annotations

from collections.abc import Mapping

from chatgraft import assistants
from chatgraft.assistants import Assistant, Named
from chatgraft.core.asides import is_aside
from chatgraft.core.errors import ask
from chatgraft.core.facts import ANSWERS, AssistantFact, Survey
from chatgraft.core.project import Project
from chatgraft.plan.asking import require_known
from chatgraft.plan.choices import Choices
from chatgraft.plan.decisions import Decision
from chatgraft.plan.passages import store_named


def assistant_for(
    project: Project, survey: Survey, choices: Choices, reasons: list[Decision]
) -> tuple[str, AssistantFact | None]:
    known = assistants.every()
    store = store_named(choices)
    name = None if store else require_known(choices.assistant, known, "assistant")
    if own := _own(known, name, choices.callable or ""):
        fact = own[1].find(project, choices.callable or "")
        seen = fact.evidence[0]
        why = f"{choices.callable}, {choices.named('callable')}; {seen.why} ({seen.file}:{seen.line})"
        reasons.append(Decision("assistant", own[0], why))
        return own[0], fact
    answering = (fact for fact in survey.assistants if fact.role == ANSWERS and fact.kind in known)
    facts = [fact for fact in answering if fact.kind not in choices.refused]
    facts.sort(key=lambda fact: (not _is_meant(fact, choices), *_shown(fact), -known[fact.kind].rank))
    if store:
        facts = [fact for fact in facts if known[fact.kind].retrieves]
    if name:
        found = next((fact for fact in facts if fact.kind == name), None)
        shown = f"; {found.evidence[0].why} ({found.evidence[0].file}:{found.evidence[0].line})" if found else ""
        reasons.append(Decision("assistant", name, f"{choices.named('assistant')}{shown}"))
        return name, found
    facts = [fact for fact in facts if fact.endpoint is None or not fact.endpoint.needs]
    if facts:
        seen = facts[0].evidence[0]
        reasons.append(Decision("assistant", facts[0].kind, f"{seen.why} ({seen.file}:{seen.line})"))
        return facts[0].kind, facts[0]
    if store := store or choices.passages:
        model = min((each for each in known.values() if each.retrieves), key=lambda each: (-each.rank, each.name))
        reasons.append(Decision("assistant", model.name, f"a model answers from what is found in {store}"))
        return model.name, None
    default = min(known.values(), key=lambda assistant: assistant.rank)
    reasons.append(Decision("assistant", default.name, "needs no key: answers from the site's own pages"))
    return default.name, None


def _own(known: Mapping[str, Assistant], name: str | None, said: str) -> tuple[str, Named] | None:
    """Who answers by what the owner names: the assistant of that name, else the one whose form `said` has."""
    ways = {room.name: room.named for room in known.values() if room.named}
    if name or not said:
        return (name, ways[name]) if name in ways else None
    found = next((each for each, way in ways.items() if way.form.fullmatch(said)), None)
    if found is None:
        shown = " or ".join(way.shown for way in ways.values())
        raise ask("no-callable", f"{said} names no function.", f"Name it: --callable {shown}")
    return found, ways[found]


def _is_meant(fact: AssistantFact, choices: Choices) -> bool:
    return fact.endpoint is not None and fact.endpoint.path == choices.endpoint


def _shown(fact: AssistantFact) -> tuple[bool, bool, bool, bool]:
    """The project's own route or function comes first, then a model that its code asks, then what is only named; and
    what examples and tests alone show, last."""
    is_beside = all(is_aside(one.file) for one in fact.evidence)
    return is_beside, fact.endpoint is None, fact.function is None, fact.model is None
