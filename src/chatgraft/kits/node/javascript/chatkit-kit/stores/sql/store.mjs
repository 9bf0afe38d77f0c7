/** Conversations in SQL. Rows have an owner, and every clause asks for it: a foreign row does not exist. */
import { DatabaseUnavailableError, ImpossibleValueError, NotFoundError } from '../../errors.mjs';

import { ChatStore } from '../chat-store.mjs';
import { timed } from '../../watch.mjs';
import { nowUs } from '../database.mjs';
import * as rows from '../json-rows.mjs';

import { IntegrityError } from './executor.mjs';

import { storeStatements } from './store-statements.mjs';

/** What ends a transaction, but none of its steps by itself. */
const BROKEN_OFF = [IntegrityError, ImpossibleValueError, DatabaseUnavailableError];

/** Threads and items as JSON rows. Lists are read by keyset in the order of the rows' own sequence. */
export class SqlStore extends ChatStore {
  #executor;
  #sql;

  constructor(executor, dialect) {
    super();
    this.#executor = executor;
    this.#sql = storeStatements(dialect);
  }

  async loadThread(threadId, context) {
    const [row] = await this.#fetch(this.#sql.findThread, { id: threadId }, context);
    if (row === undefined) throw new NotFoundError(`Thread ${threadId} not found`);
    return rows.parseThread(row['data']);
  }

  async putThread(thread, context) {
    const values = { id: thread.id, created_us: rows.microseconds(thread.created_at), data: rows.threadJson(thread) };
    await this.#execute(this.#sql.putThread, values, context);
  }

  async changeThread(threadId, change, context) {
    for (;;) {
      const [row] = await this.#fetch(this.#sql.findThread, { id: threadId }, context);
      if (row === undefined) return false;
      const before = row['data'];
      const after = change(rows.parseThread(before));
      if (after === undefined) return false;
      const values = { id: threadId, before, after: rows.threadJson(after) };
      if ((await this.#execute(this.#sql.changeThread, values, context)) > 0) return true;
    }
  }

  async loadThreads(paging, context) {
    const found = await this.#page(this.#sql.threads, {}, paging, context);
    return rows.pageOf(found, paging.limit, (kept) => kept.map((row) => rows.parseThread(row.data)));
  }

  async deleteThread(threadId, context) {
    await this.#execute(this.#sql.deleteThread, { id: threadId }, context);
  }

  async loadThreadItems(threadId, paging, context) {
    const found = await this.#page(this.#sql.items, { thread_id: threadId }, paging, context);
    if (found.length === 0) await this.loadThread(threadId, context); // where there are items there is their thread
    return rows.pageOf(found, paging.limit, rows.readable);
  }

  async loadItem(threadId, itemId, context) {
    const [row] = await this.#fetch(this.#sql.findItem, { thread_id: threadId, id: itemId }, context);
    const item = row && rows.parseItem(row['data']);
    if (item === undefined) throw new NotFoundError(`Item ${itemId} not found`);
    return item;
  }

  async addThreadItem(threadId, item, context) {
    await this.#writeItem(this.#sql.putItem, threadId, item, context);
  }

  async checkpointItem(threadId, item, context) {
    await this.#writeItem(this.#sql.checkpointItem, threadId, item, context);
  }

  /** In one transaction, which costs much less than one for each. What others break off goes on by itself. */
  async checkpointItems(drafts) {
    try {
      const steps = drafts.map(({ threadId, item, context }) =>
        step(this.#sql.checkpointItem, itemValues(threadId, item), context),
      );
      await timed('insert', () => this.#executor.transact(steps));
    } catch (error) {
      if (!BROKEN_OFF.some((kind) => error instanceof kind)) throw error;
      await super.checkpointItems(drafts);
    }
  }

  async openItems(threadId, context) {
    return rows.readable(await this.#openRows(threadId, context));
  }

  async closeItems(threadId, context) {
    const open = await this.#openRows(threadId, context);
    if (open.length > 0) await this.#execute(this.#sql.closeItems, { thread_id: threadId }, context);
    return rows.readable(open);
  }

  async deleteThreadItem(threadId, itemId, context) {
    await this.#execute(this.#sql.deleteItem, { thread_id: threadId, id: itemId }, context);
  }

  async addFeedback(threadId, itemIds, kind, context) {
    await this.loadThread(threadId, context);
    for (const itemId of itemIds) {
      const found = await this.#fetch(this.#sql.findItem, { thread_id: threadId, id: itemId }, context);
      const values = { thread_id: threadId, item_id: itemId, kind, created_us: nowUs() };
      if (found.length > 0) await this.#execute(this.#sql.putFeedback, values, context);
    }
  }

  async saveAttachment(attachment, context) {
    const { id, thread_id = null } = attachment;
    const values = { id, thread_id, created_us: nowUs(), data: rows.attachmentJson(attachment) };
    try {
      await this.#execute(this.#sql.putAttachment, values, context);
      const [found] = await this.#fetch(this.#sql.findAttachment, { id }, context);
      if (found?.['thread_id'] === thread_id) return;
    } catch (error) {
      if (!(error instanceof IntegrityError)) throw error;
    }
    throw new NotFoundError(`Attachment ${id} not found`);
  }

  async loadAttachment(attachmentId, context) {
    const [row] = await this.#fetch(this.#sql.findAttachment, { id: attachmentId }, context);
    return rows.sendable(attachmentId, row?.['data'], context);
  }

  async deleteAttachment(attachmentId, context) {
    await this.#execute(this.#sql.deleteAttachment, { id: attachmentId }, context);
  }

  async #openRows(threadId, context) {
    return await this.#fetch(this.#sql.openItems, { thread_id: threadId }, context);
  }

  async #writeItem(statement, threadId, item, context) {
    try {
      await this.#execute(statement, itemValues(threadId, item), context);
    } catch (error) {
      if (!(error instanceof IntegrityError)) throw error;
      throw new NotFoundError(`Thread ${threadId} not found`);
    }
  }

  /** One row more than asked for, which tells whether there are more. */
  async #page(listing, values, paging, context) {
    const { after, limit, order } = paging;
    const wanted = { ...values, size: rows.clamped(limit) + 1 };
    if (after === undefined) {
      return await this.#fetch(listing[order].first, wanted, context);
    }
    const [start] = await this.#fetch(listing.cursor, { ...values, id: after }, context);
    if (start === undefined) throw new NotFoundError(`Cursor ${after} not found`);
    const next = { ...wanted, start: start['seq'] };
    return await this.#fetch(listing[order].next, next, context);
  }

  #fetch(scoped, given, context) {
    const { statement, values } = step(scoped, given, context);
    return timed(statement.operation, () => this.#executor.fetch(statement, values));
  }

  /** How many rows a statement found. */
  #execute(scoped, given, context) {
    const { statement, values } = step(scoped, given, context);
    return timed(statement.operation, async () => {
      try {
        return await this.#executor.execute(statement, values);
      } catch (error) {
        // What it refers to has gone, or its run was claimed while the statement was on its way.
        if (context.run === undefined || !(error instanceof IntegrityError)) throw error;
        return this.#executor.execute(statement, values);
      }
    });
  }
}

function step({ ofRequest, ofRun }, given, { run, owner }) {
  return run === undefined
    ? { statement: ofRequest, values: { ...given, owner } }
    : { statement: ofRun, values: { ...given, owner: run.id } };
}

/** A row's values beside its owner. */
function itemValues(threadId, item) {
  const { id, type } = item;
  return { thread_id: threadId, id, type, created_us: rows.microseconds(item.created_at), data: rows.itemJson(item) };
}
