/** Threads: what was written is read as it was, and goes with all that hangs on it. */
import assert from 'node:assert/strict';
import type { Thread } from '../protocol/items.ts';
import { newId } from '../stores/chat-store.ts';
import { attachment, inRun, message, NOON, requireMissing, somebody, threadOf, unique } from './kept.ts';
import type { Guarantee } from './kept.ts';

export const THREADS: Record<string, Guarantee> = {
  'it leaves a title to whom came first': async (kept) => {
    const ann = somebody();
    const thread = await kept.thread(ann, 'Words of the question');
    const turn = inRun(await kept.run(ann, thread));
    const read = await kept.store.loadThread(thread, turn);
    const both = ['One', 'Two'].map((made) => kept.store.nameThread(thread, made, 'Words of the question', turn));
    assert.deepEqual((await Promise.all(both)).sort(), [false, true], 'two who name a thread at the same moment');
    await kept.store.saveThread(threadOf(thread, 'Mine'), ann);
    const late = kept.store.nameThread(thread, 'Late', 'Words of the question', turn);
    assert.equal(await late, false, 'a thread was renamed over its owner');
    await kept.store.saveThread({ ...read, status: { type: 'locked', reason: 'Enough' } }, turn);
    const after = await kept.store.loadThread(thread, ann);
    assert.deepEqual([after.title, after.status], ['Mine', { type: 'locked', reason: 'Enough' }]);
    const nothing = kept.store.nameThread('thr_none', 'A', undefined, ann);
    assert.equal(await nothing, false, 'a thread that is not there was named');
  },

  'it deletes with a thread all that hangs on it': async (kept) => {
    const ann = somebody();
    const { store } = kept;
    const [thread, other] = [await kept.thread(ann), await kept.thread(ann)];
    const item = await kept.saysOne(ann, thread, 'gone');
    await kept.says(ann, other, 'stays');
    await store.addFeedback(thread, [item], 'positive', ann);
    const file = attachment(thread);
    await store.saveAttachment(file, ann);
    for (let time = 0; time < 2; time += 1) await store.deleteThread(thread, ann);
    await requireMissing(store.loadThread(thread, ann), 'a deleted thread');
    await requireMissing(store.loadItem(thread, item, ann), 'an item of a deleted thread');
    assert.equal(await kept.database.attachments.find(file.id), undefined, 'an attachment of a deleted thread');
    await requireMissing(store.addThreadItem(thread, message(thread, 'late'), ann), 'an item that comes late');
    await store.saveThread(threadOf(thread), ann);
    assert.deepEqual(await kept.texts(ann, thread), [], 'what a thread of the same id says');
    assert.deepEqual(await kept.database.owners.feedback(ann.owner, thread), [], 'what was thought of it');
    assert.deepEqual(await kept.texts(ann, other), ['stays'], 'what another thread says');
  },

  'it deletes what is not there without a word': async (kept) => {
    const ann = somebody();
    const thread = await kept.thread(ann);
    const item = await kept.saysOne(ann, thread, 'text');
    for (let time = 0; time < 2; time += 1) {
      await kept.store.deleteThreadItem(thread, item, ann);
      await kept.store.deleteAttachment('atc_none', ann);
      await kept.store.deleteThread('thr_none', ann);
    }
    assert.deepEqual(await kept.texts(ann, thread), [], 'the items');
  },

  'it keeps of a thread only what is its own': async (kept) => {
    const ann = somebody();
    const id = await kept.thread(ann);
    const items = { data: [message(id, 'text')], has_more: false };
    const whole: Thread = { ...threadOf(id, 't'), metadata: { a: [1] }, items };
    await kept.store.saveThread(whole, ann);
    const found = await kept.store.loadThread(id, ann);
    assert.deepEqual(found, { ...threadOf(id, 't'), metadata: { a: [1] } }, 'the thread');
    assert.deepEqual(await kept.texts(ann, id), [], 'its items');
  },

  'it makes ids that never meet': () => {
    const made = new Set(Array.from({ length: 1000 }, () => newId('message')));
    assert.equal(made.size, 1000, 'different ids of a thousand');
    for (const each of made) assert.match(each, /_[\da-f]{31,}$/, 'an id is short');
    return Promise.resolve();
  },

  'it changes a thread for one after another': async (kept) => {
    const ann = somebody();
    const thread = await kept.thread(ann, '');
    const longer = (): Promise<boolean> =>
      kept.store.changeThread(thread, (read) => ({ ...read, title: `${read.title ?? ''}+` }), ann);
    const changed = await Promise.all(Array.from({ length: 5 }, longer));
    assert.deepEqual(changed, [true, true, true, true, true], 'changes at the same moment');
    const found = await kept.store.loadThread(thread, ann);
    assert.deepEqual([found.title, found.created_at], ['+++++', NOON], 'the thread');
    assert.equal(await kept.store.changeThread(thread, () => undefined, ann), false, 'a change to nothing');
    for (const [id, who] of [
      [`thr_${unique()}`, ann],
      [thread, somebody()],
    ] as const) {
      assert.equal(await kept.store.changeThread(id, (read) => read, who), false, 'a thread that is not there');
    }
  },
};
