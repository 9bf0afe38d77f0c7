"""Which server the clients of OpenAI's SDK are pointed at: many others speak its API. No AI source by itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial

from chatgraft.assistants import Assistant, Variable
from chatgraft.assistants.providers import Asked, Provider, as_called, detect, in_order, model_of
from chatgraft.calls import Called, Value, calls
from chatgraft.core.addresses import find_parts
from chatgraft.core.asides import is_aside
from chatgraft.core.facts import AssistantFact, Evidence
from chatgraft.core.modules import records
from chatgraft.core.project import Project
from chatgraft.core.python_project import nodes
from chatgraft.edits.python_constants import Constant

OPENAI, COMPATIBLE = "openai", "openai-compatible"
CLIENTS = ("OpenAI", "AsyncOpenAI", "createOpenAI", "createOpenAICompatible")
ON_AZURE = ("AzureOpenAI", "AsyncAzureOpenAI", "createAzure")
ADDRESSES = ("base_url", "baseURL", "azure_endpoint", "endpoint")
KEYS = ("api_key", "apiKey")
ASKS = ("responses.create", "responses.stream", "completions.create", "completions.stream")
MODULE_ASKS = ("openai.responses.create", "openai.chat.completions.create", "openai.ChatCompletion.create")
WORDS = as_called((*CLIENTS, *ON_AZURE, *ASKS))


@dataclass(frozen=True, slots=True)
class Client:
    """`base_url` has neither a password nor a query in it; `key_variable` is the name of the variable, never a key."""

    kind: str
    base_url: str | None
    key_variable: str | None
    asked: Asked | None
    evidence: Evidence


def clients(project: Project) -> tuple[Client, ...]:
    """Each client that the project's code makes, examples and tests last."""
    return project.derived(_clients)


def _clients(project: Project) -> tuple[Client, ...]:
    made = list(calls(project, *WORDS, ending=(*CLIENTS, *ON_AZURE, *ASKS)))
    asking = [one for one in made if one.name.endswith(ASKS)]
    return tuple(_client(one, asking) for one in made if one.name.rpartition(".")[2] in (*CLIENTS, *ON_AZURE))


def asks_by_module(project: Project) -> bool:
    """Whether the product's Python code asks by `openai.chat.completions.create` itself, without a client."""
    made = calls(project, b"openai.chat", b"openai.responses", b"openai.ChatCompletion", ending=MODULE_ASKS)
    files = {one.file for one in made if one.file.endswith(".py") and not is_aside(one.file)}
    sources = filter(None, map(project.find_source, files))
    return any(_imports_module(node) for source in sources for node in nodes(source))


def _imports_module(node: ast.AST) -> bool:
    return isinstance(node, ast.Import) and any((each.asname or each.name) == "openai" for each in node.names)


def _client(one: Called, asking: list[Called]) -> Client:
    address = next((value for word in ADDRESSES if (value := one.argument(word))), Value())
    key = next((value for word in KEYS if (value := one.argument(word))), Value())
    is_azure = one.name.rpartition(".")[2] in ON_AZURE
    kind = COMPATIBLE if is_azure else _kind_of(address)
    url = None if kind == OPENAI else _plain(address.text)
    asked = next((Asked(name, each) for each in asking if each.file == one.file and (name := model_of(each))), None)
    where = f" at {url}" if url else ""
    return Client(kind, url, key.variable, asked, Evidence(one.file, one.line, f"calls {one.name}{where}"))


def _kind_of(address: Value) -> str:
    if address.text:
        parts = find_parts(address.text)
        host, port = (parts.hostname, parts.port) if parts else (None, None)
        by_host = next((each.kind for each in _providers() if host and host == each.host), None)
        by_port = next((each.kind for each in _providers() if port and port == each.port), None)
        return by_host or by_port or COMPATIBLE
    variable = (address.variable or "").upper()
    if not variable or variable.startswith("OPENAI_"):
        return OPENAI
    named = (each.kind for each in _providers() if any(word in variable for word in each.address_words))
    return next(named, COMPATIBLE)


@cache
def _providers() -> tuple[Provider, ...]:
    """Every provider that there is a record of."""
    return tuple(records(__package__, "PROVIDER", Provider))


def _plain(url: str | None) -> str | None:
    """An address without what may be secret in it; None for what is no address."""
    parts = find_parts(url) if url and re.match(r"https?://", url) else None
    if parts is None:
        return None
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def detect_server(project: Project, provider: Provider) -> Iterator[AssistantFact]:
    """What shows of a provider by signs of its own, and by clients of OpenAI's SDK that are pointed at it."""
    own = next(detect(project, provider), None)
    pointed = [client for client in clients(project) if client.kind == provider.kind]
    evidence = in_order([*(client.evidence for client in pointed), *(own.evidence if own else ())])
    if evidence:
        if not is_aside(evidence[0].file):  # what examples and tests point at says nothing of the product then
            pointed = [client for client in pointed if not is_aside(client.evidence.file)]
            own = own if own and not is_aside(own.evidence[0].file) else None
        asked = next((client.asked for client in pointed if client.asked), None)
        if asked:
            evidence = [asked.evidence, *evidence]
        elif own and own.model:  # whose call its own evidence begins with
            evidence = in_order([own.evidence[0], *evidence])
        yield AssistantFact(
            provider.kind,
            tuple(dict.fromkeys(evidence)),
            model=asked.name if asked else own.model if own else None,
            base_url=next((client.base_url for client in pointed if client.base_url), None),
            key_variable=next((client.key_variable for client in pointed if client.key_variable), None),
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a server is and how it is told: the variables' names, and what holds where they are not set."""

    url_variable: str
    key_variable: str
    model_variable: str
    url: str
    model: str
    needs_key: bool = True

    def env(self, fact: AssistantFact | None) -> tuple[Variable, ...]:
        told = self.of(fact)
        key = Variable(told.key_variable, "The key that answers are paid with. It stays on the server.")
        return (
            Variable(told.url_variable, "Where the server is that speaks OpenAI's Chat Completions API.", told.url),
            *((key,) if told.needs_key else ()),
            Variable(told.model_variable, "The model that answers there.", told.model),
        )

    def constants(self, fact: AssistantFact | None, folder: str) -> Mapping[str, Constant]:  # noqa: ARG002 - the same from everywhere
        told = self.of(fact)
        return {
            "URL_VARIABLE": told.url_variable,
            "KEY_VARIABLE": told.key_variable,
            "MODEL_VARIABLE": told.model_variable,
            "URL": told.url,
            "MODEL": told.model,
        }

    def of(self, fact: AssistantFact | None) -> Place:
        """The place as the project's own code has it."""
        if fact is None:
            return self
        key, url, model = fact.key_variable or self.key_variable, fact.base_url or self.url, fact.model or self.model
        return Place(self.url_variable, key, self.model_variable, url, model, self.needs_key)


def assistant(provider: Provider, place: Place, rank: int, words: tuple[str, ...] = ()) -> Assistant:
    """The record of a server that OpenAI's SDK is pointed at, with the model file that all of them have."""
    return Assistant(
        name=provider.kind,
        detect=partial(detect_server, provider=provider),
        kit_file="assistants/openai_compatible.py",
        packages=(),
        env=place.env,
        rank=rank,
        words=words,
        retrieves=True,
        constants=place.constants,
    )
