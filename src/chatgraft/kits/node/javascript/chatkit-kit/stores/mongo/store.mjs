/**
 * Conversations in MongoDB. Documents have an owner, and every filter asks for it: a foreign one does not exist.
 *
 * There is no transaction and no foreign key. What is written is looked at once more: if the thread has been deleted
 * meanwhile, so is what was written to it; if it has been claimed by a user, that goes with it (`names`). A thread's own
 * document counts its items, so that their order is that of their arrival.
 */
import { NotFoundError } from '../../errors.mjs';

import { ChatStore } from '../chat-store.mjs';
import { nowUs } from '../database.mjs';
import * as rows from '../json-rows.mjs';

import { DuplicateError, int64 } from './client.mjs';
import { any, foundUnder, namesOf, newest, underAll } from './names.mjs';

const OF_A_THREAD = ['items', 'feedback', 'attachments'];
const LISTED = { projection: { id: 1, data: 1 } };

/** Threads and items as JSON texts in documents, so that whatever becomes of them can be kept. */
export class MongoStore extends ChatStore {
  #mongo;

  constructor(mongo) {
    super();
    this.#mongo = mongo;
  }

  async loadThread(threadId, context) {
    const found = await this.#asked(context, (names) => this.#requireThread(threadId, names));
    return rows.parseThread(found['data']);
  }

  async changeThread(threadId, change, context) {
    for (;;) {
      const found = await this.#asked(context, (names) => this.#requireThread(threadId, names)).catch(unlessMissing);
      const after = found && change(rows.parseThread(found['data']));
      if (!found || !after) return false;
      const unchanged = { owner: found['owner'], id: threadId, data: found['data'] };
      if (await this.#mongo.update('threads', unchanged, { data: rows.threadJson(after) })) return true;
    }
  }

  async putThread(thread, context) {
    const data = rows.threadJson(thread);
    const names = await namesOf(this.#mongo, context);
    const mine = { owner: any(names), id: thread.id };
    if (await this.#mongo.update('threads', mine, { data })) return;
    const owner = newest(names, thread.id);
    const times = { created_us: int64(rows.microseconds(thread.created_at)), seq: await this.#mongo.next('threads') };
    try {
      await this.#mongo.insert('threads', { owner, id: thread.id, data, items: 0, ...times });
    } catch (error) {
      if (!(error instanceof DuplicateError)) throw error;
      await this.#mongo.update('threads', mine, { data });
    }
    const now = (await namesOf(this.#mongo, context)).at(-1);
    if (now === undefined) {
      // all of the owner's was erased before this was written
      await this.#mongo.delete('threads', { owner, id: thread.id });
      throw new NotFoundError(`The run that writes ${thread.id} is gone`);
    }
    if (now !== owner) await this.#follow('threads', { id: thread.id }, owner, now, { data });
  }

  async loadThreads(paging, context) {
    const found = await this.#page('threads', { owner: any(await namesOf(this.#mongo, context)) }, paging);
    return rows.pageOf(found, paging.limit, (kept) => kept.map((row) => rows.parseThread(row.data)));
  }

  async deleteThread(threadId, context) {
    const names = await namesOf(this.#mongo, context);
    // What hangs on it goes first, so that it can be deleted again if this comes to no end; and once more afterwards,
    // for who was writing to it just then.
    await this.#deleteOfThread(threadId, names);
    await this.#mongo.delete('threads', { owner: any(names), id: threadId });
    await this.#deleteOfThread(threadId, names);
  }

  async loadThreadItems(threadId, paging, context) {
    const found = await this.#asked(context, async (names) => {
      const listed = await this.#page('items', { owner: any(names), thread_id: threadId }, paging);
      await this.#requireThread(threadId, names); // last: items are claimed after their thread
      return listed;
    });
    return rows.pageOf(found, paging.limit, rows.readable);
  }

  async loadItem(threadId, itemId, context) {
    return this.#asked(context, async (names) => {
      const found = await this.#mongo.find('items', oneItem(names, threadId, itemId));
      const item = found && rows.parseItem(found['data']);
      if (!item) throw new NotFoundError(`Item ${itemId} not found`);
      return item;
    });
  }

  async addThreadItem(threadId, item, context) {
    await this.#writeItem(threadId, item, context, 0);
  }

  async checkpointItem(threadId, item, context) {
    await this.#writeItem(threadId, item, context, 1);
  }

  async openItems(threadId, context) {
    return this.#openOnes(threadId, context, { close: false });
  }

  async closeItems(threadId, context) {
    return this.#openOnes(threadId, context, { close: true });
  }

  async deleteThreadItem(threadId, itemId, context) {
    await underAll(this.#mongo, context, (names) => this.#mongo.delete('items', oneItem(names, threadId, itemId)));
  }

  async addFeedback(threadId, itemIds, kind, context) {
    const names = await namesOf(this.#mongo, context);
    await this.#requireThread(threadId, names);
    for (const itemId of itemIds) {
      const item = await this.#mongo.find('items', oneItem(names, threadId, itemId));
      if (item === null) continue;
      const which = { thread_id: threadId, item_id: itemId };
      const values = { kind, created_us: int64(nowUs()) };
      await this.#mongo.upsert('feedback', { owner: any(names), ...which }, values, { owner: item['owner'] });
      await this.#settle('feedback', which, values, names, context);
    }
  }

  async saveAttachment(attachment, context) {
    const { id, thread_id = null } = attachment;
    const values = { thread_id, data: rows.attachmentJson(attachment) };
    await this.#asked(context, async (names) => {
      if (thread_id !== null) await this.#requireThread(thread_id, names);
      const free = { _id: id, owner: any(names), thread_id: { $in: [null, thread_id] } };
      if (!(await this.#mongo.update('attachments', free, values))) {
        await this.#insertAttachment({ _id: id, owner: newest(names, id), created_us: int64(nowUs()), ...values });
      }
      if (thread_id !== null) await this.#settle('attachments', { _id: id, thread_id }, values, names, context);
    });
  }

  async loadAttachment(attachmentId, context) {
    return this.#asked(context, async (names) => {
      const found = await this.#mongo.find('attachments', { _id: attachmentId, owner: any(names) });
      return rows.sendable(attachmentId, found?.['data'], context);
    });
  }

  async deleteAttachment(attachmentId, context) {
    await this.#mongo.delete('attachments', { _id: attachmentId, owner: any(await namesOf(this.#mongo, context)) });
  }

  async #openOnes(threadId, context, { close }) {
    const found = [];
    await underAll(this.#mongo, context, async (names) => {
      const which = { owner: any(names), thread_id: threadId, open: 1 };
      const these = await this.#mongo.do('select', 'items', (items) =>
        items.find(which, LISTED).sort({ seq: 1 }).toArray(),
      );
      if (these.length > 0 && close) {
        await this.#mongo.do('update', 'items', (items) => items.updateMany(which, { $set: { open: 0 } }));
      }
      const ids = new Set(found.map((row) => row.id));
      found.push(...these.filter((row) => !ids.has(row.id)));
    });
    return rows.readable(found);
  }

  #asked(context, work) {
    return foundUnder(this.#mongo, context, work);
  }

  async #insertAttachment(document) {
    try {
      await this.#mongo.insert('attachments', document);
    } catch (error) {
      if (!(error instanceof DuplicateError)) throw error;
      throw new NotFoundError(`Attachment ${String(document['_id'])} not found`);
    }
  }

  async #writeItem(threadId, item, context, open) {
    const values = { open, data: rows.itemJson(item) };
    const which = { thread_id: threadId, id: item.id, ...(open === 1 ? { open } : {}) };
    const created_us = int64(rows.microseconds(item.created_at));
    await this.#asked(context, async (names) => {
      const { owner, items: seq } = await this.#countItem(threadId, names);
      const first = { owner, seq, type: item.type, created_us };
      await this.#mongo.upsert('items', { owner: any(names), ...which }, values, first);
      await this.#settle('items', which, values, names, context);
    });
  }

  /** The thread's owner, and how many items it has had, this one among them. */
  async #countItem(threadId, names) {
    const thread = await this.#mongo.do('update', 'threads', (threads) =>
      threads.findOneAndUpdate(
        { owner: any(names), id: threadId },
        { $inc: { items: 1 } },
        { projection: { owner: 1, items: 1 }, returnDocument: 'after' },
      ),
    );
    if (thread === null) throw new NotFoundError(`Thread ${threadId} not found`);
    return thread;
  }

  /**
   * Sees to it that what was written has its thread, and the thread's owner. `written` are the names that it may have
   * been written under: a run that has been erased meanwhile tells none.
   */
  async #settle(name, which, values, written, context) {
    const names = await namesOf(this.#mongo, context, written);
    const thread = await this.#requireThread(which['thread_id'], names).catch(async (error) => {
      if (!(error instanceof NotFoundError)) throw error;
      const now = await namesOf(this.#mongo, context, names);
      if (now.length === names.length) await this.#mongo.delete(name, { owner: any(names), ...which });
      throw error;
    });
    const owner = thread['owner'];
    // Never back: a claim that goes on takes it along.
    for (const before of names.slice(0, names.indexOf(owner))) await this.#follow(name, which, before, owner, values);
  }

  /** Gives what may still stand under a name from before to the owner of now. */
  async #follow(name, which, before, owner, values) {
    try {
      await this.#mongo.update(name, { owner: before, ...which }, { owner });
    } catch (error) {
      if (!(error instanceof DuplicateError)) throw error; // what was to be replaced had gone there before
      await this.#mongo.update(name, { owner, ...which }, values);
      await this.#mongo.delete(name, { owner: before, ...which });
    }
  }

  async #requireThread(threadId, names) {
    const found = await this.#mongo.find('threads', { owner: any(names), id: threadId });
    if (found === null) throw new NotFoundError(`Thread ${threadId} not found`);
    return found;
  }

  /** One more than asked for, which tells whether there are more. */
  async #page(name, listed, { after, limit, order }) {
    let which = listed;
    if (after !== undefined) {
      const start = await this.#mongo.find(name, { ...listed, id: after });
      if (start === null) throw new NotFoundError(`Cursor ${after} not found`);
      which = { ...listed, seq: { [order === 'asc' ? '$gt' : '$lt']: start['seq'] } };
    }
    const found = this.#mongo.do('select', name, (all) =>
      all
        .find(which, LISTED)
        .sort({ seq: order === 'asc' ? 1 : -1 })
        .limit(rows.clamped(limit) + 1)
        .toArray(),
    );
    return await found;
  }

  async #deleteOfThread(threadId, names) {
    for (const name of OF_A_THREAD) await this.#mongo.delete(name, { owner: any(names), thread_id: threadId });
  }
}

function unlessMissing(error) {
  if (!(error instanceof NotFoundError)) throw error;
}

function oneItem(names, threadId, itemId) {
  return { owner: any(names), thread_id: threadId, id: itemId };
}
