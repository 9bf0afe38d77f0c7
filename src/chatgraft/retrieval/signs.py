"""How a store shows in a project: packages, variables, clients, collections and the fields of what it keeps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from chatgraft.calls import Called, Member, Value, calls, members
from chatgraft.calls.script_code import ENDINGS
from chatgraft.core.asides import is_aside
from chatgraft.core.facts import RETRIEVES, AssistantFact, Evidence, PassagesFact
from chatgraft.core.modules import records
from chatgraft.core.project import Project
from chatgraft.core.python_project import env_names
from chatgraft.core.wanted import wanted

CODE = (".py", *ENDINGS)
TEXTS = (
    *("text", "page_content", "content", "chunk", "chunk_text", "chunkText", "pageContent", "document", "body"),
    *("passage", "raw_text", "original_text", "text_content"),
)
TITLES = ("title", "page_title", "pageTitle", "heading", "chapter_title", "chapter", "section_title", "section", "name")
URLS = ("url", "link", "href", "page_url", "pageUrl", "source_url", "sourceUrl", "permalink", "slug")


@dataclass(frozen=True, slots=True)
class Naming:
    """A call that names a collection: the last part of its name, and the argument's name and place."""

    call: str
    word: str
    position: int | None = None
    of: str = ""
    """What the name of its object has in it, where the call's alone says too little."""


@dataclass(frozen=True, slots=True)
class Signs:
    """`words` are what a file has in it that is worth parsing. `packages` and `node_packages` are distributions,
    `variables` names of variables by their purpose, as patterns. `clients` are classes and functions that connect, and
    `settings` says which of their arguments is for what. `holders` have the fields of what was found. `wrapped` are
    classes of frameworks that lay the text under a name of their own. `naming_fields` are calls that name a field, with
    the argument that does: of a filter, of an index.
    """

    kind: str
    words: tuple[bytes, ...]
    packages: frozenset[str]
    node_packages: frozenset[str]
    variables: Mapping[str, str]
    clients: frozenset[str]
    settings: Mapping[str, tuple[str, ...]]
    namings: tuple[Naming, ...]
    holders: tuple[str, ...] = ()
    wrapped: Mapping[str, str] = field(default_factory=dict)
    naming_fields: Mapping[str, str] = field(default_factory=dict)
    collection: str = "collection_name"
    """The argument that names a collection in any call."""


def detect(project: Project, signs: Signs) -> AssistantFact | None:
    """What the project shows of the store; None where neither a package nor a client of it is there."""
    evidence = [found for _, found in wanted(project, signs.packages, sorted(signs.node_packages))]
    made = list(calls(project, *signs.words)) if evidence or _is_named(project, signs) else []
    clients = [one for one in made if last(one) in signs.clients]
    evidence += [Evidence(one.file, one.line, f"calls {last(one)}") for one in clients[:1]]
    if not evidence:
        return None
    fields, places = _fields(project, signs, made)
    name, variable = _collection(made, signs)
    evidence += places  # the collection last: it is what a plan quotes
    evidence += [Evidence(name.file, name.line, f"the collection {name.text}")] if name else []
    variables = _variables(project, signs, clients)
    return AssistantFact(
        signs.kind,
        tuple(sorted(evidence, key=lambda one: is_aside(one.file))),
        role=RETRIEVES,
        collection=name.text if name else None,
        payload_field=fields.get("text"),
        passages=PassagesFact(fields=fields, variables=variables | ({"collection": variable} if variable else {})),
    )


def last(one: Called) -> str:
    return one.name.rpartition(".")[2]


def _is_named(project: Project, signs: Signs) -> bool:
    """Whether a file of code has a client's name in it: a project may leave its requirements to others."""
    names = [name.encode() for name in signs.clients]
    return next(project.holding(CODE, *names), None) is not None


@dataclass(frozen=True, slots=True)
class _Name:
    text: str
    file: str
    line: int


def _collection(made: Sequence[Called], signs: Signs) -> tuple[_Name | None, str | None]:
    """The collection that is named most often, and the variable that may name another."""
    named = [(one, value) for one in made if (value := _naming(one, signs))]
    counted = Counter(value.text for one, value in named if value.text and not is_aside(one.file))
    counted = counted or Counter(value.text for _, value in named if value.text)
    variable = next((value.variable for _, value in named if value.variable), None)
    if not counted:
        return None, variable
    text = counted.most_common(1)[0][0]
    one = next(one for one, value in named if value.text == text)
    variable = next((value.variable for _, value in named if value.text == text and value.variable), None)
    return _Name(str(text), one.file, one.line), variable


def _naming(one: Called, signs: Signs) -> Value:
    if not _is_of(one, signs) and any(_is_of(one, other) for other in records(f"{__package__}.stores", "SIGNS", Signs)):
        return Value()
    value = one.argument(signs.collection)
    for naming in signs.namings:
        owner = f"{one.name.rpartition('.')[0]} {one.of}".lower()
        if not value and last(one) == naming.call and naming.of in owner:
            value = one.argument(naming.word, naming.position)
    is_name = value.text is None or re.fullmatch(r"[\w.:-]{1,200}", value.text) is not None
    return value if is_name else Value()


def _is_of(one: Called, signs: Signs) -> bool:
    """Whether the store's own name, or that of what it is reached by, is in a call or in what its object is made by."""
    said = f"{one.name} {one.of}"
    return signs.kind in said.lower() or not {*re.findall(r"\w+", said)}.isdisjoint({*signs.clients, *signs.wrapped})


def _variables(project: Project, signs: Signs, clients: Iterable[Called]) -> dict[str, str]:
    """By purpose: what is handed to a client, else what an environment file sets under a name that says it."""
    found: dict[str, str] = {}
    for one in clients:
        for purpose, words in signs.settings.items():
            values = [one.argument(word) for word in words]
            if variable := next((value.variable for value in values if value.variable), None):
                found.setdefault(purpose, variable)
    for purpose, pattern in signs.variables.items():
        names = [name for name, _, _ in env_names(project) if re.fullmatch(pattern, name)]
        if names:
            found.setdefault(purpose, names[0])
    return found


def _fields(project: Project, signs: Signs, made: Iterable[Called]) -> tuple[dict[str, str], list[Evidence]]:
    """What has which part of a passage, and where that is seen. Files that speak of the store come first: other things
    have a `payload`, too."""
    by = next((one for one in made if last(one) in signs.wrapped), None)
    if by:
        text = signs.wrapped[last(by)]
        return {"text": text}, [Evidence(by.file, by.line, f"calls {last(by)}, which keeps the text as {text}")]
    told = [(one, one.argument(signs.naming_fields[last(one)])) for one in made if last(one) in signs.naming_fields]
    seen = [Member(signs.holders[0], value.text, one.file, one.line) for one, value in told if value.text]
    seen = [one for one in (*members(project, *signs.holders), *seen) if not is_aside(one.file)]
    own = {source.file for source in project.holding(CODE, *signs.words)}
    for some in ([one for one in seen if one.file in own], seen):
        first = {one.name: one for one in reversed(some)}
        if fields := fields_among(first):
            named = [first[name] for name in fields.values()]
            return fields, [Evidence(one.file, one.line, f'names {one.of}["{one.name}"]') for one in named]
    return {}, []


def fields_among(names: Iterable[str]) -> dict[str, str]:
    """Which of the names are a passage's text, title and address."""
    there = set(names)
    found = {
        part: next((name for name in usual if name in there), None)
        for part, usual in (("text", TEXTS), ("title", TITLES), ("url", URLS))
    }
    return {part: name for part, name in found.items() if name}
