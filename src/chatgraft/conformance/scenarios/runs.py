"""An answer outlives its connection: resuming, joining, stopping, and what a reader finds meanwhile."""

from __future__ import annotations

import asyncio
from uuid import uuid4

from chatgraft.conformance.checks import require, require_equal
from chatgraft.conformance.official import judge
from chatgraft.conformance.scenario import Need, scenario
from chatgraft.conformance.script import Script
from chatgraft.conformance.service import Service
from chatgraft.conformance.stream import Stream, said
from chatgraft.conformance.visitor import PLAIN, Visitor

_CHECKPOINT = 1.5  # the open item is in the store after one second; half a second is given to a busy machine


@scenario("A run can be read again from any event, with the same bytes", Need.SCRIPT)
async def resumes_anywhere(service: Service) -> None:
    async with service.visitor() as ann:
        answer = await ann.ask(Script(words=6))
        whole = answer.frames
        again = await ann.resume(answer.run_id)
        require_equal(again.frames, whole, "reading from the start gives other events than the first time")
        for place in (0, len(answer.ids) // 2, len(answer.ids) - 2):
            rest = await ann.resume(answer.run_id, answer.ids[place])
            require_equal(rest.frames, whole[place + 1 :], f"after event {place} came {rest.types}")


@scenario("A run that goes on can be joined in the middle by a second reader", Need.SCRIPT)
async def resumes_while_running(service: Service) -> None:
    script = Script(words=10, pace=0.08)
    async with service.visitor() as ann, ann.asking(script) as answer:
        await answer.until_words(3)
        async with ann.resuming(answer.run_id, answer.ids[-1]) as second:
            already = len(answer.frames)
            await asyncio.gather(answer.rest(), second.rest())
        require_equal(second.frames, answer.frames[already:])
        require_equal(answer.text, script.answer)


@scenario("After the last event of a finished run there is nothing: 204; of an unknown run: 404", Need.SCRIPT)
async def nothing_follows(service: Service) -> None:
    async with service.visitor() as ann:
        answer = await ann.ask(Script(words=2))
        require_equal(await ann.try_resume(answer.run_id, answer.ids[-1]), 204)
        require_equal(await ann.try_resume(answer.run_id), 200)
        require_equal(await ann.try_resume("run_" + "f" * 32), 404)
        require_equal((await ann.running(answer.thread_id)).status_code, 204, "a finished thread has no run")


@scenario("Odd values of Last-Event-ID do no harm", Need.SCRIPT)
async def odd_last_event_ids(service: Service) -> None:
    async with service.visitor() as ann:
        answer = await ann.ask(Script(words=2))
        for odd in ("", "x", "-1", "9" * 40, "1; DROP TABLE", "0"):
            status = await ann.try_resume(answer.run_id, odd)
            require(status in {200, 204, 400}, f"Last-Event-ID {odd!r}: {status}")


@scenario("The same Idempotency-Key joins the run: one answer, however often it is asked", Need.SCRIPT)
async def joins_by_key(service: Service) -> None:
    key, script = str(uuid4()), Script(words=6, pace=0.05)
    async with service.visitor() as ann:
        first, second = await asyncio.gather(ann.ask(script, key=key), ann.ask(script, key=key))
        third = await ann.ask(script, key=key)
        require_equal({first.run_id, second.run_id, third.run_id}, {first.run_id}, "runs under one key")
        require(first.frames == second.frames == third.frames, "readers of one run got different events")
        require_equal(len((await ann.get("threads.list"))["data"]), 1, "a repeated request made a second thread")
        require_equal(len(await ann.items(first.thread_id)), 2)


@scenario("A broken connection never ends an answer", Need.SCRIPT)
async def disconnect_goes_on(service: Service) -> None:
    script = Script(words=8, pace=0.08)
    async with service.visitor() as ann:
        async with ann.asking(script) as answer:
            await answer.until_words(2)
        rest = await ann.resume(answer.run_id, answer.ids[-1])
        require(rest.ended, "the resumed stream was cut as well")
        require_equal(answer.text + _deltas(rest), script.answer, "what was missed is not what was left")
        kept = await ann.items(answer.thread_id)
        require_equal(
            [item["type"] for item in kept], ["user_message", "assistant_message"], "something else was written"
        )
        require_equal(said(kept[1]), script.answer)


@scenario("A broken connection of a stock client never ends an answer either", Need.SCRIPT)
async def stock_disconnect_goes_on(service: Service) -> None:
    script = Script(words=6, pace=0.08)
    async with service.visitor() as ann:
        async with ann.asking(script, key=PLAIN) as answer:
            await answer.until_words(2)
        await _until_idle(ann, answer.thread_id)
        require_equal(said((await ann.items(answer.thread_id))[1]), script.answer)


@scenario("Stop ends the answer, keeps what was said, and may be asked twice", Need.SCRIPT)
async def stop_keeps(service: Service) -> None:
    script = Script(words=60, pace=0.05)
    async with service.visitor() as ann:
        async with ann.asking(script) as answer:
            await answer.until_words(4)
            require_equal((await ann.stop(answer.run_id)).status_code, 202)
            await asyncio.wait_for(answer.rest(), 5)
        require(answer.ended, "a stopped stream ends like any other")
        require(not answer.of("error"), "to stop is no error")
        require_equal((await ann.stop(answer.run_id)).status_code, 202, "stop is idempotent")
        kept = await ann.items(answer.thread_id)
        require_equal([item["type"] for item in kept], ["user_message", "assistant_message"])
        text = said(kept[1])
        require(text.startswith(Script(words=4).answer.rstrip()), f"what was said before stop is lost: {text!r}")
        require(len(text) < len(script.answer) / 2, "the answer went on after stop")
        require_equal((await ann.running(answer.thread_id)).status_code, 204)


@scenario("A question that waits behind another can be stopped", Need.SCRIPT)
async def stops_the_waiting(service: Service) -> None:
    async with service.visitor() as ann:
        thread = (await ann.ask(Script(words=1))).thread_id
        async with ann.asking(Script(words=10, pace=0.1), thread) as first:
            await first.until_words(1)
            key = str(uuid4())
            async with ann.asking(Script(words=5, pace=0.5), thread, key=key) as waiting:
                require(waiting.run_id != first.run_id, "the waiting question has no run of its own")
                require_equal((await ann.stop(waiting.run_id)).status_code, 202)
                await first.rest()
                await asyncio.wait_for(waiting.rest(), 3)
        require_equal(first.text, Script(words=10).answer, "stopping the second stopped the first")


@scenario("A thread tells its run and the open items exactly as of the last event", Need.SCRIPT)
async def tells_the_run(service: Service) -> None:
    script = Script(words=40, pace=0.08)
    async with service.visitor() as ann, ann.asking(script) as answer:
        await answer.until_words(4)
        told = (await ann.running(answer.thread_id)).json()
        require_equal(told["run_id"], answer.run_id)
        for item in told["items"]:
            judge("item", item)
        rest = await ann.resume(told["run_id"], told["last_event_id"])
        opened = [item for item in told["items"] if item["type"] == "assistant_message"]
        require_equal(len(opened), 1, f"one answer is open, told: {told['items']}")
        require_equal(said(opened[0]) + _deltas(rest), script.answer, "the open item and what follows do not join")
        require_equal(opened[0]["id"], rest.item("assistant_message")["id"])


@scenario("A reader finds the running answer in the thread after at most a second and a half", Need.SCRIPT, alone=True)
async def checkpoints(service: Service) -> None:
    script = Script(words=40, pace=0.08)
    async with service.visitor() as ann, ann.asking(script) as answer:
        await answer.until_words(2)
        await asyncio.sleep(_CHECKPOINT)
        for page in (
            await ann.items(answer.thread_id),
            (await ann.get("threads.get_by_id", thread_id=answer.thread_id))["items"]["data"],
        ):
            require_equal(
                [item["type"] for item in page],
                ["user_message", "assistant_message"],
                "the running answer is not shown",
            )
            require(said(page[1]).startswith("word0 word1 "), f"the running answer so far: {said(page[1])!r}")
        await ann.stop(answer.run_id)
        await answer.rest()


@scenario("Deleting a thread in mid-answer ends its run and brings nothing back", Need.SCRIPT)
async def deletes_while_running(service: Service) -> None:
    async with service.visitor() as ann, ann.asking(Script(words=40, pace=0.08)) as answer:
        await answer.until_words(2)
        require_equal(await ann.get("threads.delete", thread_id=answer.thread_id), {})
        await asyncio.wait_for(answer.rest(), 6)
        require(not (await ann.get("threads.list"))["data"], "the run wrote the deleted thread again")
        require_equal((await ann.post("threads.get_by_id", thread_id=answer.thread_id)).status_code, 404)


def _deltas(stream: Stream) -> str:
    updates = [event["update"] for event in stream.of("thread.item.updated")]
    return "".join(update["delta"] for update in updates if "delta" in update)


async def _until_idle(visitor: Visitor, thread: str) -> None:
    for _ in range(100):
        if (await visitor.running(thread)).status_code == 204:
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"the thread {thread} is still running after five seconds")
