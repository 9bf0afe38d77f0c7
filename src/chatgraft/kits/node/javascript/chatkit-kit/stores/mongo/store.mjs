/**
 * Conversations in MongoDB. Documents have an owner, and every filter asks for it: a foreign one does not exist.
 *
 * There is no transaction and no foreign key. What is written is looked at once more: if the thread has been deleted
 * meanwhile, so is what was written to it; if it has been claimed by a user, that goes with it. A thread's own document
 * counts its items, so that their order is that of their arrival.
 */
import { NotFoundError } from '../../errors.mjs';

import { ChatStore } from '../chat-store.mjs';
import { nowUs } from '../database.mjs';
import * as rows from '../json-rows.mjs';

import { DuplicateError, int64 } from './client.mjs';

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
    const found = await this.#requireThread(threadId, await this.#names(context));
    return rows.parseThread(found['data']);
  }

  async changeThread(threadId, change, context) {
    for (;;) {
      const which = { owner: any(await this.#names(context)), id: threadId };
      const found = await this.#find('threads', which);
      const after = found && change(rows.parseThread(found['data']));
      if (!found || !after) return false;
      const unchanged = { ...which, data: found['data'] };
      if (await this.#update('threads', unchanged, { data: rows.threadJson(after) })) return true;
    }
  }

  async putThread(thread, context) {
    const data = rows.threadJson(thread);
    const names = await this.#names(context);
    const mine = { owner: any(names), id: thread.id };
    if (await this.#update('threads', mine, { data })) return;
    const owner = newest(names, thread.id);
    const times = { created_us: int64(rows.microseconds(thread.created_at)), seq: await this.#mongo.next('threads') };
    try {
      await this.#insert('threads', { owner, id: thread.id, data, items: 0, ...times });
    } catch (error) {
      if (!(error instanceof DuplicateError)) throw error;
      await this.#update('threads', mine, { data });
    }
    await this.#follow('threads', { id: thread.id }, owner, await this.#names(context));
  }

  async loadThreads(paging, context) {
    const found = await this.#page('threads', { owner: any(await this.#names(context)) }, paging);
    return rows.pageOf(found, paging.limit, (kept) => kept.map((row) => rows.parseThread(row.data)));
  }

  async deleteThread(threadId, context) {
    const names = await this.#names(context);
    // What hangs on it goes first, so that it can be deleted again if this comes to no end; and once more afterwards,
    // for who was writing to it just then.
    await this.#deleteOfThread(threadId, names);
    await this.#delete('threads', { owner: any(names), id: threadId });
    await this.#deleteOfThread(threadId, names);
  }

  async loadThreadItems(threadId, paging, context) {
    const names = await this.#names(context);
    await this.#requireThread(threadId, names);
    const found = await this.#page('items', { owner: any(names), thread_id: threadId }, paging);
    return rows.pageOf(found, paging.limit, rows.readable);
  }

  async loadItem(threadId, itemId, context) {
    const found = await this.#find('items', oneItem(await this.#names(context), threadId, itemId));
    const item = found && rows.parseItem(found['data']);
    if (!item) throw new NotFoundError(`Item ${itemId} not found`);
    return item;
  }

  async addThreadItem(threadId, item, context) {
    await this.#writeItem(threadId, item, context, 0);
  }

  async checkpointItem(threadId, item, context) {
    await this.#writeItem(threadId, item, context, 1);
  }

  async openItems(threadId, context) {
    return rows.readable(await this.#openRows(await this.#openOnes(threadId, context)));
  }

  async closeItems(threadId, context) {
    const openOnes = await this.#openOnes(threadId, context);
    const found = await this.#openRows(openOnes);
    if (found.length > 0) {
      await this.#mongo.do('update', 'items', (items) => items.updateMany(openOnes, { $set: { open: 0 } }));
    }
    return rows.readable(found);
  }

  async deleteThreadItem(threadId, itemId, context) {
    await this.#delete('items', oneItem(await this.#names(context), threadId, itemId));
  }

  async addFeedback(threadId, itemIds, kind, context) {
    const names = await this.#names(context);
    await this.#requireThread(threadId, names);
    for (const itemId of itemIds) {
      const item = await this.#find('items', oneItem(names, threadId, itemId));
      if (item === null) continue;
      const which = { thread_id: threadId, item_id: itemId };
      const values = { kind, created_us: int64(nowUs()) };
      await this.#upsert('feedback', { owner: any(names), ...which }, values, { owner: item['owner'] });
      await this.#settle('feedback', which, names, context);
    }
  }

  async saveAttachment(attachment, context) {
    const { id, thread_id = null } = attachment;
    const names = await this.#names(context);
    if (thread_id !== null) await this.#requireThread(thread_id, names);
    const values = { thread_id, data: rows.attachmentJson(attachment) };
    const free = { _id: id, owner: any(names), thread_id: { $in: [null, thread_id] } };
    if (!(await this.#update('attachments', free, values))) {
      try {
        await this.#insert('attachments', { _id: id, owner: newest(names, id), created_us: int64(nowUs()), ...values });
      } catch (error) {
        if (!(error instanceof DuplicateError)) throw error;
        throw new NotFoundError(`Attachment ${id} not found`);
      }
    }
    if (thread_id !== null) await this.#settle('attachments', { _id: id, thread_id }, names, context);
  }

  async loadAttachment(attachmentId, context) {
    const found = await this.#find('attachments', { _id: attachmentId, owner: any(await this.#names(context)) });
    return rows.sendable(attachmentId, found?.['data'], context);
  }

  async deleteAttachment(attachmentId, context) {
    await this.#delete('attachments', { _id: attachmentId, owner: any(await this.#names(context)) });
  }

  async #names(context) {
    if (context.run === undefined) return [rows.requireWhole(context.owner)];
    const run = await this.#find('runs', { _id: context.run.id });
    return run === null ? [] : unique([context.owner, run['owner']]);
  }

  async #openOnes(threadId, context) {
    return { owner: any(await this.#names(context)), thread_id: threadId, open: 1 };
  }

  async #openRows(openOnes) {
    const found = this.#mongo.do('select', 'items', (items) => items.find(openOnes, LISTED).sort({ seq: 1 }).toArray());
    return await found;
  }

  async #writeItem(threadId, item, context, open) {
    const names = await this.#names(context);
    const thread = await this.#mongo.do('update', 'threads', (threads) =>
      threads.findOneAndUpdate(
        { owner: any(names), id: threadId },
        { $inc: { items: 1 } },
        { projection: { owner: 1, items: 1 }, returnDocument: 'after' },
      ),
    );
    if (thread === null) throw new NotFoundError(`Thread ${threadId} not found`);
    const place = { ...oneItem(names, threadId, item.id), ...(open === 1 ? { open } : {}) };
    const created_us = int64(rows.microseconds(item.created_at));
    const first = { owner: thread['owner'], seq: thread['items'], type: item.type, created_us };
    await this.#upsert('items', place, { open, data: rows.itemJson(item) }, first);
    await this.#settle('items', { thread_id: threadId, id: item.id }, names, context);
  }

  /**
   * Sees to it that what was written has its thread, and the thread's owner. `written` are the names that it may have
   * been written under: a run that has been erased meanwhile tells none.
   */
  async #settle(name, which, written, context) {
    const names = unique([...written, ...(await this.#names(context))]);
    const threadId = which['thread_id'];
    const thread = await this.#find('threads', { owner: any(names), id: threadId });
    if (thread === null) {
      await this.#delete(name, { owner: any(names), ...which });
      throw new NotFoundError(`Thread ${threadId} not found`);
    }
    const owner = thread['owner'];
    for (const before of names) {
      if (before !== owner) await this.#follow(name, which, before, [owner]);
    }
  }

  /** Gives what may still stand under a name from before to the owner of now. */
  async #follow(name, which, before, names) {
    const owner = names.at(-1);
    if (owner !== undefined && owner !== before) await this.#update(name, { owner: before, ...which }, { owner });
  }

  async #requireThread(threadId, names) {
    const found = await this.#find('threads', { owner: any(names), id: threadId });
    if (found === null) throw new NotFoundError(`Thread ${threadId} not found`);
    return found;
  }

  /** One more than asked for, which tells whether there are more. */
  async #page(name, listed, { after, limit, order }) {
    let which = listed;
    if (after !== undefined) {
      const start = await this.#find(name, { ...listed, id: after });
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

  #find(name, which) {
    return this.#mongo.do('select', name, (all) => all.findOne(which));
  }

  async #insert(name, document) {
    await this.#mongo.do('insert', name, (all) => all.insertOne(document));
  }

  async #update(name, which, values) {
    const updated = await this.#mongo.do('update', name, (all) => all.updateOne(which, { $set: values }));
    return updated.matchedCount > 0;
  }

  /** Sets the values; `first` only where it is new. One that is there and does not fit `which` stays as it is. */
  async #upsert(name, which, values, first) {
    const change = { $set: values, $setOnInsert: first };
    try {
      await this.#mongo.do('insert', name, (all) => all.updateOne(which, change, { upsert: true }));
    } catch (error) {
      // Another has inserted it at the same moment, or `which` asks for more than its key.
      if (!(error instanceof DuplicateError)) throw error;
      await this.#update(name, which, values);
    }
  }

  async #delete(name, which) {
    await this.#mongo.do('delete', name, (all) => all.deleteMany(which));
  }

  async #deleteOfThread(threadId, names) {
    for (const name of OF_A_THREAD) await this.#delete(name, { owner: any(names), thread_id: threadId });
  }
}

function any(names) {
  return { $in: names };
}

function unique(names) {
  return [...new Set(names)];
}

function oneItem(names, threadId, itemId) {
  return { owner: any(names), thread_id: threadId, id: itemId };
}

function newest(names, wanted) {
  const name = names.at(-1);
  if (name === undefined) throw new NotFoundError(`The run that writes ${wanted} is gone`);
  return name;
}
