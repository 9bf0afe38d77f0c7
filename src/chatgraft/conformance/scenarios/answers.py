"""How an answer comes: framing, order, what is kept of it, what the model is told."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime, timedelta, timezone

from chatgraft.conformance.checks import require, require_equal
from chatgraft.conformance.scenario import Need, scenario
from chatgraft.conformance.script import Script
from chatgraft.conformance.service import Service
from chatgraft.conformance.stream import Stream, said
from chatgraft.conformance.visitor import PLAIN, message

_QUOTE = "「引用」の文章です。\nIt's \u201ccurly\u201d \u2014 and 🎌\n\n終わり"
_ID_CHARACTERS = 22  # 128 bits in base64url; hexadecimal takes 32


@scenario("A first message makes a thread and gets a streamed answer")
async def first_message(service: Service) -> None:
    async with service.visitor() as ann:
        answer = await ann.ask("Hello, what is this site about?")
        require(answer.ended, "the last line of a finished stream is the comment `: end`")
        require(not answer.of("error"), f"a first question was answered by an error: {answer.of('error')}")
        require(answer.text.strip(), "the answer holds no text")
        kept = await ann.items(answer.thread_id)
        require_equal([item["type"] for item in kept], ["user_message", "assistant_message"])
        require_equal(said(kept[1]), answer.text, "the thread keeps what was streamed")
        await ann.get("threads.delete", thread_id=answer.thread_id)


@scenario(
    "Events of a first answer come in the canonical order",
    Need.SCRIPT,
    covers="threads.create thread.created thread.item.done stream_options thread.item.added "
    "assistant_message.content_part.added assistant_message.content_part.text_delta "
    "assistant_message.content_part.done item.user_message item.assistant_message content.input_text "
    "content.output_text",
)
async def canonical_order(service: Service) -> None:
    script = Script(words=6)
    async with service.visitor() as ann:
        answer = await ann.ask(script)
    order = [_name(event) for event in answer.events if event["type"] != "thread.updated"]
    compact = [name for place, name in enumerate(order) if place == 0 or order[place - 1] != name]
    require_equal(
        [name for name in compact if name != "content_part.done"],
        [
            "thread.created",
            "done user_message",
            "stream_options",
            "added assistant_message",
            "content_part.added",
            "content_part.text_delta",
            "done assistant_message",
        ],
        f"PROTOCOL order of threads.create, came: {compact}",
    )
    _require_one_item(answer)
    require_equal(answer.text, script.answer)


@scenario("Deltas add up to the finished answer, and words come as they are said", Need.SCRIPT, alone=True)
async def deltas_add_up(service: Service) -> None:
    script = Script(words=8, pace=0.15)
    clock = asyncio.get_running_loop()
    async with service.visitor() as ann, ann.asking(script) as answer:
        await answer.until_words(1)
        first = clock.time()
        await answer.until_words(7)
        require(clock.time() - first > 0.3, "seven words said over almost a second came all at once: something buffers")
        before_done = answer.text
        await answer.rest()
    require(script.answer.startswith(before_done), f"deltas said {before_done!r}")
    deltas = [event["update"]["delta"] for event in answer.of("thread.item.updated") if "delta" in event["update"]]
    require_equal("".join(deltas), answer.text, "the deltas are not the finished text")


@scenario("Without an Idempotency-Key the stream is plain ChatKit framing", Need.SCRIPT)
async def stock_framing(service: Service) -> None:
    async with service.visitor() as ann:
        answer = await ann.ask(Script(words=3), key=PLAIN)
    require_equal(answer.text, Script(words=3).answer)
    odd = [frame for frame in answer.frames if frame.data is None or frame.id is not None]
    require(not odd, f"a stock client gets data lines alone, came: {odd[:3]}")


@scenario("With an Idempotency-Key each event has a growing id, the run is named, and `: end` comes last", Need.SCRIPT)
async def wire_framing(service: Service) -> None:
    async with service.visitor() as ann:
        answer = await ann.ask(Script(words=5))
    require(answer.run_id, "the run has no name")
    require(all(frame.id for frame in answer.frames if frame.data is not None), "an event came without an id")
    require_equal(len(set(answer.ids)), len(answer.ids), "two events have the same id")
    require(_grow(answer.ids), f"ids grow, came: {answer.ids}")
    require(answer.ended, "the stream did not end with `: end`")
    sent = answer.response.headers
    require("no-cache" in sent.get("cache-control", ""), "a stream that may be cached or transformed gets buffered")
    require_equal(sent.get("x-accel-buffering"), "no", "nginx buffers a stream without X-Accel-Buffering: no")


@scenario("Ids cannot be guessed: 128 bits for threads, items and runs", Need.SCRIPT)
async def wide_ids(service: Service) -> None:
    async with service.visitor() as ann:
        answer = await ann.ask(Script(words=1))
        items = await ann.items(answer.thread_id)
    for name in [answer.thread_id, answer.run_id, *(item["id"] for item in items)]:
        random = name.rpartition("_")[2].replace("-", "")
        require(len(random) >= _ID_CHARACTERS, f"the id {name} holds less than 128 bits")


@scenario("Times are instants in UTC, not the server's local clock", Need.SCRIPT)
async def honest_times(service: Service) -> None:
    async with service.visitor() as ann:
        answer = await ann.ask(Script(words=1))
        items = await ann.items(answer.thread_id)
    now = datetime.now(timezone.utc)
    for item in items:
        made = datetime.fromisoformat(item["created_at"].replace("Z", "+00:00"))
        require(abs(now - made) < timedelta(minutes=1), f"{item['created_at']} is not about now ({now.isoformat()})")


@scenario(
    "A second question goes on in the thread, and the model is told what was said before",
    Need.SCRIPT,
    covers="threads.add_user_message",
)
async def history_reaches_the_model(service: Service) -> None:
    async with service.visitor() as ann:
        first = await ann.ask(Script(words=2, note="remember the heron"))
        second = await ann.ask(Script(echo=True), first.thread_id)
        told = json.loads(second.text)
        require_equal([turn["role"] for turn in told["history"]], ["user", "assistant"], f"the model was told {told}")
        require("remember the heron" in told["history"][0]["text"], f"the model was told {told}")
        require_equal(told["history"][1]["text"].strip(), Script(words=2).answer.strip())
        require("thread.created" not in second.types, "a question in a thread made another thread")


@scenario("In a long thread the model is told what was said last, not what was said first", Need.SCRIPT)
async def long_history(service: Service) -> None:
    turns = 24  # 48 items: more than the oldest or the newest 20, and than 40
    async with service.visitor() as ann:
        thread = (await ann.ask(Script(words=1, note="the first of all"))).thread_id
        for number in range(1, turns):
            await ann.ask(Script(words=1, note=f"turn {number}."), thread)
        told = json.loads((await ann.ask(Script(echo=True), thread)).text)["history"]
        require(f"turn {turns - 1}." in told[-2]["text"], f"the last question told is {told[-2]['text']!r}")
        require("the first of all" not in str(told), "the whole thread was told")
        require_equal([turn["role"] for turn in told[-4:]], ["user", "assistant", "user", "assistant"], "order")


@scenario("Quoted text in any script, with line breaks, reaches the model and is kept with the message", Need.SCRIPT)
async def quotes_reach_the_model(service: Service) -> None:
    async with service.visitor() as ann:
        answer = await ann.ask(Script(echo=True, note="訳して"), quote=_QUOTE)
        told = json.loads(answer.text)
        require_equal(told["quote"], _QUOTE, f"the model was told the quote {told['quote']!r}")
        require("訳して" in told["text"], f"the model was asked {told['text']!r}")
        require_equal(answer.item("user_message")["quoted_text"], _QUOTE)
        require_equal((await ann.items(answer.thread_id))[0]["quoted_text"], _QUOTE)


@scenario(
    "Tags, and the model and tool that the visitor chose, reach the assistant and are kept with the message",
    Need.SCRIPT,
    covers="content.input_tag",
)
async def options_reach_the_model(service: Service) -> None:
    async with service.visitor() as ann:
        said_so = message(Script(echo=True))
        tag = {"type": "input_tag", "id": "pond_1", "text": "the pond", "data": {"depth": 3}, "interactive": True}
        options = {"model": "slow-one", "tool_choice": {"id": "count"}}
        asked = {**said_so, "content": [*said_so["content"], tag], "inference_options": options}
        async with ann.stream("threads.create", input=asked) as stream:
            answer = await stream.rest()
        told = json.loads(answer.text)
        require_equal((told["options"], told["tags"]), (options, ["pond_1"]), "what the assistant was told")
        kept = (await ann.items(answer.thread_id))[0]
        require_equal((kept["inference_options"], kept["content"][1]), (options, tag), "what is kept")


@scenario("A long message is answered and kept whole", Need.SCRIPT)
async def long_message(service: Service) -> None:
    long = "長い文 " * 3000
    async with service.visitor() as ann:
        answer = await ann.ask(Script(words=2, note=long))
        require_equal(answer.text, Script(words=2).answer)
        kept = (await ann.items(answer.thread_id))[0]["content"][0]["text"]
        require(kept.strip().endswith(long.strip()), "the message was cut")


@scenario(
    "Hidden items never leave the service, neither streamed nor listed",
    Need.SCRIPT,
    covers="item.hidden_context_item item.sdk_hidden_context",
)
async def hidden_items(service: Service) -> None:
    async with service.visitor() as ann:
        answer = await ann.ask(Script(words=2, show=("hidden",)))
        listed = await ann.items(answer.thread_id)
        opened = await ann.get("threads.get_by_id", thread_id=answer.thread_id)
    everything = json.dumps([answer.events, listed, opened])
    require("top secret" not in everything, "the content of a hidden item was sent to the visitor")
    require_equal(answer.text, Script(words=2).answer)


@scenario("A new thread gets a title, told during its first answer", Need.SCRIPT)
async def titles(service: Service) -> None:
    async with service.visitor() as ann:
        answer = await ann.ask(Script(words=1))
        told = [event["thread"].get("title") for event in answer.of("thread.updated")]
        require(told and told[-1], f"the thread has no title: {answer.types}")
        require_equal((await ann.get("threads.list"))["data"][0]["title"], told[-1], "the listed title")


@scenario("Two questions at once in one thread are answered one after the other", Need.SCRIPT)
async def turns_queue(service: Service) -> None:
    async with service.visitor() as ann:
        thread = (await ann.ask(Script(words=1))).thread_id
        slow, quick = Script(words=6, pace=0.1, note="slow"), Script(words=2, note="quick")
        async with ann.asking(slow, thread) as first:
            await first.until_words(1)
            second = await ann.ask(quick, thread)
            require_equal(second.text, quick.answer)
            await first.rest()
        kept = [said(item) for item in await ann.items(thread) if item["type"] == "assistant_message"]
        require_equal(kept[1:], [slow.answer, quick.answer], f"the turns were mixed: {kept}")


def _name(event: dict[str, dict[str, str]]) -> str:
    kind = str(event["type"])
    if kind == "thread.item.updated":
        return event["update"]["type"].removeprefix("assistant_message.")
    if kind in {"thread.item.added", "thread.item.done"}:
        return f"{kind.removeprefix('thread.item.')} {event['item']['type']}"
    return kind


def _require_one_item(answer: Stream) -> None:
    added = [event["item"]["id"] for event in answer.of("thread.item.added")]
    updated = {event["item_id"] for event in answer.of("thread.item.updated")}
    done = answer.item("assistant_message")["id"]
    require_equal(added, [done], f"added {added}, done {done}")
    require_equal(updated, {done}, f"updates name {updated}, the item is {done}")


def _grow(ids: list[str]) -> bool:
    """Ids are opaque; they grow as numbers do when they are numbers, else as text of one length does."""
    keys = [(len(one), one) for one in ids]
    return keys == sorted(keys)
