/** A store under examination, and what its checks are made of. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { NotFoundError } from '../errors.ts';
import type { AssistantMessageItem, Attachment, Page, ThreadItem, ThreadMetadata } from '../protocol/items.ts';
import { newId } from '../stores/chat-store.ts';
import type { ChatStore, StoreContext } from '../stores/chat-store.ts';
import { nowUs } from '../stores/database.ts';
import type { Database, RunRow } from '../stores/database.ts';

export const NOON = '2026-03-29T12:00:00.123456Z';
export const LEASE_US = 60_000_000;
export const ALL = { limit: 100, order: 'asc' } as const;
export const NEWEST = { limit: 20, order: 'desc' } as const;

/** What a store must hold to; rejects with an `AssertionError` where it does not. */
export type Guarantee = (kept: Kept) => Promise<void>;

/** Where chats are kept: the database, and the store of conversations on it. */
export class Kept {
  readonly database: Database;
  readonly store: ChatStore;

  constructor(database: Database, store: ChatStore) {
    this.database = database;
    this.store = store;
  }

  /** A new thread's id. */
  async thread(context: StoreContext, title = 'A title'): Promise<string> {
    const thread = threadOf(newId('thread'), title);
    await this.store.saveThread(thread, context);
    return thread.id;
  }

  /** The ids of new messages, which all have the same time. */
  async says(context: StoreContext, threadId: string, ...texts: string[]): Promise<string[]> {
    const items = texts.map((text) => message(threadId, text));
    for (const item of items) await this.store.addThreadItem(threadId, item, context);
    return items.map((item) => item.id);
  }

  /** The id of one new message. */
  async saysOne(context: StoreContext, threadId: string, text: string): Promise<string> {
    const item = message(threadId, text);
    await this.store.addThreadItem(threadId, item, context);
    return item.id;
  }

  /** What a thread says, in order. */
  async texts(context: StoreContext, threadId: string): Promise<string[]> {
    return (await this.store.loadThreadItems(threadId, ALL, context)).data.map(textOf);
  }

  /** The ids of an owner's threads, the newest first. */
  async threads(context: StoreContext): Promise<string[]> {
    return ids(await this.store.loadThreads(NEWEST, context));
  }

  /** A run that is going on. */
  async run(context: StoreContext, threadId: string, key: string = unique()): Promise<RunRow> {
    const row = running(context, threadId);
    assert.ok(await this.database.runs.insert(row, key), 'a run with a new key was not begun');
    return row;
  }
}

export function unique(): string {
  return randomBytes(16).toString('hex');
}

/** An owner whom nobody has heard of. */
export function somebody(): StoreContext {
  return { owner: `session:${unique()}` };
}

/** What the run's own process reads and writes with, who may not know yet that it was claimed. */
export function inRun({ owner, id }: RunRow): StoreContext {
  return { owner, run: { id } };
}

export function running({ owner }: StoreContext, threadId: string): RunRow {
  return { id: unique(), owner, threadId, worker: 'worker', state: 'running', leaseUs: nowUs() + LEASE_US };
}

export function threadOf(id: string, title?: string): ThreadMetadata {
  return { id, created_at: NOON, status: { type: 'active' }, metadata: {}, ...(title !== undefined && { title }) };
}

export function message(threadId: string, text: string, createdAt: string = NOON): AssistantMessageItem {
  const content: AssistantMessageItem['content'] = [{ type: 'output_text', text, annotations: [] }];
  return { type: 'assistant_message', id: newId('message'), thread_id: threadId, created_at: createdAt, content };
}

export function attachment(threadId?: string): Attachment {
  const file: Attachment = { type: 'file', id: newId('attachment'), name: 'a.txt', mime_type: 'text/plain' };
  return threadId === undefined ? file : { ...file, thread_id: threadId };
}

export function textOf(item: ThreadItem): string {
  return item.type === 'assistant_message' ? item.content.map((part) => part.text).join('') : item.type;
}

export function ids(page: Page<{ id: string }>): string[] {
  return page.data.map((each) => each.id);
}

/** The words of the `NotFoundError` that must come. */
export async function requireMissing(asked: Promise<unknown>, what: string): Promise<string> {
  let found: unknown;
  try {
    found = await asked;
  } catch (error) {
    if (error instanceof NotFoundError) return error.message;
    throw error;
  }
  assert.fail(`${what}: ${JSON.stringify(found)} where nothing must be found`);
}
