"""The turn goes to the visitor's browser and comes back: client tools and forms."""

from __future__ import annotations

import json
from typing import Any

import httpx

from chatgraft.conformance.checks import require, require_equal
from chatgraft.conformance.scenario import Need, scenario
from chatgraft.conformance.scenarios.items import of_type
from chatgraft.conformance.script import Script
from chatgraft.conformance.service import Service
from chatgraft.conformance.stream import Stream
from chatgraft.conformance.visitor import Visitor

_ANSWERED = {
    "status": "answered",
    "answers": {
        "colour": {"values": ["灰色"], "skipped": False},
        "number": {"values": ["two", "many"], "skipped": False},
        "nothing of the form": {"values": ["x"], "skipped": False},
    },
}
_SKIPPED = {"status": "skipped", "answers": {}}


async def _hand_in(visitor: Visitor, asked: Stream, filled: dict[str, Any]) -> Stream:
    params = {"thread_id": asked.thread_id, "item_id": asked.item("structured_input")["id"], "input": filled}
    async with visitor.stream("threads.add_structured_input", **params) as stream:
        return await stream.rest()


async def _give_back(visitor: Visitor, thread: str, result: Any) -> Stream:
    async with visitor.stream("threads.add_client_tool_output", thread_id=thread, result=result) as stream:
        return await stream.rest()


def _require_refused(reply: httpx.Response, what: str) -> None:
    told = '"type":"error"' in reply.text if reply.is_success else reply.status_code < 500
    require(told, f"{what}: {reply.status_code} {reply.text[:200]!r}")


@scenario(
    "A tool call waits for the browser; its result is kept, the assistant is told, and the answer goes on",
    Need.SCRIPT,
    covers="item.client_tool_call threads.add_client_tool_output",
)
async def client_tool(service: Service) -> None:
    async with service.visitor() as ann:
        asked = await ann.ask(Script(words=0, show=("tool",)))
        call = asked.item("client_tool_call")
        require_equal((call["status"], call["name"], call["arguments"]), ("pending", "count_herons", {"pond": "north"}))
        answer = await _give_back(ann, asked.thread_id, {"herons": 3})
        require_equal(
            json.loads(answer.text).get("tool"),
            {"name": "count_herons", "arguments": {"pond": "north"}, "output": {"herons": 3}},
            "what the assistant was told of the tool",
        )
        kept = of_type(await ann.items(asked.thread_id), "client_tool_call")
        require_equal((kept["status"], kept["output"]), ("completed", {"herons": 3}), "the kept tool call")
        again = await ann.post("threads.add_client_tool_output", thread_id=asked.thread_id, result={"herons": 4})
        _require_refused(again, "a result that comes twice")
        kept = of_type(await ann.items(asked.thread_id), "client_tool_call")
        require_equal(kept["output"], {"herons": 3}, "the result after a second one came")


@scenario("A tool's result finds its call although a hidden item was stored after it", Need.SCRIPT)
async def tool_call_behind_hidden_item(service: Service) -> None:
    async with service.visitor() as ann:
        asked = await ann.ask(Script(words=0, show=("tool", "hidden")))
        answer = await _give_back(ann, asked.thread_id, None)
        require(not answer.of("error"), f"the call was not found: {answer.of('error')}")
        require_equal(of_type(await ann.items(asked.thread_id), "client_tool_call")["status"], "completed")


@scenario(
    "A form waits for the visitor; what they fill in is kept, the assistant is told, and the answer goes on",
    Need.SCRIPT,
    covers="item.structured_input threads.add_structured_input input.freeform input.multiple_choice",
)
async def form_answered(service: Service) -> None:
    async with service.visitor() as ann:
        asked = await ann.ask(Script(words=0, show=("form",)))
        require_equal(asked.item("structured_input")["status"], "pending")
        answer = await _hand_in(ann, asked, _ANSWERED)
        require_equal(answer.types[:2], ["stream_options", "thread.item.replaced"], "the filled form is told first")
        require_equal(
            json.loads(answer.text).get("inputs"),
            {"colour": ["灰色"], "number": ["two"]},
            "what the assistant was told of the form",
        )
        kept = of_type(await ann.items(asked.thread_id), "structured_input")
        require_equal((kept["status"], kept["inputs"][0]["answer"]["values"]), ("answered", ["灰色"]), "the kept form")


@scenario("A form can be skipped, and the answer goes on", Need.SCRIPT)
async def form_skipped(service: Service) -> None:
    async with service.visitor() as ann:
        asked = await ann.ask(Script(words=0, show=("form",)))
        answer = await _hand_in(ann, asked, _SKIPPED)
        require_equal(json.loads(answer.text).get("inputs"), {"colour": [], "number": []}, "the assistant was told")
        kept = of_type(await ann.items(asked.thread_id), "structured_input")
        require_equal((kept["status"], kept["inputs"][0]["answer"]["skipped"]), ("skipped", True), "the kept form")


@scenario("A form that is handed in twice is refused in plain words, and stays as it was first filled in", Need.SCRIPT)
async def form_twice(service: Service) -> None:
    async with service.visitor() as ann:
        asked = await ann.ask(Script(words=0, show=("form",)))
        await _hand_in(ann, asked, _ANSWERED)
        form = {"thread_id": asked.thread_id, "item_id": asked.item("structured_input")["id"]}
        _require_refused(
            await ann.post("threads.add_structured_input", **form, input=_SKIPPED), "a form handed in twice"
        )
        kept = of_type(await ann.items(asked.thread_id), "structured_input")
        require_equal(kept["status"], "answered", "the form after it was handed in a second time")
