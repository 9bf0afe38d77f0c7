"""A model that fails: the visitor is told so in plain words, and what was said is kept."""

from __future__ import annotations

from chatgraft.conformance.checks import require, require_equal
from chatgraft.conformance.scenario import Need, scenario
from chatgraft.conformance.script import Script
from chatgraft.conformance.service import Service
from chatgraft.conformance.stream import Stream, said

_INNARDS = "the script says to fail"


def _require_told(answer: Stream) -> None:
    require(answer.ended, "a failed answer ends its stream like any other")
    require(answer.of("error"), f"nobody was told of the failure: {answer.types}")
    require(answer.of("error")[-1]["allow_retry"] is True, "the visitor is not offered another try")
    sent = [frame.data for frame in answer.frames if frame.data]
    require(not any(_INNARDS in data for data in sent), "the exception's own words were sent to the visitor")


@scenario(
    "A model that fails before its first word: another answers and says so, or an error offers a retry", Need.SCRIPT
)
async def fails_before(service: Service) -> None:
    async with service.visitor() as ann:
        answer = await ann.ask(Script(words=3, fail_at=0))
        require(answer.ended, "a failed answer ends its stream like any other")
        require(answer.of("error") or answer.text.strip(), f"silence: {answer.types}")
        if answer.of("error"):
            _require_told(answer)
        kept = await ann.items(answer.thread_id)
        require_equal(kept[0]["type"], "user_message", "the question is lost")
        again = await ann.ask(Script(words=2), answer.thread_id)
        require_equal(again.text, Script(words=2).answer, "after a failure the thread cannot be used")


@scenario("A model that fails in mid-answer: what was said is kept, and an error offers a retry", Need.SCRIPT)
async def fails_during(service: Service) -> None:
    script = Script(words=6, fail_at=3)
    async with service.visitor() as ann:
        answer = await ann.ask(script)
        _require_told(answer)
        kept = await ann.items(answer.thread_id)
        require_equal([item["type"] for item in kept], ["user_message", "assistant_message"])
        require_equal(said(kept[1]).strip(), script.answer.strip(), f"kept: {said(kept[1])!r}")


@scenario("A model that fails after its last word: the answer is kept whole", Need.SCRIPT)
async def fails_after(service: Service) -> None:
    script = Script(words=3, fail_at=3)
    async with service.visitor() as ann:
        answer = await ann.ask(script)
        _require_told(answer)
        require_equal(said((await ann.items(answer.thread_id))[1]).strip(), script.answer.strip())


@scenario("A failed answer can be asked for again", Need.SCRIPT)
async def retries_after_failure(service: Service) -> None:
    async with service.visitor() as ann:
        failed = await ann.ask(Script(words=6, fail_at=3))
        question = failed.item("user_message")["id"]
        async with ann.stream("threads.retry_after_item", thread_id=failed.thread_id, item_id=question) as stream:
            await stream.rest()
        answers = [item for item in await ann.items(failed.thread_id) if item["type"] == "assistant_message"]
        require_equal(len(answers), 1, "the half answer stayed beside the new one")
