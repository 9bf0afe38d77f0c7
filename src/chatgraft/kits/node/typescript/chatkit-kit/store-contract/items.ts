/** Items: what was written is read as it was, in the order in which it came. */
import assert from 'node:assert/strict';
import type { ThreadItem } from '../protocol/items.ts';
import type { Paging } from '../stores/chat-store.ts';
import { PAGE_LIMIT } from '../stores/json-rows.ts';
import { ALL, ids, message, NOON, requireMissing, somebody, textOf, threadOf, unique } from './kept.ts';
import type { Guarantee } from './kept.ts';

const LATER = '2026-03-29T13:00:00.123456Z';

export const ITEMS: Record<string, Guarantee> = {
  'it keeps the order of arrival whatever the times': async (kept) => {
    const ann = somebody();
    const thread = await kept.thread(ann);
    const texts = Array.from({ length: 12 }, (_, number) => `text ${String(number)}`);
    for (const [number, text] of texts.entries()) {
      const seconds = String(number % 2 ? 59 - number : 59).padStart(2, '0');
      await kept.store.addThreadItem(thread, message(thread, text, `2026-03-29T11:59:${seconds}.5Z`), ann);
    }
    assert.deepEqual(await kept.texts(ann, thread), texts, 'the items');
    const newest = await kept.store.loadThreadItems(thread, { limit: 3, order: 'desc' }, ann);
    assert.deepEqual(newest.data.map(textOf), texts.slice(-3).reverse(), 'the newest items');
    const threads = [thread];
    for (let number = 0; number < 5; number += 1) threads.push(await kept.thread(ann));
    assert.deepEqual(await kept.threads(ann), threads.reverse(), 'the threads');
  },

  'it keeps the place of what is saved again': async (kept) => {
    const ann = somebody();
    const [first, second] = [await kept.thread(ann, 'one'), await kept.thread(ann, 'two')];
    const [item = ''] = await kept.says(ann, first, 'a', 'b');
    await kept.store.addThreadItem(first, { ...message(first, 'a, changed', LATER), id: item }, ann);
    assert.deepEqual(await kept.texts(ann, first), ['a, changed', 'b'], 'the items');
    await kept.store.saveThread(threadOf(first, 'new'), ann);
    assert.deepEqual(await kept.threads(ann), [second, first], 'the threads');
    assert.equal((await kept.store.loadThread(first, ann)).title, 'new', 'the title');
  },

  'it lets a late checkpoint undo nothing': async (kept) => {
    const ann = somebody();
    const thread = await kept.thread(ann);
    const whole = message(thread, 'whole');
    const part = { ...whole, content: message(thread, 'part').content };
    await kept.store.checkpointItem(thread, part, ann);
    assert.deepEqual((await kept.store.openItems(thread, ann)).map(textOf), ['part'], 'open items');
    await kept.store.addThreadItem(thread, whole, ann);
    await kept.store.checkpointItem(thread, part, ann);
    assert.deepEqual(await kept.texts(ann, thread), ['whole'], 'the items');
    assert.deepEqual(await kept.store.openItems(thread, ann), [], 'open items');
  },

  'it keeps what it can of many unfinished items': async (kept) => {
    const [ann, bob] = [somebody(), somebody()];
    const [hers, his, gone] = [await kept.thread(ann), await kept.thread(bob), await kept.thread(ann)];
    await kept.store.deleteThread(gone, ann);
    for (const more of ['', ' more']) {
      const drafts = [
        { threadId: hers, item: message(hers, `one${more}`), context: ann },
        { threadId: gone, item: message(gone, 'lost'), context: ann },
        { threadId: his, item: message(his, `two${more}`), context: bob },
      ];
      await kept.store.checkpointItems(drafts);
      await kept.store.checkpointItems(drafts.filter(({ threadId }) => threadId !== gone));
    }
    assert.deepEqual(await kept.texts(ann, hers), ['one', 'one more'], "the first owner's items");
    assert.deepEqual((await kept.store.openItems(his, bob)).map(textOf), ['two', 'two more'], 'open items');
  },

  'it finishes what was left open as it stands': async (kept) => {
    const ann = somebody();
    const thread = await kept.thread(ann);
    await kept.says(ann, thread, 'done');
    for (const text of ['left', 'too']) await kept.store.checkpointItem(thread, message(thread, text), ann);
    const closed = (await kept.store.closeItems(thread, ann)).map(textOf);
    assert.deepEqual(closed, ['left', 'too'], 'the items that were closed');
    assert.deepEqual(await kept.store.closeItems(thread, ann), [], 'the items that are closed once more');
    assert.deepEqual(await kept.texts(ann, thread), ['done', 'left', 'too'], 'the items');
  },

  'it holds pages to their size': async (kept) => {
    const ann = somebody();
    const thread = await kept.thread(ann);
    await kept.says(ann, thread, ...Array.from({ length: PAGE_LIMIT + 2 }, (_, number) => String(number)));
    let after: string | undefined;
    for (const [limit, size] of [
      [-5, 1],
      [0, 1],
      [1, 1],
      [7, 7],
      [1000, PAGE_LIMIT],
    ] as const) {
      const page = await kept.store.loadThreadItems(thread, { ...ALL, limit }, ann);
      assert.deepEqual([page.data.length, page.has_more], [size, true], `items of a page of ${String(limit)}`);
      after = page.after;
    }
    const rest = await kept.store.loadThreadItems(thread, { ...ALL, limit: 1000, after }, ann);
    assert.deepEqual([rest.data.length, rest.has_more, rest.after], [2, false, undefined], 'the last page');
  },

  'it goes on where a page ended and nowhere else': async (kept) => {
    const [ann, bob] = [somebody(), somebody()];
    const [thread, other, foreign] = [await kept.thread(ann), await kept.thread(ann), await kept.thread(bob)];
    const wanted = await kept.says(ann, thread, 'a', 'b', 'c', 'd', 'e', 'f', 'g');
    for (const [order, whole] of [
      ['asc', wanted],
      ['desc', [...wanted].reverse()],
    ] as const) {
      const found: string[] = [];
      let after: string | undefined;
      do {
        const page = await kept.store.loadThreadItems(thread, { limit: 3, order, after }, ann);
        found.push(...ids(page));
        after = page.after;
      } while (after !== undefined);
      assert.deepEqual(found, whole, `all pages, ${order}`);
    }
    const from = (after: string | undefined): Paging => ({ ...ALL, after });
    await requireMissing(kept.store.loadThreadItems(other, from(wanted[0]), ann), 'a cursor of another thread');
    await requireMissing(kept.store.loadThreadItems(thread, from('msg_none'), ann), 'a cursor of nothing');
    await requireMissing(kept.store.loadThreads(from(foreign), ann), 'a cursor of another owner');
    const next = await kept.store.loadThreads({ limit: 3, order: 'desc', after: other }, ann);
    assert.deepEqual(ids(next), [thread], 'threads after a cursor');
  },

  'it keeps items of unknown kinds': async (kept) => {
    const ann = somebody();
    const thread = await kept.thread(ann);
    const item = { ...message(thread, '?'), type: 'item_of_tomorrow' } as unknown as ThreadItem;
    await kept.store.addThreadItem(thread, item, ann);
    await kept.says(ann, thread, 'known');
    const first = await kept.store.loadThreadItems(thread, { ...ALL, limit: 1 }, ann);
    assert.deepEqual(first, { data: [], has_more: true, after: item.id }, 'a page of what cannot be read');
    const second = await kept.store.loadThreadItems(thread, { ...ALL, limit: 1, after: first.after }, ann);
    assert.deepEqual(second.data.map(textOf), ['known'], 'the page after it');
  },

  'it keeps times in UTC to the microsecond': async (kept) => {
    const ann = somebody();
    const thread = await kept.thread(ann);
    for (const [written, read] of [
      ['2026-07-01T09:30:00.000007Z', '2026-07-01T09:30:00.000007Z'],
      ['2026-07-01T09:30:00.25+13:45', '2026-06-30T19:45:00.25Z'],
    ] as const) {
      const item = message(thread, 'now', written);
      await kept.store.addThreadItem(thread, item, ann);
      assert.equal((await kept.store.loadItem(thread, item.id, ann)).created_at, read, 'the moment');
    }
    assert.equal((await kept.store.loadThread(thread, ann)).created_at, NOON, "the thread's time");
  },

  'it keeps texts as they are': async (kept) => {
    const ann = somebody();
    const texts = ['\'quoted\' "twice" \\ and \\n', '%s $1 {} ?', 'line\r\nline\ttab', '🙂 汉字 שלום e\u0301'];
    const thread = await kept.thread(ann, texts[3]);
    await kept.says(ann, thread, ...texts, 'x'.repeat(200_000));
    assert.deepEqual(await kept.texts(ann, thread), [...texts, 'x'.repeat(200_000)], 'the texts');
    assert.equal((await kept.store.loadThread(thread, ann)).title, texts[3], 'the title');
  },

  'it loses nothing of what many write at once': async (kept) => {
    const ann = somebody();
    const thread = await kept.thread(ann);
    const texts = Array.from({ length: 40 }, (_, number) => String(number));
    await Promise.all(texts.map((text) => kept.says(ann, thread, text)));
    const order = await kept.texts(ann, thread);
    assert.deepEqual(
      [...order].sort((one, other) => Number(one) - Number(other)),
      texts,
      'the items',
    );
    assert.deepEqual(await kept.texts(ann, thread), order, 'their order, read again');
    const [one, again] = [message(thread, 'one'), threadOf(`thr_${unique()}`)];
    const tenTimes = Array.from({ length: 10 });
    await Promise.all(tenTimes.map(() => kept.store.addThreadItem(thread, { ...one }, ann)));
    await Promise.all(tenTimes.map(() => kept.store.saveThread({ ...again }, ann)));
    assert.equal((await kept.texts(ann, thread)).filter((text) => text === 'one').length, 1, 'items of one id');
    assert.equal((await kept.threads(ann)).length, 2, 'threads');
  },
};
