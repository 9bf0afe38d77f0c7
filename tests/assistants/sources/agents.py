"""The OpenAI Agents SDK: the agent of the model file, and one of the project's own with a tool and a hand-off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.assistants.source import KEY, Said, Source, text_in
from tests.assistants.sources.openai import OPENAI, TOO_LONG, WRONG_KEY

OWN = '''\
"""The project's own agents."""

import os

from agents import Agent, OpenAIChatCompletionsModel, function_tool
from openai import AsyncOpenAI

model = OpenAIChatCompletionsModel("a-model", AsyncOpenAI(max_retries=0))


@function_tool
def price_of(what: str) -> str:
    """What something costs."""
    return f"{what} costs ninety euros"


booking = Agent(name="Booking", instructions="You book cabins.", model=model)
front = Agent(name="Front", instructions="You are Front of Cabins.", model=model, tools=[price_of], handoffs=[booking])
'''


def _said(body: dict[str, Any]) -> Said:
    """Tools' calls and their results are left out."""
    return [(one["role"], text_in(one["content"])) for one in body["messages"] if one["role"] != "tool"]


@contextmanager
def _lay_own(folder: Path, _url: str) -> Iterator[Mapping[str, str]]:
    (folder / "helpers").mkdir()
    (folder / "helpers" / "__init__.py").touch()
    (folder / "helpers" / "front_desk.py").write_text(OWN)
    assistant = folder / "backend" / "chatkit_assistant.py"
    text = assistant.read_text("utf-8")
    assistant.write_text(text.replace("AGENT: str | None = None", 'AGENT: str | None = "helpers.front_desk:front"'))
    yield {}


AGENTS = Source(
    name="openai-agents",
    assistant="openai_agents",
    environ=OPENAI.environ,
    said=OPENAI.said,
    too_long=TOO_LONG,
    wrong_key=WRONG_KEY,
    declined=OPENAI.declined,
    looks_at=OPENAI.looks_at,
)
OWN_AGENTS = Source(
    name="openai-agents-own",
    assistant="openai_agents",
    environ=lambda url: {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": f"{url}/v1"},
    said=_said,
    too_long=TOO_LONG,
    wrong_key=WRONG_KEY,
    declined=None,
    counts=False,
    sees_the_end=False,
    own_client=False,
    looks_at=("image/png", "application/pdf"),
    lay=_lay_own,
)
