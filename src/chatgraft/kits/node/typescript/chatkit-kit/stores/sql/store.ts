/** Conversations in SQL. Rows have an owner, and every clause asks for it: a foreign row does not exist. */
import { DatabaseUnavailableError, ImpossibleValueError, NotFoundError } from '../../errors.ts';
import type { Attachment, FeedbackKind, Page, ThreadItem, ThreadMetadata } from '../../protocol/items.ts';
import { ChatStore, type ChangeThread, type Draft, type Paging, type StoreContext } from '../chat-store.ts';
import { timed } from '../../watch.ts';
import { nowUs } from '../database.ts';
import * as rows from '../json-rows.ts';
import type { ListedRow } from '../json-rows.ts';
import type { Dialect } from './builder.ts';
import { IntegrityError, type Executor, type Row } from './executor.ts';
import type { Scoped, Step, Values } from './statement.ts';
import { storeStatements, type Listing } from './store-statements.ts';

/** What ends a transaction, but none of its steps by itself. */
const BROKEN_OFF = [IntegrityError, ImpossibleValueError, DatabaseUnavailableError];

/** Threads and items as JSON rows. Lists are read by keyset in the order of the rows' own sequence. */
export class SqlStore extends ChatStore {
  readonly #executor: Executor;
  readonly #sql: ReturnType<typeof storeStatements>;

  constructor(executor: Executor, dialect: Dialect) {
    super();
    this.#executor = executor;
    this.#sql = storeStatements(dialect);
  }

  async loadThread(threadId: string, context: StoreContext): Promise<ThreadMetadata> {
    const [row] = await this.#fetch(this.#sql.findThread, { id: threadId }, context);
    if (row === undefined) throw new NotFoundError(`Thread ${threadId} not found`);
    return rows.parseThread(row['data'] as string);
  }

  async putThread(thread: ThreadMetadata, context: StoreContext): Promise<void> {
    const values = { id: thread.id, created_us: rows.microseconds(thread.created_at), data: rows.threadJson(thread) };
    await this.#execute(this.#sql.putThread, values, context);
  }

  async changeThread(threadId: string, change: ChangeThread, context: StoreContext): Promise<boolean> {
    for (;;) {
      const [row] = await this.#fetch(this.#sql.findThread, { id: threadId }, context);
      if (row === undefined) return false;
      const before = row['data'] as string;
      const after = change(rows.parseThread(before));
      if (after === undefined) return false;
      const values = { id: threadId, before, after: rows.threadJson(after) };
      if ((await this.#execute(this.#sql.changeThread, values, context)) > 0) return true;
    }
  }

  async loadThreads(paging: Paging, context: StoreContext): Promise<Page<ThreadMetadata>> {
    const found = await this.#page(this.#sql.threads, {}, paging, context);
    return rows.pageOf(found, paging.limit, (kept) => kept.map((row) => rows.parseThread(row.data)));
  }

  async deleteThread(threadId: string, context: StoreContext): Promise<void> {
    await this.#execute(this.#sql.deleteThread, { id: threadId }, context);
  }

  async loadThreadItems(threadId: string, paging: Paging, context: StoreContext): Promise<Page<ThreadItem>> {
    const found = await this.#page(this.#sql.items, { thread_id: threadId }, paging, context);
    if (found.length === 0) await this.loadThread(threadId, context); // where there are items there is their thread
    return rows.pageOf(found, paging.limit, rows.readable);
  }

  async loadItem(threadId: string, itemId: string, context: StoreContext): Promise<ThreadItem> {
    const [row] = await this.#fetch(this.#sql.findItem, { thread_id: threadId, id: itemId }, context);
    const item = row && rows.parseItem(row['data'] as string);
    if (item === undefined) throw new NotFoundError(`Item ${itemId} not found`);
    return item;
  }

  async addThreadItem(threadId: string, item: ThreadItem, context: StoreContext): Promise<void> {
    await this.#writeItem(this.#sql.putItem, threadId, item, context);
  }

  async checkpointItem(threadId: string, item: ThreadItem, context: StoreContext): Promise<void> {
    await this.#writeItem(this.#sql.checkpointItem, threadId, item, context);
  }

  /** In one transaction, which costs much less than one for each. What others break off goes on by itself. */
  override async checkpointItems(drafts: readonly Draft[]): Promise<void> {
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

  async openItems(threadId: string, context: StoreContext): Promise<ThreadItem[]> {
    return rows.readable(await this.#openRows(threadId, context));
  }

  async closeItems(threadId: string, context: StoreContext): Promise<ThreadItem[]> {
    const open = await this.#openRows(threadId, context);
    if (open.length > 0) await this.#execute(this.#sql.closeItems, { thread_id: threadId }, context);
    return rows.readable(open);
  }

  async deleteThreadItem(threadId: string, itemId: string, context: StoreContext): Promise<void> {
    await this.#execute(this.#sql.deleteItem, { thread_id: threadId, id: itemId }, context);
  }

  async addFeedback(
    threadId: string,
    itemIds: readonly string[],
    kind: FeedbackKind,
    context: StoreContext,
  ): Promise<void> {
    await this.loadThread(threadId, context);
    for (const itemId of itemIds) {
      const found = await this.#fetch(this.#sql.findItem, { thread_id: threadId, id: itemId }, context);
      const values = { thread_id: threadId, item_id: itemId, kind, created_us: nowUs() };
      if (found.length > 0) await this.#execute(this.#sql.putFeedback, values, context);
    }
  }

  async saveAttachment(attachment: Attachment, context: StoreContext): Promise<void> {
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

  async loadAttachment(attachmentId: string, context: StoreContext): Promise<Attachment> {
    const [row] = await this.#fetch(this.#sql.findAttachment, { id: attachmentId }, context);
    return rows.sendable(attachmentId, row?.['data'] as string | undefined, context);
  }

  async deleteAttachment(attachmentId: string, context: StoreContext): Promise<void> {
    await this.#execute(this.#sql.deleteAttachment, { id: attachmentId }, context);
  }

  async #openRows(threadId: string, context: StoreContext): Promise<ListedRow[]> {
    return (await this.#fetch(this.#sql.openItems, { thread_id: threadId }, context)) as unknown as ListedRow[];
  }

  async #writeItem(statement: Scoped, threadId: string, item: ThreadItem, context: StoreContext): Promise<void> {
    try {
      await this.#execute(statement, itemValues(threadId, item), context);
    } catch (error) {
      if (!(error instanceof IntegrityError)) throw error;
      throw new NotFoundError(`Thread ${threadId} not found`);
    }
  }

  /** One row more than asked for, which tells whether there are more. */
  async #page(listing: Listing, values: Values, paging: Paging, context: StoreContext): Promise<ListedRow[]> {
    const { after, limit, order } = paging;
    const wanted = { ...values, size: rows.clamped(limit) + 1 };
    if (after === undefined) {
      return (await this.#fetch(listing[order].first, wanted, context)) as unknown as ListedRow[];
    }
    const [start] = await this.#fetch(listing.cursor, { ...values, id: after }, context);
    if (start === undefined) throw new NotFoundError(`Cursor ${after} not found`);
    const next = { ...wanted, start: start['seq'] as number };
    return (await this.#fetch(listing[order].next, next, context)) as unknown as ListedRow[];
  }

  #fetch(scoped: Scoped, given: Values, context: StoreContext): Promise<Row[]> {
    const { statement, values } = step(scoped, given, context);
    return timed(statement.operation, () => this.#executor.fetch(statement, values));
  }

  /** How many rows a statement found. */
  #execute(scoped: Scoped, given: Values, context: StoreContext): Promise<number> {
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

function step({ ofRequest, ofRun }: Scoped, given: Values, { run, owner }: StoreContext): Step {
  return run === undefined
    ? { statement: ofRequest, values: { ...given, owner } }
    : { statement: ofRun, values: { ...given, owner: run.id } };
}

/** A row's values beside its owner. */
function itemValues(threadId: string, item: ThreadItem): Values {
  const { id, type } = item;
  return { thread_id: threadId, id, type, created_us: rows.microseconds(item.created_at), data: rows.itemJson(item) };
}
