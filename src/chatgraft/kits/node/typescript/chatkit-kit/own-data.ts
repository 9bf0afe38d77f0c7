/**
 * What is kept of one owner, given out or erased as a whole; and what has been kept for longer than it may be.
 *
 * Owners are those of the store: `user:<id>` for who has signed in, `session:<id>` for everybody else.
 */
import { setImmediate as breathe } from 'node:timers/promises';
import { forget } from './attached/storage.ts';
import type { Files } from './attached/storage.ts';
import { sessionOf } from './http/sessions.ts';
import { logger } from './logs.ts';
import type { Attachment, ThreadMetadata } from './protocol/items.ts';
import { isHidden } from './protocol/items.ts';
import { shownItem } from './protocol/wire.ts';
import type { ChatStore } from './stores/chat-store.ts';
import { nowUs } from './stores/database.ts';
import type { Database } from './stores/database.ts';

const log = logger('own_data');

const PAGE = 100;
/** Threads that are looked up, and then deleted one by one, before others get their turn. */
const BATCH = 100;
const DAY_US = 24 * 3600 * 1_000_000;

/** Goes by the store for conversations, so that what an owner's own store keeps elsewhere is in it as well. */
export class OwnData {
  readonly #database: Database;
  readonly #store: ChatStore;
  readonly #files: Files;

  constructor(database: Database, store: ChatStore, files: Files) {
    this.#database = database;
    this.#store = store;
    this.#files = files;
  }

  /** One JSON document, in pieces: conversations with their items and ratings, and the names of files. */
  async *export(owner: string): AsyncIterableIterator<string> {
    yield `{"exported_at":"${new Date().toISOString().slice(0, 19)}Z","threads":[`;
    let comma = '';
    for await (const thread of this.threads(owner)) {
      yield comma;
      comma = ',';
      yield* this.#thread(owner, thread);
    }
    const rows = await this.#database.attachments.ofOwner(owner);
    yield `],"attachments":${JSON.stringify(rows.map(({ data }) => described(data)))}}\n`;
  }

  /** Deletes everything that belongs to the owner, and the sessions by which it was reached. */
  async erase(owner: string): Promise<void> {
    const files = (await this.#database.attachments.ofOwner(owner)).map(({ data }) => parsed(data).id);
    const threads: ThreadMetadata[] = [];
    for await (const thread of this.threads(owner)) threads.push(thread);
    // By the store, which may keep more of them.
    for (const thread of threads) await this.#store.deleteThread(thread.id, { owner });
    await this.#database.owners.erase(owner, sessionOf(owner));
    await forget(this.#files, files);
  }

  /** Deletes conversations in which nothing was said for so long; returns how many. */
  async purge(days: number): Promise<number> {
    const before = nowUs() - Math.round(days * DAY_US);
    let count = 0;
    let last = '';
    for (;;) {
      const old = await this.#database.owners.findOldThreads(before, BATCH);
      const found = JSON.stringify(old);
      // The same ones again are those of an owner's own store, which keeps what it was to delete.
      if (old.length === 0 || found === last) break;
      last = found;
      for (const { owner, id } of old) {
        const files = await this.#database.attachments.ofThread(owner, id);
        await this.#store.deleteThread(id, { owner });
        await forget(this.#files, files);
        await breathe();
      }
      count += old.length;
    }
    if (count > 0) log.info('Old conversations were deleted', { count });
    return count;
  }

  /** All of the owner's, the oldest first. */
  async *threads(owner: string): AsyncIterableIterator<ThreadMetadata> {
    let after: string | undefined;
    do {
      const page = await this.#store.loadThreads({ limit: PAGE, order: 'asc', after }, { owner });
      yield* page.data;
      after = page.after;
    } while (after !== undefined);
  }

  async *#thread(owner: string, thread: ThreadMetadata): AsyncIterableIterator<string> {
    yield `${JSON.stringify(thread).slice(0, -1)},"items":[`;
    let after: string | undefined;
    let comma = '';
    do {
      const page = await this.#store.loadThreadItems(thread.id, { limit: PAGE, order: 'asc', after }, { owner });
      const shown = page.data.filter((item) => !isHidden(item)).map((item) => JSON.stringify(shownItem(item)));
      if (shown.length > 0) {
        yield comma + shown.join(',');
        comma = ',';
      }
      after = page.after;
    } while (after !== undefined);
    const opinions = await this.#database.owners.feedback(owner, thread.id);
    const told = opinions.map(({ itemId, kind, createdUs }) => ({ item_id: itemId, kind, created_us: createdUs }));
    yield `],"feedback":${JSON.stringify(told)}}`;
  }
}

function parsed(data: string): Attachment {
  return JSON.parse(data) as Attachment;
}

/** What a file is called, without the addresses that lead to it. */
function described(data: string): object {
  const { id, name, mime_type, metadata, thread_id = null } = parsed(data);
  return { id, name, mime_type, size: metadata?.['size'] ?? null, thread_id };
}
