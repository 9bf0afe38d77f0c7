/** Runs and sessions: what workers tell each other through the database. */
import assert from 'node:assert/strict';
import { nowUs } from '../stores/database.mjs';
import { attachment, LEASE_US, running, somebody, unique } from './kept.mjs';

export const RECORDS = {
  'it begins one run for a key': async (kept) => {
    const [ann, bob, key] = [somebody(), somebody(), unique()];
    const { runs } = kept.database;
    const rows = Array.from({ length: 10 }, () => running(ann, 'thr'));
    const begun = await Promise.all(rows.map((row) => runs.insert(row, key)));
    assert.equal(begun.filter(Boolean).length, 1, 'runs that ten requests with one key began');
    assert.deepEqual(await runs.findByKey(ann.owner, key), rows[begun.indexOf(true)], 'the run of the key');
    assert.equal(await runs.findByKey(bob.owner, key), undefined, 'the run of the key, for another owner');
    assert.ok(await runs.insert(running(bob, 'thr'), key), "another owner's same key");
  },

  'it shows and stops runs for their owner alone': async (kept) => {
    const [ann, bob] = [somebody(), somebody()];
    const { runs } = kept.database;
    const thread = unique();
    const row = await kept.run(ann, thread);
    assert.deepEqual(await runs.find(ann.owner, row.id), row, 'the run');
    assert.equal(await runs.find(bob.owner, row.id), undefined, 'the run, for another owner');
    assert.equal(await runs.findRunning(bob.owner, thread), undefined, 'the running one, for another owner');
    assert.equal(await runs.askToStop(bob.owner, row.id), false, 'another owner could stop it');
    assert.deepEqual(await runs.renew([row.id], row.leaseUs), [], 'it was told to stop by nobody');
    for (let time = 0; time < 2; time += 1) {
      assert.ok(await runs.askToStop(ann.owner, row.id), 'its owner could not stop it');
    }
    assert.deepEqual(await runs.renew([row.id], row.leaseUs), [row.id], 'it was not told to stop');
  },

  'it lets the oldest run of a thread go first': async (kept) => {
    const ann = somebody();
    const { runs } = kept.database;
    const thread = unique();
    const [first, second] = [await kept.run(ann, thread), await kept.run(ann, thread)];
    await kept.run(ann, 'another thread');
    assert.deepEqual(await runs.findFirstBeside(second.id), first, 'the run that goes first');
    assert.deepEqual(await runs.findRunning(ann.owner, thread), first, 'the running one');
    assert.ok(await runs.end(first.id, 'ended'), 'it could not be ended');
    assert.equal(await runs.end(first.id, 'lost'), false, 'it was ended twice');
    assert.deepEqual(await runs.findFirstBeside(second.id), second, 'the run that goes first then');
    assert.equal((await runs.find(ann.owner, first.id))?.state, 'ended', 'the state of the first');
  },

  'it forgets runs that are over': async (kept) => {
    const ann = somebody();
    const { runs } = kept.database;
    const [over, dead, alive] = [await kept.run(ann, 'a'), await kept.run(ann, 'b'), await kept.run(ann, 'c')];
    await runs.end(over.id, 'ended');
    await runs.renew([dead.id], 1);
    await runs.deleteOld(2);
    assert.equal(await runs.find(ann.owner, dead.id), undefined, 'a run whose worker died');
    assert.ok(await runs.find(ann.owner, over.id), 'a run that has just ended is kept');
    await runs.deleteOld(nowUs() + 1);
    assert.equal(await runs.find(ann.owner, over.id), undefined, 'a run that ended before');
    assert.ok(await runs.find(ann.owner, alive.id), 'a run that goes on is kept');
  },

  'it knows sessions until their time is over': async (kept) => {
    const { sessions } = kept.database;
    const [known, old] = [unique(), unique()];
    assert.equal(await sessions.find(known), undefined, 'a session that nobody opened');
    await sessions.insert(known, 'https://www.example.com', nowUs() + LEASE_US);
    await sessions.insert(old, '', nowUs() - 1);
    const expiresUs = nowUs() + 2 * LEASE_US;
    await sessions.prolong(known, expiresUs);
    await sessions.deleteExpired();
    const wanted = { origin: 'https://www.example.com', expiresUs, claimedBy: '' };
    assert.deepEqual(await sessions.find(known), wanted, 'a session that counts');
    assert.equal(await sessions.find(old), undefined, 'a session whose time is over');
  },

  'it finds attachments and forgets those never sent': async (kept) => {
    const ann = somebody();
    const rows = kept.database.attachments;
    const [sent, unsent] = [attachment(await kept.thread(ann)), attachment()];
    for (const file of [sent, unsent]) await kept.store.saveAttachment(file, ann);
    const row = await rows.find(unsent.id);
    assert.equal(row?.owner, ann.owner, 'the owner');
    await rows.replace(unsent.id, { owner: somebody().owner, data: "another's" });
    assert.deepEqual(await rows.find(unsent.id), row, 'what another changed');
    const data = JSON.stringify({ ...unsent, name: 'b.txt' });
    await rows.replace(unsent.id, { owner: ann.owner, data });
    assert.match((await rows.find(unsent.id))?.data ?? '', /b\.txt/, 'what its owner changed is not kept');
    await rows.deleteUnsent(nowUs() - LEASE_US);
    assert.ok(await rows.find(unsent.id), 'what may still be sent is kept');
    await rows.deleteUnsent(nowUs() + 1);
    assert.equal(await rows.find(unsent.id), undefined, 'what was never sent');
    assert.ok(await rows.find(sent.id), 'what was sent is kept');
  },
};
