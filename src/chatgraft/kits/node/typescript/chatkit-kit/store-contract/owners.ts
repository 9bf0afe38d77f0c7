/** Whose a thing is, is asked on every way to it. */
import assert from 'node:assert/strict';
import type { StoreContext } from '../stores/chat-store.ts';
import { nowUs } from '../stores/database.ts';
import { ALL, attachment, inRun, message, requireMissing, somebody, threadOf, unique } from './kept.ts';
import type { Guarantee } from './kept.ts';

const LATER_US = 3_600_000_000;

export const OWNERS: Record<string, Guarantee> = {
  'it shows an owner only their own': async (kept) => {
    const [ann, bob] = [somebody(), somebody()];
    const thread = await kept.thread(ann);
    const item = await kept.saysOne(ann, thread, 'secret');
    assert.deepEqual(await kept.threads(bob), [], 'threads of another');
    await requireMissing(kept.store.loadThread(thread, bob), "another's thread");
    await requireMissing(kept.store.loadItem(thread, item, bob), "another's item");
    await requireMissing(kept.store.loadThreadItems(thread, ALL, bob), "another's items");
    assert.deepEqual(await kept.store.openItems(thread, bob), [], "another's open items");
  },

  "it lets nobody change what is another's": async (kept) => {
    const [ann, bob] = [somebody(), somebody()];
    const thread = await kept.thread(ann);
    const item = await kept.saysOne(ann, thread, 'hers');
    await kept.store.checkpointItem(thread, message(thread, 'unfinished'), ann);
    await kept.store.deleteThread(thread, bob);
    await kept.store.deleteThreadItem(thread, item, bob);
    assert.deepEqual(await kept.store.closeItems(thread, bob), [], 'open items that another could close');
    const changed = { ...message(thread, 'his'), id: item };
    for (const his of [message(thread, 'his'), changed]) {
      await requireMissing(kept.store.addThreadItem(thread, his, bob), "an item in another's thread");
      await requireMissing(kept.store.checkpointItem(thread, his, bob), "a checkpoint in another's thread");
    }
    await requireMissing(kept.store.addFeedback(thread, [item], 'positive', bob), "feedback on another's item");
    assert.deepEqual(await kept.texts(ann, thread), ['hers', 'unfinished'], 'what the owner finds afterwards');
    assert.equal((await kept.store.openItems(thread, ann)).length, 1, 'open items that the owner has');
  },

  'it never gives a row to who saves one of the same id': async (kept) => {
    const [ann, bob] = [somebody(), somebody()];
    const thread = await kept.thread(ann, 'hers');
    await kept.says(ann, thread, 'secret');
    await kept.store.saveThread(threadOf(thread, 'his'), bob);
    assert.equal((await kept.store.loadThread(thread, ann)).title, 'hers', 'the title');
    assert.deepEqual(await kept.texts(bob, thread), [], "what is said in the other's thread of this id");
    assert.deepEqual(await kept.texts(ann, thread), ['secret'], 'what is said in it');
  },

  "it tells what is another's from what is missing in no way": async (kept) => {
    const [ann, bob, nobody] = [somebody(), somebody(), somebody()];
    const thread = await kept.thread(ann);
    const item = await kept.saysOne(ann, thread, 'secret');
    const file = attachment();
    await kept.store.saveAttachment(file, ann);
    const ways: [known: string, none: string, read: (id: string, who: StoreContext) => Promise<unknown>][] = [
      [thread, 'thr_x', (id, who) => kept.store.loadThread(id, who)],
      [item, 'msg_x', (id, who) => kept.store.loadItem(thread, id, who)],
      [file.id, 'atc_x', (id, who) => kept.store.loadAttachment(id, who)],
    ];
    for (const [known, none, read] of ways) {
      const foreign = await requireMissing(read(known, bob), "another's");
      const missing = await requireMissing(read(none, nobody), 'what is not there');
      assert.equal(foreign.replace(known, 'x'), missing.replace(none, 'x'));
    }
  },

  'it tells owners apart by every character': async (kept) => {
    const ends = ['Ann', 'ann', 'ann ', 'änn', 'ann\u0301', 'an_', 'an%', '\uff41nn'];
    const name = unique();
    const owners = ends.map((end) => ({ owner: `user:${name}${end}` }));
    const threads: string[] = [];
    for (const each of owners) threads.push(await kept.thread(each));
    for (const [number, each] of owners.entries()) {
      assert.deepEqual(await kept.threads(each), [threads[number]], each.owner);
    }
  },

  'it binds an attachment to one thread of its owner': async (kept) => {
    const [ann, bob] = [somebody(), somebody()];
    const [thread, other, foreign] = [await kept.thread(ann), await kept.thread(ann), await kept.thread(bob)];
    const { store, database } = kept;
    const file = attachment();
    await store.saveAttachment(file, ann);
    await requireMissing(store.saveAttachment(file, bob), "another's attachment, saved");
    const sentIn = (threadId: string): Promise<void> => store.saveAttachment({ ...file, thread_id: threadId }, ann);
    await requireMissing(sentIn(foreign), "an attachment in another's thread");
    for (let time = 0; time < 2; time += 1) await sentIn(thread);
    await requireMissing(sentIn(other), 'an attachment in two threads');
    const found = await store.loadAttachment(file.id, { ...ann, newThreadId: thread });
    assert.equal(found.thread_id, thread, 'its thread');
    const elsewhere = store.loadAttachment(file.id, { ...ann, newThreadId: other });
    await requireMissing(elsewhere, 'an attachment that was sent elsewhere');
    await store.deleteAttachment(file.id, bob);
    assert.ok(await database.attachments.find(file.id), 'an attachment that another could delete');
    await store.deleteAttachment(file.id, ann);
    assert.equal(await database.attachments.find(file.id), undefined, 'an attachment that was deleted');
  },

  'it gives a session to the first user who claims it': async (kept) => {
    const session = unique();
    const { sessions, runs } = kept.database;
    const [visitor, ann, bob] = ['session', 'user-a', 'user-b'].map((who) => ({ owner: `${who}:${session}` }));
    assert.ok(visitor && ann && bob);
    await sessions.insert(session, '', nowUs() + LATER_US);
    const thread = await kept.thread(visitor);
    await kept.says(visitor, thread, 'before');
    const run = await kept.run(visitor, thread);
    await Promise.all([1, 2, 3].map(() => sessions.claim(session, visitor.owner, ann.owner)));
    await sessions.claim(session, visitor.owner, bob.owner);
    assert.equal((await sessions.find(session))?.claimedBy, ann.owner, 'who has claimed it');
    assert.deepEqual(await kept.threads(ann), [thread], 'threads of the first user');
    for (const nobody of [visitor, bob]) {
      assert.deepEqual(await kept.threads(nobody), [], `threads of ${nobody.owner}`);
    }
    await kept.says(inRun(run), thread, 'after');
    assert.deepEqual(await kept.texts(ann, thread), ['before', 'after'], 'what the user reads');
    assert.ok(await runs.find(ann.owner, run.id), "the run is not the user's");
    assert.equal(await runs.find(visitor.owner, run.id), undefined, "the run under the session's name");
  },

  'it loses nothing that is written while it is claimed': async (kept) => {
    const session = unique();
    const [visitor, ann] = [{ owner: `session:${session}` }, { owner: `user:${session}` }];
    await kept.database.sessions.insert(session, '', nowUs() + LATER_US);
    const thread = await kept.thread(visitor);
    const run = await kept.run(visitor, thread);
    const texts = Array.from({ length: 20 }, (_, number) => `text ${String(number)}`);
    await Promise.all([
      kept.says(inRun(run), thread, ...texts),
      kept.database.sessions.claim(session, visitor.owner, ann.owner),
    ]);
    assert.deepEqual(await kept.texts(ann, thread), texts, 'what the user finds');
  },
};
