"""How the model shows in a project that embeds what a store has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chatgraft.calls import Called, calls
from chatgraft.core.facts import EMBEDS, AssistantFact, Evidence, PassagesFact
from chatgraft.core.project import Project

MODELS = ("model", "model_name", "modelName", "model_id", "modelId", "embedding_model")
DIMENSIONS = ("dimensions", "output_dimension", "output_dimensionality", "outputDimensionality", "outputDimension")


@dataclass(frozen=True, slots=True)
class Sign:
    """The end of a call's name, the place of the model among its arguments, and the model where none is named.

    `beside` must be among the words that the file's other calls begin with, where the name alone says too little:
    `co.embed` embeds by Cohere where `cohere.Client` made `co`.
    """

    call: str
    position: int | None = None
    usual: str | None = None
    beside: tuple[str, ...] = ()


def detect(project: Project, kind: str, words: tuple[bytes, ...], signs: Iterable[Sign]) -> Iterator[AssistantFact]:
    """One fact, of the model that is named first; what examples and tests name counts last."""
    made = list(calls(project, *words))
    found = [fact for one in made for sign in signs if _is_meant(one, sign, made) and (fact := _fact(kind, one, sign))]
    named = [fact for fact in found if fact.model] or found
    yield from named[:1]


def _is_meant(one: Called, sign: Sign, made: Iterable[Called]) -> bool:
    if one.name != sign.call.lstrip(".") and not one.name.endswith(f".{sign.call.lstrip('.')}"):
        return False
    others = (each.name for each in made if each.file == one.file)
    return not sign.beside or any(name.endswith(sign.beside) for name in others)


def _fact(kind: str, one: Called, sign: Sign) -> AssistantFact:
    values = [one.argument(name) for name in MODELS]
    value = next((value for value in values if value), one.argument("", sign.position))
    model = (value.text or sign.usual or "").removeprefix("models/") or None
    cut = next((one.argument(name).text for name in DIMENSIONS if one.argument(name).text), None)
    why = f"embeds with {model}" if model else "embeds, with a model that no code names"
    return AssistantFact(
        kind,
        (Evidence(one.file, one.line, why),),
        role=EMBEDS,
        model=model,
        passages=PassagesFact(dimensions=int(cut) if cut and cut.isdigit() else None),
    )
