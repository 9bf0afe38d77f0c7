"""The process dies, is restarted, or loses its database: nothing that was said is lost."""

from __future__ import annotations

import asyncio

from chatgraft.conformance.checks import require, require_equal
from chatgraft.conformance.scenario import Need, scenario
from chatgraft.conformance.scenarios.errors import require_plain_error
from chatgraft.conformance.script import Script
from chatgraft.conformance.service import Service
from chatgraft.conformance.stream import Stream, said
from chatgraft.conformance.visitor import Visitor

_LEASE = 12.0  # a lease lasts ten seconds; then whoever asks may call the run lost
_WORDS_IN_A_SECOND = 20


@scenario("History is there after a restart", Need.SCRIPT, Need.RESTART)
async def history_survives(service: Service) -> None:
    async with service.visitor() as ann:
        answer = await ann.ask(Script(words=3))
        before = await ann.items(answer.thread_id)
        await service.hand.stop()
        await service.hand.start()
        require_equal(await ann.items(answer.thread_id), before)
        require_equal([thread["id"] for thread in (await ann.get("threads.list"))["data"]], [answer.thread_id])


@scenario("A killed process loses at most the last second, and the run is closed as lost", Need.SCRIPT, Need.RESTART)
async def killed(service: Service) -> None:
    script = Script(words=400, pace=1 / _WORDS_IN_A_SECOND)
    async with service.visitor() as ann:
        async with ann.asking(script) as answer:
            await answer.until_words(3 * _WORDS_IN_A_SECOND)
            await service.hand.kill()
            await answer.rest()
        require(not answer.ended, "a killed process cannot have ended its stream")
        heard = len(answer.text.split())
        await service.hand.start()
        kept = await ann.items(answer.thread_id)
        require_equal([item["type"] for item in kept], ["user_message", "assistant_message"], "the half answer is lost")
        require(
            len(said(kept[1]).split()) >= heard - 1.5 * _WORDS_IN_A_SECOND,
            f"of {heard} words {said(kept[1])!r} were kept",
        )
        closing = await _close_lost(ann, answer.run_id, answer.ids[-1])
        require_equal(said(closing.item("assistant_message")), said(kept[1]))
        require(closing.of("error")[-1]["allow_retry"] is True, "a lost run does not offer another try")
        again = await ann.ask(Script(words=2), answer.thread_id)
        require_equal(again.text, Script(words=2).answer, "the thread of a lost run cannot be used")


async def _close_lost(visitor: Visitor, run: str, after: str) -> Stream:
    """What a reader gets who comes back to the run until its lease has gone and it is called lost."""
    deadline = asyncio.get_running_loop().time() + _LEASE
    while True:
        async with visitor.resuming(run, after) as stream:
            await stream.rest()
        if stream.ended:
            return stream
        require(asyncio.get_running_loop().time() < deadline, f"the run is not closed after its lease: {stream.types}")
        await asyncio.sleep(0.5)


@scenario("A process that is asked to end leaves no answer half written", Need.SCRIPT, Need.RESTART)
async def graceful_shutdown(service: Service) -> None:
    script = Script(words=400, pace=0.05)
    async with service.visitor() as ann:
        async with ann.asking(script) as answer:
            await answer.until_words(10)
            await asyncio.gather(answer.rest(), service.hand.stop())
        heard = answer.text
        await service.hand.start()
        kept = await ann.items(answer.thread_id)
        require_equal([item["type"] for item in kept], ["user_message", "assistant_message"])
        require(said(kept[1]).startswith(heard.rstrip()), f"heard {heard!r}, kept {said(kept[1])!r}")


@scenario(
    "While the database is out of reach the visitor is told so, and afterwards all goes on", Need.SCRIPT, Need.DATABASE
)
async def database_away(service: Service) -> None:
    async with service.visitor() as ann:
        answer = await ann.ask(Script(words=2))
        await service.hand.cut_database()
        try:
            reply = await ann.post("threads.list")
            require_plain_error(reply, 503, "a request without the database")
            require_equal(reply.headers.get("access-control-allow-origin"), service.origin)
            ready = await ann.http.get(f"{service.api}/readyz")
            require_equal(ready.status_code, 503, f"/readyz says {ready.status_code} without a database")
            alive = await ann.http.get(f"{service.api}/healthz")
            require_equal(alive.status_code, 200, "a service without its database is alive")
        finally:
            await service.hand.mend_database()
        require_equal(len(await ann.items(answer.thread_id)), 2)
        require_equal((await ann.ask(Script(words=2), answer.thread_id)).text, Script(words=2).answer)


@scenario(
    "An answer that loses its database in the middle is still told whole or ends in an error",
    Need.SCRIPT,
    Need.DATABASE,
)
async def database_away_in_mid_answer(service: Service) -> None:
    script = Script(words=30, pace=0.08)
    async with service.visitor() as ann:
        async with ann.asking(script) as answer:
            await answer.until_words(3)
            await service.hand.cut_database()
            try:
                await asyncio.wait_for(answer.rest(), 20)
            finally:
                await service.hand.mend_database()
        require(answer.ended, "the stream was cut")
        require(answer.of("error") or answer.text == script.answer, f"{answer.types[-3:]}")
        require_equal((await ann.items(answer.thread_id))[0]["type"], "user_message", "the question is lost")
