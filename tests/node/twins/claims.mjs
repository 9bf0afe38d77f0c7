/** What is lost where a user claims what a run reads and writes just then, step by step as each plan has it. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as driver from 'mongodb';
import { newId } from './chatkit-kit/stores/chat-store.mjs';
import { Mongo } from './chatkit-kit/stores/mongo/client.mjs';
import { MongoDatabase } from './chatkit-kit/stores/mongo/database.mjs';
import { MongoSessions } from './chatkit-kit/stores/mongo/rows.mjs';
import { MongoStore } from './chatkit-kit/stores/mongo/store.mjs';

const { url, plans } = JSON.parse(readFileSync(0, 'utf8'));
const ALL = { limit: 100, order: 'asc' };
const NOON = '2026-03-29T12:00:00.123456Z';

/** One step at a time, each when it is told to. */
class Gated extends Mongo {
  #permits = 0;
  #wake = () => undefined;
  #taken = () => undefined;

  async do(...asked) {
    while (this.#permits === 0) await new Promise((resolve) => (this.#wake = resolve));
    this.#permits -= 1;
    try {
      return await super.do(...asked);
    } finally {
      this.#taken();
    }
  }

  /** The next steps, or all of them. */
  tell(steps) {
    this.#permits = steps;
    this.#wake();
  }

  step() {
    const taken = new Promise((resolve) => (this.#taken = resolve));
    this.tell(1);
    return taken;
  }
}

/** Before each of its steps another goes on by as many as are planned for that place. */
class Interrupted extends Mongo {
  plan = [];
  other;

  async do(...asked) {
    for (let steps = this.plan.shift() ?? 0; steps > 0; steps -= 1) await this.other.step();
    return super.do(...asked);
  }
}

function message(thread_id, text, id = newId('message')) {
  const content = [{ type: 'output_text', text, annotations: [] }];
  return { id, thread_id, created_at: NOON, type: 'assistant_message', content };
}

async function texts({ kept, ann, thread }) {
  const { data } = await kept.loadThreadItems(thread, ALL, ann);
  return data.map((item) => item.content[0].text);
}

async function titles({ kept, ann }) {
  return (await kept.loadThreads(ALL, ann)).data.map(({ title }) => title ?? '');
}

const thread = (id, title) => ({ id, title, created_at: NOON, status: { type: 'active' }, metadata: {} });

/** What a run does, and what is to be seen of it afterwards. */
const EACH = {
  adds: [
    ({ store, run, thread }) => store.addThreadItem(thread, message(thread, 'new'), run),
    async (at) => [await texts(at), ['first', 'open', 'new']],
  ],
  finishes: [
    ({ store, run, thread, open }) => store.addThreadItem(thread, message(thread, 'whole', open), run),
    async (at) => [
      [await texts(at), (await at.kept.openItems(at.thread, at.ann)).length],
      [['first', 'whole'], 0],
    ],
  ],
  checkpoints: [
    ({ store, run, thread, open }) => store.checkpointItem(thread, message(thread, 'more', open), run),
    async (at) => [
      [await texts(at), (await at.kept.openItems(at.thread, at.ann)).length],
      [['first', 'more'], 1],
    ],
  ],
  names: [
    ({ store, run, thread: id }) => store.putThread(thread(id, 'Another'), run),
    async (at) => [await titles(at), ['Another']],
  ],
  renames: [
    ({ store, run, thread: id }) => store.nameThread(id, 'Another', 'A title', run),
    async (at) => [await titles(at), ['Another']],
  ],
  begins: [
    ({ store, run }) => store.putThread(thread('thr_new', 'New'), run),
    async (at) => [await titles(at), ['A title', 'New']],
  ],
  reads: [
    async (at) => {
      at.read = await texts({ kept: at.store, ann: at.run, thread: at.thread });
      await at.store.loadThread(at.thread, at.run);
      await at.store.loadItem(at.thread, at.open, at.run);
    },
    (at) => [at.read, ['first', 'open']],
  ],
  takesBack: [
    ({ store, run, thread, open }) => store.deleteThreadItem(thread, open, run),
    async (at) => [await texts(at), ['first']],
  ],
  closes: [
    async (at) => {
      at.closed = (await at.store.closeItems(at.thread, at.run)).map(({ id }) => id);
    },
    async (at) => [
      [at.closed, (await at.kept.openItems(at.thread, at.ann)).length],
      [[at.open], 0],
    ],
  ],
  attaches: [
    async ({ store, run, thread, file }) => {
      await store.saveAttachment({ ...(await store.loadAttachment(file, run)), thread_id: thread }, run);
    },
    async ({ database, ann, thread, file }) => [await database.attachments.ofThread(ann.owner, thread), [file]],
  ],
};

async function conversation(database, store) {
  const kept = database.createStore();
  const session = randomBytes(16).toString('hex');
  const visitor = { owner: `session:${session}` };
  const [id, open, file, run] = [
    newId('thread'),
    newId('message'),
    newId('attachment'),
    randomBytes(16).toString('hex'),
  ];
  await database.sessions.insert(session, '', 4e15);
  await kept.putThread(thread(id, 'A title'), visitor);
  const row = { id: run, owner: visitor.owner, threadId: id, worker: 'worker', state: 'running', leaseUs: 4e15 };
  await database.runs.insert(row, run);
  await kept.addThreadItem(id, message(id, 'first'), visitor);
  await kept.checkpointItem(id, message(id, 'open', open), visitor);
  await kept.saveAttachment({ id: file, type: 'file', name: 'a.txt', mime_type: 'text/plain' }, visitor);
  const ann = { owner: `user:${session}` };
  return { database, kept, store, session, run: { ...visitor, run: { id: run } }, ann, thread: id, open, file };
}

const database = new MongoDatabase(url, 2, driver);
await database.tables.migrate();
const [interrupted, gated] = [new Interrupted(url, 1, driver), new Gated(url, 1, driver)];
const lost = [];
for (const [name, [work, seen]] of Object.entries(EACH)) {
  for (const plan of plans) {
    const at = await conversation(database, new MongoStore(interrupted));
    const claim = new MongoSessions(gated).claim(at.session, at.run.owner, at.ann.owner);
    Object.assign(interrupted, { plan: [...plan], other: gated });
    try {
      await work(at);
    } catch (error) {
      lost.push([name, plan, error.message]);
    }
    interrupted.plan = [];
    gated.tell(Infinity);
    await claim;
    gated.tell(0);
    const [found, wanted] = (await seen(at)).map((each) => JSON.stringify(each));
    if (found !== wanted) lost.push([name, plan, found]);
  }
}
await Promise.all([database, interrupted, gated].map((each) => each.close()));
process.stdout.write(JSON.stringify(lost));
