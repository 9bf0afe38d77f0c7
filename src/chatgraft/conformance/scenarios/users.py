"""Users of the app around the service: what they say follows them, and what was said before they signed in, once."""

from __future__ import annotations

from typing import Any

from chatgraft.conformance.checks import require, require_equal
from chatgraft.conformance.scenario import Need, scenario
from chatgraft.conformance.script import Script
from chatgraft.conformance.service import Service
from chatgraft.conformance.visitor import Visitor


async def _threads(visitor: Visitor) -> list[str]:
    page: dict[str, Any] = await visitor.get("threads.list")
    return [thread["id"] for thread in page["data"]]


@scenario(
    "A signed-in user finds the same conversations in every browser, and nobody else does", Need.SCRIPT, Need.USERS
)
async def follows_the_user(service: Service) -> None:
    async with service.visitor() as phone, service.visitor() as desk, service.visitor() as other:
        await service.door.sign_in(phone, "ann")
        await service.door.sign_in(desk, "ann")
        await service.door.sign_in(other, "bob")
        thread = (await phone.ask(Script(words=2))).thread_id
        require(thread in await _threads(desk), "the user's other browser does not show the conversation")
        require(thread not in await _threads(other), "another user sees the conversation")
        require_equal((await other.post("items.list", thread_id=thread)).status_code, 404)
        again = await desk.ask(Script(words=2), thread)
        require_equal(again.text, Script(words=2).answer)


@scenario("What was said before signing in is claimed once, by the first user alone", Need.SCRIPT, Need.USERS)
async def claimed_once(service: Service) -> None:
    async with service.visitor() as browser:
        thread = (await browser.ask(Script(words=2))).thread_id
        await service.door.sign_in(browser, "ann")
        require(thread in await _threads(browser), "the user does not find what was said before signing in")
        require_equal(len(await browser.items(thread)), 2)
        await service.door.sign_out(browser)
        require_equal(await _threads(browser), [], "whoever comes after the user still sees the conversations")
        require_equal((await browser.post("threads.get_by_id", thread_id=thread)).status_code, 404)
        later = (await browser.ask(Script(words=1))).thread_id
        await service.door.sign_in(browser, "bob")
        seen = await _threads(browser)
        require(thread not in seen, "the second user of a browser got the first one's conversation")
        require(later not in seen, "a session was claimed twice")


@scenario("An answer that runs while its visitor signs in goes on, and is the user's", Need.SCRIPT, Need.USERS)
async def claimed_while_running(service: Service) -> None:
    script = Script(words=100, pace=0.08)  # to sign in takes a moment, as passwords are made costly to test
    async with service.visitor() as browser, service.visitor() as other:
        await service.door.sign_in(other, "bob")
        async with browser.asking(script) as answer:
            await answer.until_words(3)
            await service.door.sign_in(browser, "ann")
            require_equal((await browser.running(answer.thread_id)).json()["run_id"], answer.run_id)
            whole = await browser.resume(answer.run_id)
            require_equal(await other.try_resume(answer.run_id), 404)
            await answer.rest()
        require_equal(answer.text, script.answer)
        require_equal(whole.frames, answer.frames)
        require_equal(len(await browser.items(answer.thread_id)), 2)
        await service.door.sign_out(browser)
        require_equal(await browser.try_resume(answer.run_id), 404, "without the user the answer is still read")
