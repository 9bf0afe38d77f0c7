"""A row of the suite: one AI source, found as a module of `tests/assistants/sources`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from tests.assistants import sources
from tests.assistants.kits import PYTHON, Kit
from tests.assistants.upstream import Refuse

Said = list[tuple[str, str]]
"""Who said what in a request: the role and the text, the instructions' role being `system`."""
KEY = "sk-imitation-of-a-key"


@dataclass(frozen=True, slots=True)
class Source:
    """`assistant` is a file of the `kit`'s `assistants/`. `environ` are the service's settings, given the URL where the
    imitation of the provider is. `said` reads a request as the provider gets it.

    `lay` puts what else belongs to it beside the service before that starts, and may keep a server of its own up: it is
    given the folder that the service's lies in and the imitation's URL, and yields more settings. `declined` is how the
    provider holds an answer back: a reply, or the question that brings the imitation to it; None where there is no such
    thing. `counts`: the imitation tells tokens on this wire.
    """

    name: str
    assistant: str
    environ: Callable[[str], Mapping[str, str]]
    said: Callable[[dict[str, Any]], Said]
    too_long: Refuse
    wrong_key: Refuse | None
    noise: bytes = b'data: {"oops\n\n'
    declined: Refuse | str | None = "declined by a filter"
    counts: bool = True
    tells_when: bool = True
    """Whether its SDK hands on when a busy provider wants to be asked again."""
    sees_the_end: bool = True
    """Whether its SDK tells an answer that is whole from one whose stream merely ended."""
    settings_alone: bool = False
    """Whether it is another row's model file with other settings: then only what depends on these is tried."""
    own_client: bool = True
    """Whether its model file asks the provider itself, by a `client()` of its own."""
    needs_key: bool = True
    kit: Kit = PYTHON
    looks_at: tuple[str, ...] = ()
    """Types of attached files that reach the provider as files."""
    lay: Callable[[Path, str], AbstractContextManager[Mapping[str, str]]] = field(
        default=lambda _folder, _url: nullcontext({})
    )


def every_source() -> dict[str, Source]:
    """By name. A module may hold several, where only their settings differ."""
    found = (import_module(f"{sources.__name__}.{each.name}") for each in iter_modules(sources.__path__))
    records = (value for module in found for value in vars(module).values() if isinstance(value, Source))
    return {record.name: record for record in records}


def refused(status: int, body: object, headers: Mapping[str, str] | None = None) -> Refuse:
    return Refuse(status, json.dumps(body).encode(), headers or {})


def streamed(events: Iterable[object]) -> Refuse:
    """A reply of server-sent events."""
    text = "".join(f"event: {event.get('type', 'message')}\ndata: {json.dumps(event)}\n\n" for event in events)  # type: ignore[attr-defined]
    return Refuse(200, text.encode(), {"Content-Type": "text/event-stream"})


def in_messages(body: dict[str, Any]) -> Said:
    """Of a list of messages, each with a role and a text or pieces of one."""
    return [(one["role"], text_in(one["content"])) for one in body["messages"]]


def text_in(content: Any) -> str:
    if isinstance(content, str):
        return content
    return "".join(str(piece.get("text", "")) for piece in content)
