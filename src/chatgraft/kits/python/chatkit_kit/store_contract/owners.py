"""Whose a thing is, is asked on every way to it."""

import asyncio
from dataclasses import replace
from secrets import token_hex

from chatkit.types import ThreadMetadata

from ..context import Context
from ..stores.database import now_us
from .kept import NOON, Kept, attachment, ids, in_run, message, require, require_equal, require_missing, somebody

LATER_US = 3_600_000_000


async def it_shows_an_owner_only_their_own(kept: Kept) -> None:
    ann, bob = somebody(), somebody()
    thread = await kept.thread(ann)
    [item] = await kept.says(ann, thread, "secret")
    require_equal(ids(await kept.store.load_threads(20, None, "desc", bob)), [], "threads of another")
    await require_missing(kept.store.load_thread(thread, bob), "another's thread")
    await require_missing(kept.store.load_item(thread, item, bob), "another's item")
    await require_missing(kept.store.load_thread_items(thread, None, 20, "asc", bob), "another's items")
    require_equal(await kept.store.open_items(thread, bob), [], "another's open items")


async def it_lets_nobody_change_what_is_anothers(kept: Kept) -> None:
    ann, bob = somebody(), somebody()
    thread = await kept.thread(ann)
    [item] = await kept.says(ann, thread, "hers")
    unfinished = message(thread, "unfinished")
    await kept.store.checkpoint_item(thread, unfinished, ann)
    await kept.store.delete_thread(thread, bob)
    await kept.store.delete_thread_item(thread, item, bob)
    require_equal(await kept.store.close_items(thread, bob), [], "open items that another could close")
    await require_missing(
        kept.store.add_thread_item(thread, message(thread, "his"), bob), "an item in another's thread"
    )
    changed = message(thread, "his").model_copy(update={"id": item})
    await require_missing(kept.store.save_item(thread, changed, bob), "another's item, saved")
    await require_missing(kept.store.checkpoint_item(thread, changed, bob), "another's item, checkpointed")
    await require_missing(kept.store.add_feedback(thread, [item], "positive", bob), "feedback on another's item")
    require_equal(await kept.texts(ann, thread), ["hers", "unfinished"], "what the owner finds afterwards")
    require_equal(len(await kept.store.open_items(thread, ann)), 1, "open items that the owner has")


async def it_never_gives_a_row_to_who_saves_one_of_the_same_id(kept: Kept) -> None:
    ann, bob = somebody(), somebody()
    thread = await kept.thread(ann, "hers")
    await kept.says(ann, thread, "secret")
    await kept.store.save_thread(ThreadMetadata(id=thread, title="his", created_at=NOON), bob)
    require_equal((await kept.store.load_thread(thread, ann)).title, "hers", "the title")
    require_equal(await kept.texts(bob, thread), [], "what is said in the other's thread of this id")
    require_equal(await kept.texts(ann, thread), ["secret"], "what is said in it")


async def it_tells_what_is_anothers_from_what_is_missing_in_no_way(kept: Kept) -> None:
    ann, bob = somebody(), somebody()
    thread = await kept.thread(ann)
    [item] = await kept.says(ann, thread, "secret")
    file = attachment()
    await kept.store.save_attachment(file, ann)
    foreign = [
        await require_missing(kept.store.load_thread(thread, bob), "another's thread"),
        await require_missing(kept.store.load_item(thread, item, bob), "another's item"),
        await require_missing(kept.store.load_attachment(file.id, bob), "another's attachment"),
    ]
    nobody = somebody()
    missing = [
        await require_missing(kept.store.load_thread("thr_x", nobody), "no thread"),
        await require_missing(kept.store.load_item("thr_x", "msg_x", nobody), "no item"),
        await require_missing(kept.store.load_attachment("atc_x", nobody), "no attachment"),
    ]
    for known, words in zip((thread, item, file.id), foreign, strict=True):
        require(words.replace(known, "x") in {each.replace(f"{known[:3]}_x", "x") for each in missing}, words)


async def it_tells_owners_apart_by_every_character(kept: Kept) -> None:
    name = token_hex(8)
    owners = [f"user:{name}{end}" for end in ("Ann", "ann", "ann ", "änn", "ann\u0301", "an_", "an%", "\uff41nn")]
    threads = [await kept.thread(Context(owner)) for owner in owners]
    for owner, thread in zip(owners, threads, strict=True):
        require_equal(ids(await kept.store.load_threads(20, None, "desc", Context(owner))), [thread], owner)


async def it_binds_an_attachment_to_one_thread_of_its_owner(kept: Kept) -> None:
    ann, bob = somebody(), somebody()
    thread, other, foreign = await kept.thread(ann), await kept.thread(ann), await kept.thread(bob)
    file = attachment()
    await kept.store.save_attachment(file, ann)
    await require_missing(kept.store.save_attachment(file, bob), "another's attachment, saved")
    bound = {name: file.model_copy(update={"thread_id": name}) for name in (thread, other, foreign)}
    await require_missing(kept.store.save_attachment(bound[foreign], ann), "an attachment in another's thread")
    for _ in range(2):
        await kept.store.save_attachment(bound[thread], ann)
    await require_missing(kept.store.save_attachment(bound[other], ann), "an attachment in two threads")
    here, there = replace(ann, new_thread_id=thread), replace(ann, new_thread_id=other)
    require_equal((await kept.store.load_attachment(file.id, here)).thread_id, thread, "its thread")
    await require_missing(kept.store.load_attachment(file.id, there), "an attachment that was sent elsewhere")
    await kept.store.delete_attachment(file.id, bob)
    require(await kept.database.attachments.find(file.id), "an attachment that another could delete")
    await kept.store.delete_attachment(file.id, ann)
    require_equal(await kept.database.attachments.find(file.id), None, "an attachment that was deleted")


async def it_gives_a_session_to_the_first_user_who_claims_it(kept: Kept) -> None:
    session, sessions = token_hex(16), kept.database.sessions
    visitor, ann, bob = (Context(f"{who}:{session}") for who in ("session", "user-a", "user-b"))
    await sessions.insert(session, "", now_us() + LATER_US)
    thread = await kept.thread(visitor)
    await kept.says(visitor, thread, "before")
    run = await kept.run(visitor, thread, "a-key")
    await asyncio.gather(*(sessions.claim(session, visitor.owner, ann.owner) for _ in range(3)))
    await sessions.claim(session, visitor.owner, bob.owner)
    row = await sessions.find(session)
    require_equal(row.claimed_by if row else None, ann.owner, "who has claimed it")
    require_equal(ids(await kept.store.load_threads(20, None, "desc", ann)), [thread], "threads of the first user")
    for nobody in (visitor, bob):
        require_equal(ids(await kept.store.load_threads(20, None, "desc", nobody)), [], f"threads of {nobody.owner}")
    await kept.says(in_run(run), thread, "after")
    require_equal(await kept.texts(ann, thread), ["before", "after"], "what the user reads")
    require(await kept.database.runs.find(ann.owner, run.id), "the run is not the user's")
    require_equal(await kept.database.runs.find(visitor.owner, run.id), None, "the run under the session's name")


async def it_loses_nothing_that_is_written_while_it_is_claimed(kept: Kept) -> None:
    session = token_hex(16)
    visitor, ann = Context(f"session:{session}"), Context(f"user:{session}")
    await kept.database.sessions.insert(session, "", now_us() + LATER_US)
    thread = await kept.thread(visitor)
    run = await kept.run(visitor, thread)
    texts = [f"text {number}" for number in range(20)]

    async def write() -> None:
        for text in texts:
            await kept.says(in_run(run), thread, text)

    await asyncio.gather(write(), kept.database.sessions.claim(session, visitor.owner, ann.owner))
    require_equal(await kept.texts(ann, thread), texts, "what the user finds")
