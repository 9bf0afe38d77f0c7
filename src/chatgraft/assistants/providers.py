"""How a model's provider shows in a project: packages, variables, imports, and the calls that ask for an answer.

No AI source by itself.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chatgraft.calls import Called, calls
from chatgraft.core.asides import is_aside
from chatgraft.core.facts import AssistantFact, Evidence
from chatgraft.core.project import Project
from chatgraft.core.python_project import env_names, nodes
from chatgraft.core.source import Source
from chatgraft.core.wanted import wanted

ANY = re.compile(r"[\w./:@-]{1,100}")


@dataclass(frozen=True, slots=True)
class Provider:
    """`packages` are distributions of Python, of which `modules` are imported, `node_packages` those of JavaScript,
    `variables` names of environment values. `asks` are ends of calls that ask for an answer, in which `models` are
    names of its own; a provider of many makers' models has any.

    Where a client of OpenAI's SDK is pointed at it, `host` or the `port` that its program listens at unless told
    otherwise says so, or a variable of an address that has one of `address_words` in it.
    """

    kind: str
    packages: frozenset[str] = frozenset()
    modules: tuple[str, ...] = ()
    node_packages: frozenset[str] = frozenset()
    variables: frozenset[str] = frozenset()
    asks: tuple[str, ...] = ()
    models: re.Pattern[str] = ANY
    host: str = ""
    port: int = 0
    address_words: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[bytes, ...]:
        """What a file has in it that asks for an answer: a look before parsing."""
        return as_called(self.asks)


def detect(project: Project, provider: Provider) -> Iterator[AssistantFact]:
    """One fact of all that the project shows, the product before its examples and tests."""
    if evidence := in_order(list(found_in(project, provider))):
        is_beside = is_aside(evidence[0].file)
        made = calls(project, *provider.words, ending=provider.asks)
        asked = find_model(provider, (one for one in made if is_beside or not is_aside(one.file)))
        places = [asked.evidence] if asked else []
        yield AssistantFact(provider.kind, (*places, *evidence), model=asked.name if asked else None)


def found_in(project: Project, provider: Provider) -> Iterator[Evidence]:
    """Each place that shows the provider."""
    for _, evidence in wanted(project, provider.packages, sorted(provider.node_packages)):
        yield evidence
    yield from _set(project, provider)
    yield from _imported(project, provider)


def in_order(evidence: list[Evidence]) -> list[Evidence]:
    return sorted(evidence, key=lambda one: is_aside(one.file))


def _set(project: Project, provider: Provider) -> Iterator[Evidence]:
    for name, file, line in env_names(project):
        if name in provider.variables:
            yield Evidence(file, line, f"{name} is named")


def _imported(project: Project, provider: Provider) -> Iterator[Evidence]:
    """The first import of each Python file; what JavaScript imports, a package.json wants."""
    for source in importing(project, provider.modules):
        if found := find_import(source, provider.modules):
            yield found


def importing(project: Project, modules: tuple[str, ...]) -> Iterator[Source]:
    """The Python files that are worth parsing: many a text speaks of a provider."""
    words = [name.rpartition(".")[2].encode() for name in modules]
    line = re.compile(rb"^[ \t]*(?:from|import)\b[^\n]*\b(?:%s)\b" % b"|".join(words), re.MULTILINE)
    for source in project.holding((".py",), *words) if words else ():
        if line.search(source.data):
            yield source


def as_called(names: Iterable[str]) -> tuple[bytes, ...]:
    return tuple(f"{name}(".encode() for name in names)


def find_import(source: Source, modules: tuple[str, ...]) -> Evidence | None:
    """The first line of a Python file that imports one of the modules, or something of theirs."""
    for name, line in source.parsed(_names):
        for module in modules:
            if name == module or name.startswith(f"{module}."):
                return Evidence(source.file, line, f"imports {module}")
    return None


def _names(source: Source) -> list[tuple[str, int]]:
    """What a Python file imports, with its modules' names before it."""
    found = []
    for node in nodes(source):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found += [(f"{node.module}.{alias.name}", node.lineno) for alias in node.names]
    return found


@dataclass(frozen=True, slots=True)
class Asked:
    """A model, and the call that names it."""

    name: str
    call: Called

    @property
    def evidence(self) -> Evidence:
        return Evidence(self.call.file, self.call.line, f"asks {self.name}")


def find_model(provider: Provider, made: Iterator[Called]) -> Asked | None:
    """The first model of its own that calls ask for an answer."""
    for one in made:
        name = model_of(one) or ""
        is_told_first = provider.models is not ANY or one.name == provider.kind
        if not name and is_told_first:  # as the AI SDK and Google's older SDK have it
            name = one.argument("", 0).text or ""
        if provider.models.fullmatch(name.removeprefix("models/")):
            return Asked(name.removeprefix("models/"), one)
    return None


def model_of(one: Called) -> str | None:
    return one.argument("model").text or one.argument("model_name").text
