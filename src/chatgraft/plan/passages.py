"""What a model's answers rest on: the project's own store of passages where it shows one, else the site's pages."""

from __future__ import annotations

from collections.abc import Collection

from chatgraft import retrieval
from chatgraft.core.asides import is_aside
from chatgraft.core.facts import EMBEDS, RETRIEVES, AssistantFact, Survey
from chatgraft.plan.choices import Choices
from chatgraft.plan.decisions import Chosen, Decision

UNNAMED = "no code says its collection: name it at the top of chatkit_retrieval.py"
UNKNOWN = "no code says the model of its vectors: name it in chatkit_embedding.py"


def store_named(choices: Choices) -> str | None:
    """A store of passages: named by --assistant it leaves open which model answers."""
    return choices.assistant if choices.assistant in retrieval.every_store() else None


def passages(survey: Survey, choices: Choices, reasons: list[Decision]) -> tuple[Chosen, Chosen | None]:
    """The store, and the model that makes a question a vector."""
    stores = retrieval.every_store()
    named = store_named(choices) or choices.passages
    found = in_product(
        survey, RETRIEVES, [named] if named else [name for name in stores if name not in choices.refused]
    )
    found.sort(key=lambda fact: (fact.collection is None, -stores[fact.kind].rank))
    fact = found[0] if found else None
    if fact is None and named is None:
        return _pages("the site's own pages, by full text", reasons), None
    store = stores[named or (fact.kind if fact else "")]
    embedding = _embedding(survey, fact, choices.embedding) if store.embeds else None
    is_told = named or choices.embedding
    if fact and not is_told and embedding and embedding.fact is None and not fact.passages.embeds_itself:
        seen = _place(fact)
        why = f"{store.name} was seen ({seen}), but no model that its vectors were made with: --assistant {store.name}"
        return _pages(f"the site's own pages, by full text; {why}", reasons), None
    reasons.append(
        Decision(
            "passages",
            store.name,
            "; ".join(_reasons(fact, named and choices.named("passages"))),
        )
    )
    if embedding:
        reasons.append(Decision("embedding", *_told(embedding)))
    return Chosen(store.name, fact), embedding


def _pages(reason: str, reasons: list[Decision]) -> Chosen:
    default = min(retrieval.every_store().values(), key=lambda store: store.rank)
    reasons.append(Decision("passages", default.name, reason))
    return Chosen(default.name)


def in_product(survey: Survey, role: str, kinds: Collection[str]) -> list[AssistantFact]:
    """What stands in the product, not in its examples and tests."""
    facts = (fact for fact in survey.assistants if fact.role == role and fact.kind in kinds)
    return [fact for fact in facts if not all(is_aside(one.file) for one in fact.evidence)]


def _embedding(survey: Survey, store: AssistantFact | None, named: str | None) -> Chosen:
    """`named`: by the owner. A store that embeds questions itself knows better."""
    known = retrieval.every_embedding()
    if store and store.passages.embeds_itself:
        return Chosen(next(record.name for record in known.values() if record.by_store))
    facts = [fact for fact in survey.assistants if fact.role == EMBEDS and not is_aside(fact.evidence[0].file)]
    files = {one.file for one in store.evidence} if store else set()
    facts = [fact for fact in facts if named in (None, fact.kind)]
    facts.sort(key=lambda fact: (fact.evidence[0].file not in files, -known[fact.kind].rank))
    default = min(known.values(), key=lambda record: record.rank)
    return Chosen(facts[0].kind, facts[0]) if facts else Chosen(named or default.name)


def _reasons(fact: AssistantFact | None, naming: str | None) -> list[str]:
    """`naming`: who has named the store."""
    said = [naming] if naming else []
    if fact:
        collection = f"the collection {fact.collection}, " if fact.collection else ""
        said.append(f"{collection}seen at {_place(fact)}")
    if fact is None or (fact.collection is None and "collection" not in fact.passages.variables):
        said.append(UNNAMED)
    return said


def _told(embedding: Chosen) -> tuple[str, str]:
    fact = embedding.fact
    if fact is None:
        is_by_store = retrieval.every_embedding()[embedding.name].by_store
        return embedding.name, "the store embeds questions itself" if is_by_store else UNKNOWN
    return fact.model or embedding.name, f"{embedding.name}, {fact.evidence[0].why} ({_place(fact)})"


def _place(fact: AssistantFact) -> str:
    """Where the code is that says most."""
    seen = fact.evidence[-1]
    return f"{seen.file}:{seen.line}"
