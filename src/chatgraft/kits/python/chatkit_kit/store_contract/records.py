"""Runs and sessions: what workers tell each other through the database."""

import asyncio
from dataclasses import replace
from secrets import token_hex

from ..stores.database import ENDED, LOST, RunRow, now_us
from .kept import LEASE_US, Kept, attachment, require, require_equal, somebody


async def it_begins_one_run_for_a_key(kept: Kept) -> None:
    ann, bob, key, runs = somebody(), somebody(), token_hex(16), kept.database.runs
    rows = [RunRow(token_hex(16), ann.owner, "thr", "worker", "running", now_us() + LEASE_US) for _ in range(10)]
    begun = await asyncio.gather(*(runs.insert(row, key) for row in rows))
    require_equal(sum(begun), 1, "runs that ten requests with one key began")
    found = await runs.find_by_key(ann.owner, key)
    require_equal(found, rows[begun.index(True)], "the run of the key")
    require_equal(await runs.find_by_key(bob.owner, key), None, "the run of the key, for another owner")
    require(await runs.insert(replace(rows[0], id=token_hex(16), owner=bob.owner), key), "another owner's same key")


async def it_shows_and_stops_runs_for_their_owner_alone(kept: Kept) -> None:
    ann, bob, runs = somebody(), somebody(), kept.database.runs
    row = await kept.run(ann, "thr")
    require_equal(await runs.find(ann.owner, row.id), row, "the run")
    require_equal(await runs.find(bob.owner, row.id), None, "the run, for another owner")
    require_equal(await runs.find_running(bob.owner, "thr"), None, "the running one, for another owner")
    require(not await runs.ask_to_stop(bob.owner, row.id), "another owner could stop it")
    require(not await runs.renew([row.id], row.lease_us), "it was told to stop by nobody")
    for _ in range(2):
        require(await runs.ask_to_stop(ann.owner, row.id), "its owner could not stop it")
    require(await runs.renew([row.id], row.lease_us), "it was not told to stop")


async def it_lets_the_oldest_run_of_a_thread_go_first(kept: Kept) -> None:
    ann, runs = somebody(), kept.database.runs
    thread = token_hex(16)
    first, second = await kept.run(ann, thread), await kept.run(ann, thread)
    await kept.run(ann, "another thread")
    require_equal(await runs.find_first_beside(second.id), first, "the run that goes first")
    require_equal(await runs.find_running(ann.owner, thread), first, "the running one")
    require(await runs.end(first.id, ENDED), "it could not be ended")
    require(not await runs.end(first.id, LOST), "it was ended twice")
    require_equal(await runs.find_first_beside(second.id), second, "the run that goes first then")
    ended = await runs.find(ann.owner, first.id)
    require_equal(ended.state if ended else None, ENDED, "the state of the first")


async def it_forgets_runs_that_are_over(kept: Kept) -> None:
    ann, runs = somebody(), kept.database.runs
    over, dead, alive = [await kept.run(ann, token_hex(4)) for _ in range(3)]
    await runs.end(over.id, ENDED)
    await runs.renew([dead.id], 1)
    await runs.delete_old(2)
    require_equal(await runs.find(ann.owner, dead.id), None, "a run whose worker died")
    require(await runs.find(ann.owner, over.id), "a run that has just ended is kept")
    await runs.delete_old(now_us() + 1)
    require_equal(await runs.find(ann.owner, over.id), None, "a run that ended before")
    require(await runs.find(ann.owner, alive.id), "a run that goes on is kept")


async def it_knows_sessions_until_their_time_is_over(kept: Kept) -> None:
    sessions, known, old = kept.database.sessions, token_hex(16), token_hex(16)
    require_equal(await sessions.find(known), None, "a session that nobody opened")
    await sessions.insert(known, "https://www.example.com", now_us() + LEASE_US)
    await sessions.insert(old, "", now_us() - 1)
    until = now_us() + 2 * LEASE_US
    await sessions.prolong(known, until)
    await sessions.delete_expired()
    row = await sessions.find(known)
    require(row is not None, "a session that counts")
    require_equal(
        (row.origin, row.expires_us, row.claimed_by) if row else None, ("https://www.example.com", until, ""), "it"
    )
    require_equal(await sessions.find(old), None, "a session whose time is over")


async def it_finds_attachments_and_forgets_those_never_sent(kept: Kept) -> None:
    ann, rows = somebody(), kept.database.attachments
    thread = await kept.thread(ann)
    sent, unsent = attachment(thread), attachment()
    for file in (sent, unsent):
        await kept.store.save_attachment(file, ann)
    row = await rows.find(unsent.id)
    require_equal(row.owner if row else None, ann.owner, "the owner")
    if row:
        await rows.replace(unsent.id, replace(row, owner=somebody().owner, data="another's"))
        require_equal(await rows.find(unsent.id), row, "what another changed")
        await rows.replace(unsent.id, replace(row, data=row.data.replace("a.txt", "b.txt")))
        require("b.txt" in ((await rows.find(unsent.id)) or row).data, "what its owner changed is not kept")
    await rows.delete_unsent(now_us() - LEASE_US)
    require(await rows.find(unsent.id), "what may still be sent is kept")
    await rows.delete_unsent(now_us() + 1)
    require_equal(await rows.find(unsent.id), None, "what was never sent")
    require(await rows.find(sent.id), "what was sent is kept")
