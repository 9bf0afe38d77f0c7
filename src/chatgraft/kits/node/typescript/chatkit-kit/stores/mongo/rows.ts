/** Runs, sessions, attachments and their owners in MongoDB's collections. */
import type { FeedbackKind } from '../../protocol/items.ts';
import { nowUs, type RunRow, type RunRows, type RunState } from '../database.ts';
import type { AttachmentRow, AttachmentRows, FeedbackRow, OldThread, OwnerRows } from '../database.ts';
import type { SessionRow, SessionRows } from '../database.ts';
import { DuplicateError, int64, type Document, type Mongo } from './client.ts';

/** What has an owner. Runs come first: what they write from then on belongs to whom they name. */
const OWNED = ['runs', 'threads', 'items', 'feedback', 'attachments'];
const OLDEST = { sort: { seq: 1 } };

/** The collection `chatkit_runs`. */
export class MongoRuns implements RunRows {
  readonly #mongo: Mongo;

  constructor(mongo: Mongo) {
    this.#mongo = mongo;
  }

  async insert({ id, threadId, leaseUs, ...same }: RunRow, key: string): Promise<boolean> {
    const seq = await this.#mongo.next('runs');
    const rest = { thread_id: threadId, lease_us: int64(leaseUs), stop: 0, ended_us: null, seq };
    try {
      await this.#mongo.insert('runs', { _id: id, key, ...same, ...rest });
    } catch (error) {
      if (error instanceof DuplicateError) return false;
      throw error;
    }
    return true;
  }

  find(owner: string, id: string): Promise<RunRow | undefined> {
    return this.#find({ _id: id, owner });
  }

  findByKey(owner: string, key: string): Promise<RunRow | undefined> {
    return this.#find({ owner, key });
  }

  findRunning(owner: string, threadId: string): Promise<RunRow | undefined> {
    return this.#find({ owner, thread_id: threadId, state: 'running' });
  }

  async findFirstBeside(id: string): Promise<RunRow | undefined> {
    const run = await this.#find({ _id: id });
    return run && this.findRunning(run.owner, run.threadId);
  }

  async renew(runIds: readonly string[], leaseUs: number): Promise<string[]> {
    const among = { _id: { $in: runIds } };
    await this.#mongo.do('update', 'runs', (runs) => runs.updateMany(among, { $set: { lease_us: int64(leaseUs) } }));
    return idsOf(this.#mongo, 'runs', { ...among, stop: 1 });
  }

  askToStop(owner: string, id: string): Promise<boolean> {
    return this.#mongo.update('runs', { _id: id, owner }, { stop: 1 });
  }

  end(id: string, state: RunState): Promise<boolean> {
    return this.#mongo.update('runs', { _id: id, state: 'running' }, { state, ended_us: int64(nowUs()) });
  }

  async deleteOld(beforeUs: number): Promise<void> {
    const ended = { ended_us: { $lt: beforeUs } };
    const abandoned = { state: 'running', lease_us: { $lt: beforeUs } };
    await this.#mongo.delete('runs', { $or: [ended, abandoned] });
  }

  async #find(which: Document): Promise<RunRow | undefined> {
    const found = await this.#mongo.do('select', 'runs', (runs) => runs.findOne(which, OLDEST));
    if (found === null) return undefined;
    const { _id: id, owner, thread_id: threadId, worker, state, lease_us: leaseUs } = found;
    return { id, owner, threadId, worker, state, leaseUs } as RunRow;
  }
}

/**
 * The collection `chatkit_sessions`.
 *
 * A claim is written into the session first, with the owner from whom things are moved; it is taken out when all are.
 * Whoever finds it there, as the process that moved them has died, moves what is left.
 */
export class MongoSessions implements SessionRows {
  readonly #mongo: Mongo;

  constructor(mongo: Mongo) {
    this.#mongo = mongo;
  }

  async insert(id: string, origin: string, expiresUs: number): Promise<void> {
    const times = { created_us: int64(nowUs()), expires_us: int64(expiresUs) };
    const document = { _id: id, origin, ...times, revoked: 0, claimed_by: null };
    await this.#mongo.insert('sessions', document);
  }

  async find(id: string): Promise<SessionRow | undefined> {
    const found = await this.#mongo.find('sessions', { _id: id, revoked: 0 });
    if (found === null) return undefined;
    await this.#move(found);
    const { origin, expires_us: expiresUs, claimed_by: claimedBy } = found;
    return { origin, expiresUs, claimedBy: claimedBy ?? '' } as SessionRow;
  }

  async prolong(id: string, expiresUs: number): Promise<void> {
    await this.#mongo.update('sessions', { _id: id }, { expires_us: int64(expiresUs) });
  }

  async claim(id: string, before: string, owner: string): Promise<void> {
    await this.#mongo.update('sessions', { _id: id, claimed_by: null }, { claimed_by: owner, moving_from: before });
    const found = await this.#mongo.find('sessions', { _id: id, claimed_by: owner });
    if (found !== null) await this.#move(found);
  }

  async deleteExpired(): Promise<void> {
    await this.#mongo.delete('sessions', { expires_us: { $lt: nowUs() } });
  }

  async #move(session: Document): Promise<void> {
    const { _id, moving_from: before, claimed_by: owner } = session;
    if (before === undefined) return;
    for (const name of OWNED) {
      try {
        await this.#mongo.do('update', name, (owned) => owned.updateMany({ owner: before }, { $set: { owner } }));
      } catch (error) {
        if (!(error instanceof DuplicateError)) throw error;
        return; // a run takes this one there itself; whoever asks for the session next goes on
      }
    }
    const moved = { $unset: { moving_from: '' } };
    await this.#mongo.do('update', 'sessions', (sessions) => sessions.updateOne({ _id }, moved));
  }
}

/** The collection `chatkit_attachments`. */
export class MongoAttachments implements AttachmentRows {
  readonly #mongo: Mongo;

  constructor(mongo: Mongo) {
    this.#mongo = mongo;
  }

  async find(id: string): Promise<AttachmentRow | undefined> {
    return (await this.#rows({ _id: id }))[0];
  }

  async replace(id: string, { owner, data }: AttachmentRow): Promise<void> {
    await this.#mongo.update('attachments', { _id: id, owner }, { data });
  }

  ofOwner(owner: string): Promise<AttachmentRow[]> {
    return this.#rows({ owner });
  }

  ofThread(owner: string, threadId: string): Promise<string[]> {
    return idsOf(this.#mongo, 'attachments', { owner, thread_id: threadId });
  }

  async known(attachmentIds: readonly string[]): Promise<Set<string>> {
    return new Set(await idsOf(this.#mongo, 'attachments', { _id: { $in: attachmentIds } }));
  }

  async deleteUnsent(beforeUs: number): Promise<void> {
    const unsent = { thread_id: null, created_us: { $lt: beforeUs } };
    await this.#mongo.delete('attachments', unsent);
  }

  async #rows(which: Document): Promise<AttachmentRow[]> {
    const found = await this.#mongo.do('select', 'attachments', (files) => files.find(which).toArray());
    return found.map(({ owner, data }) => ({ owner, data }) as AttachmentRow);
  }
}

/** All collections that have owners. */
export class MongoOwners implements OwnerRows {
  readonly #mongo: Mongo;

  constructor(mongo: Mongo) {
    this.#mongo = mongo;
  }

  async feedback(owner: string, threadId: string): Promise<FeedbackRow[]> {
    const found = await this.#mongo.do('select', 'feedback', (feedback) =>
      feedback.find({ owner, thread_id: threadId }).sort({ created_us: 1 }).toArray(),
    );
    return found.map((each) => ({
      itemId: each['item_id'] as string,
      kind: each['kind'] as FeedbackKind,
      createdUs: each['created_us'] as number,
    }));
  }

  findOldThreads(beforeUs: number, most: number): Promise<OldThread[]> {
    return this.#mongo.do('select', 'threads', async (threads) => {
      const old: OldThread[] = [];
      const wanted = { projection: { owner: 1, id: 1 }, sort: { created_us: 1 } };
      for await (const { owner, id } of threads.find({ created_us: { $lt: beforeUs } }, wanted)) {
        if (old.length === most) break;
        const later = { owner, thread_id: id, created_us: { $gte: beforeUs } };
        const found = await this.#mongo.do('select', 'items', (items) =>
          items.findOne(later, { projection: { _id: 1 } }),
        );
        if (found === null) old.push({ owner, id } as OldThread);
      }
      return old;
    });
  }

  async erase(owner: string, sessionId: string): Promise<void> {
    for (const name of OWNED) {
      await this.#mongo.delete(name, { owner });
    }
    const theirs = { $or: [{ claimed_by: owner }, { _id: sessionId }] };
    await this.#mongo.delete('sessions', theirs);
  }
}

async function idsOf(mongo: Mongo, name: string, which: Document): Promise<string[]> {
  const found = await mongo.do('select', name, (all) => all.find(which, { projection: { _id: 1 } }).toArray());
  return found.map((each) => each['_id'] as string);
}
