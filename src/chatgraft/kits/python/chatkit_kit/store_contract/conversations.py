"""Threads and items: what was written is read as it was, in the order in which it came."""

import asyncio
from datetime import datetime, timedelta, timezone
from typing import Literal

from chatkit.types import (
    AssistantMessageContent,
    AssistantMessageItem,
    LockedStatus,
    Page,
    Thread,
    ThreadItem,
    ThreadMetadata,
)

from ..stores.chat_store import PAGE_LIMIT, Draft, new_id
from .kept import (
    NOON,
    Kept,
    attachment,
    ids,
    in_run,
    message,
    require,
    require_equal,
    require_missing,
    somebody,
    text_of,
)


class _ItemOfTomorrow(AssistantMessageItem):
    """An item of a kind that this version cannot read."""

    type: Literal["item_of_tomorrow"] = "item_of_tomorrow"  # type: ignore[assignment]


async def it_keeps_the_order_of_arrival_whatever_the_times(kept: Kept) -> None:
    ann = somebody()
    thread = await kept.thread(ann)
    texts = [f"text {number}" for number in range(12)]
    for number, text in enumerate(texts):
        at = NOON - timedelta(seconds=number if number % 2 else 0)
        await kept.store.add_thread_item(thread, message(thread, text, at), ann)
    require_equal(await kept.texts(ann, thread), texts, "the items")
    newest = await kept.store.load_thread_items(thread, None, 3, "desc", ann)
    require_equal([text_of(item) for item in newest.data], texts[:-4:-1], "the newest items")
    threads = [await kept.thread(ann) for _ in range(5)]
    listed = ids(await kept.store.load_threads(20, None, "desc", ann))
    require_equal(listed, [*reversed(threads), thread], "the threads")


async def it_keeps_the_place_of_what_is_saved_again(kept: Kept) -> None:
    ann = somebody()
    first, second = await kept.thread(ann, "one"), await kept.thread(ann, "two")
    [item, _] = await kept.says(ann, first, "a", "b")
    changed = message(first, "a, changed", NOON + timedelta(hours=1)).model_copy(update={"id": item})
    await kept.store.add_thread_item(first, changed, ann)
    require_equal(await kept.texts(ann, first), ["a, changed", "b"], "the items")
    await kept.store.save_thread(ThreadMetadata(id=first, title="new", created_at=NOON), ann)
    require_equal(ids(await kept.store.load_threads(20, None, "desc", ann)), [second, first], "the threads")
    require_equal((await kept.store.load_thread(first, ann)).title, "new", "the title")


async def it_leaves_a_title_to_whom_came_first(kept: Kept) -> None:
    ann = somebody()
    thread = await kept.thread(ann, "Words of the question")
    turn = in_run(await kept.run(ann, thread))
    read = await kept.store.load_thread(thread, turn)
    both = [kept.store.name_thread(thread, f"Made {number}", "Words of the question", turn) for number in range(2)]
    require_equal(sorted(await asyncio.gather(*both)), [False, True], "two who name a thread at the same moment")
    await kept.store.save_thread(ThreadMetadata(id=thread, title="Mine", created_at=NOON), ann)
    require(not await kept.store.name_thread(thread, "Late", read.title, turn), "a thread was renamed over its owner")
    await kept.store.save_thread(read.model_copy(update={"status": LockedStatus(reason="Enough")}), turn)
    after = await kept.store.load_thread(thread, ann)
    require_equal((after.title, after.status), ("Mine", LockedStatus(reason="Enough")), "title and status")
    require(not await kept.store.name_thread("thr_none", "A", None, ann), "a thread that is not there was named")


async def it_lets_a_late_checkpoint_undo_nothing(kept: Kept) -> None:
    ann = somebody()
    thread = await kept.thread(ann)
    whole = message(thread, "whole")
    part = whole.model_copy(update={"content": message(thread, "part").content})
    await kept.store.checkpoint_item(thread, part, ann)
    require_equal([text_of(item) for item in await kept.store.open_items(thread, ann)], ["part"], "open items")
    await kept.store.add_thread_item(thread, whole, ann)
    await kept.store.checkpoint_item(thread, part, ann)
    require_equal(await kept.texts(ann, thread), ["whole"], "the items")
    require_equal(await kept.store.open_items(thread, ann), [], "open items")


async def it_keeps_what_it_can_of_many_unfinished_items(kept: Kept) -> None:
    ann, bob = somebody(), somebody()
    hers, his, gone = await kept.thread(ann), await kept.thread(bob), await kept.thread(ann)
    await kept.store.delete_thread(gone, ann)
    for texts in (("one", "two"), ("one more", "two more")):
        named = [(hers, ann, texts[0]), (gone, ann, "lost"), (his, bob, texts[1])]
        drafts = [Draft(thread, message(thread, text), context) for thread, context, text in named]
        await kept.store.checkpoint_items(drafts)
        await kept.store.checkpoint_items(drafts[::2])
    require_equal(await kept.texts(ann, hers), ["one", "one more"], "the first owner's items")
    require_equal([text_of(item) for item in await kept.store.open_items(his, bob)], ["two", "two more"], "open items")


async def it_finishes_what_was_left_open_as_it_stands(kept: Kept) -> None:
    ann = somebody()
    thread = await kept.thread(ann)
    await kept.says(ann, thread, "done")
    for text in ("left", "too"):
        await kept.store.checkpoint_item(thread, message(thread, text), ann)
    closed = [text_of(item) for item in await kept.store.close_items(thread, ann)]
    require_equal(closed, ["left", "too"], "the items that were closed")
    require_equal(await kept.store.close_items(thread, ann), [], "the items that are closed once more")
    require_equal(await kept.texts(ann, thread), ["done", "left", "too"], "the items")


async def it_deletes_with_a_thread_all_that_hangs_on_it(kept: Kept) -> None:
    ann = somebody()
    thread, other = await kept.thread(ann), await kept.thread(ann)
    [item] = await kept.says(ann, thread, "gone")
    await kept.says(ann, other, "stays")
    await kept.store.add_feedback(thread, [item], "positive", ann)
    file = attachment(thread)
    await kept.store.save_attachment(file, ann)
    for _ in range(2):
        await kept.store.delete_thread(thread, ann)
    await require_missing(kept.store.load_thread(thread, ann), "a deleted thread")
    await require_missing(kept.store.load_item(thread, item, ann), "an item of a deleted thread")
    require_equal(await kept.database.attachments.find(file.id), None, "an attachment of a deleted thread")
    await require_missing(kept.store.add_thread_item(thread, message(thread, "late"), ann), "an item that comes late")
    await kept.store.save_thread(ThreadMetadata(id=thread, created_at=NOON), ann)
    require_equal(await kept.texts(ann, thread), [], "what a thread of the same id says")
    require_equal(await kept.texts(ann, other), ["stays"], "what another thread says")


async def it_deletes_what_is_not_there_without_a_word(kept: Kept) -> None:
    ann = somebody()
    thread = await kept.thread(ann)
    [item] = await kept.says(ann, thread, "text")
    for _ in range(2):
        await kept.store.delete_thread_item(thread, item, ann)
        await kept.store.delete_attachment("atc_none", ann)
        await kept.store.delete_thread("thr_none", ann)
    require_equal(await kept.texts(ann, thread), [], "the items")


async def it_holds_pages_to_their_size(kept: Kept) -> None:
    ann = somebody()
    thread = await kept.thread(ann)
    await kept.says(ann, thread, *map(str, range(PAGE_LIMIT + 2)))
    for limit, size in ((-5, 1), (0, 1), (1, 1), (7, 7), (1000, PAGE_LIMIT)):
        page = await kept.store.load_thread_items(thread, None, limit, "asc", ann)
        require_equal((len(page.data), page.has_more), (size, True), f"items of a page of {limit}")
    rest = await kept.store.load_thread_items(thread, page.after, 1000, "asc", ann)
    require_equal((len(rest.data), rest.has_more, rest.after), (2, False, None), "the last page")


async def it_goes_on_where_a_page_ended_and_nowhere_else(kept: Kept) -> None:
    ann, bob = somebody(), somebody()
    thread, other, foreign = await kept.thread(ann), await kept.thread(ann), await kept.thread(bob)
    wanted = await kept.says(ann, thread, *"abcdefg")
    for order, whole in (("asc", wanted), ("desc", wanted[::-1])):
        found, after, more = list[str](), None, True
        while more:
            page = await kept.store.load_thread_items(thread, after, 3, order, ann)
            found, after, more = found + ids(page), page.after, page.has_more
        require_equal(found, whole, f"all pages, {order}")
    await require_missing(kept.store.load_thread_items(other, wanted[0], 3, "asc", ann), "a cursor of another thread")
    await require_missing(kept.store.load_thread_items(thread, "msg_none", 3, "asc", ann), "a cursor of nothing")
    await require_missing(kept.store.load_threads(3, foreign, "desc", ann), "a cursor of another owner")
    after_first = await kept.store.load_threads(3, other, "desc", ann)
    require_equal(ids(after_first), [thread], "threads after a cursor")


async def it_keeps_items_of_unknown_kinds(kept: Kept) -> None:
    ann = somebody()
    thread = await kept.thread(ann)
    content = [AssistantMessageContent(text="?")]
    item = _ItemOfTomorrow(id=new_id("message"), thread_id=thread, created_at=NOON, content=content)
    await kept.store.add_thread_item(thread, item, ann)
    await kept.says(ann, thread, "known")
    first = await kept.store.load_thread_items(thread, None, 1, "asc", ann)
    require_equal((first.data, first.has_more, first.after), ([], True, item.id), "a page of what cannot be read")
    second = await kept.store.load_thread_items(thread, first.after, 1, "asc", ann)
    require_equal([text_of(each) for each in second.data], ["known"], "the page after it")


async def it_keeps_times_in_utc_to_the_microsecond(kept: Kept) -> None:
    ann = somebody()
    thread = await kept.thread(ann)
    local = datetime(2026, 7, 1, 9, 30, 0, 7).astimezone()
    far = datetime(2026, 7, 1, 9, 30, tzinfo=timezone(timedelta(hours=13, minutes=45)))
    for moment in (local.replace(tzinfo=None), far):
        item = message(thread, "now", moment)
        await kept.store.add_thread_item(thread, item, ann)
        found = (await kept.store.load_item(thread, item.id, ann)).created_at
        require_equal(found.utcoffset(), timedelta(0), "the offset")
        require_equal(found, local if moment is not far else far, "the moment")
    created = (await kept.store.load_thread(thread, ann)).created_at
    require_equal((created, created.utcoffset()), (NOON, timedelta(0)), "the thread's time")


async def it_makes_ids_that_never_meet(kept: Kept) -> None:
    thread = ThreadMetadata(id="thr", created_at=NOON)
    made = {kept.store.generate_item_id("message", thread, somebody()) for _ in range(1000)}
    require_equal(len(made), 1000, "different ids of a thousand")
    require(all(len(bytes.fromhex(each.rpartition("_")[2])) * 8 >= 122 for each in made), f"ids are short: {made}")


async def it_keeps_of_a_thread_only_what_is_its_own(kept: Kept) -> None:
    ann = somebody()
    items = Page[ThreadItem](data=[message("thr", "text")])
    whole = Thread(id=await kept.thread(ann), title="t", created_at=NOON, metadata={"a": [1]}, items=items)
    await kept.store.save_thread(whole, ann)
    found = await kept.store.load_thread(whole.id, ann)
    require_equal((type(found), found.title, found.metadata), (ThreadMetadata, "t", {"a": [1]}), "the thread")
    require_equal(await kept.texts(ann, whole.id), [], "its items")


async def it_keeps_texts_as_they_are(kept: Kept) -> None:
    ann = somebody()
    texts = ["'quoted' \"twice\" \\ and \\n", "%s $1 {} ?", "line\r\nline\ttab", "🙂 汉字 שלום e\u0301", "x" * 200_000]
    thread = await kept.thread(ann, texts[3])
    await kept.says(ann, thread, *texts)
    require_equal(await kept.texts(ann, thread), texts, "the texts")
    require_equal((await kept.store.load_thread(thread, ann)).title, texts[3], "the title")


async def it_loses_nothing_of_what_many_write_at_once(kept: Kept) -> None:
    ann = somebody()
    thread = await kept.thread(ann)
    texts = [str(number) for number in range(40)]
    await asyncio.gather(*(kept.says(ann, thread, text) for text in texts))
    require_equal(sorted(await kept.texts(ann, thread), key=int), texts, "the items")
    order = await kept.texts(ann, thread)
    require_equal(await kept.texts(ann, thread), order, "their order, read again")
    one = message(thread, "one")
    await asyncio.gather(*(kept.store.add_thread_item(thread, one.model_copy(), ann) for _ in range(10)))
    await asyncio.gather(*(kept.store.save_thread(ThreadMetadata(id="t", created_at=NOON), ann) for _ in range(10)))
    require_equal((await kept.texts(ann, thread)).count("one"), 1, "items of one id")
    require_equal(len(ids(await kept.store.load_threads(20, None, "asc", ann))), 2, "threads")
