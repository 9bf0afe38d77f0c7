/** Reads a thread page by page, newest first. */

import type { ChatClient } from "./client.js";
import type { Page, Thread, ThreadItem } from "./protocol.js";
import { withoutItems } from "./thread-state.js";

const PAGE_SIZE = 30;
/** A page may hold nothing visible and still have a next one (hidden items); this many in a row are followed. */
const MOST_EMPTY_PAGES = 20;

export interface NewestItems {
  thread: Thread;
  /** Oldest first. */
  items: ThreadItem[];
  /** Where the next older page begins; null: these items reach back to the beginning. */
  olderCursor: string | null;
}

export async function readNewest(client: ChatClient, threadId: string, signal: AbortSignal): Promise<NewestItems> {
  const thread = await client.call<Thread>("threads.get_by_id", { thread_id: threadId }, signal);
  const first = thread.items;
  // threads.get_by_id carries the thread's OLDEST twenty items: only a short thread is complete with them.
  if (first && !first.has_more) return { thread: withoutItems(thread), items: first.data, olderCursor: null };
  const page = await readOlder(client, threadId, null, signal);
  return { thread: withoutItems(thread), ...page };
}

/** One page before `cursor` (null: the newest), in reading order. */
export async function readOlder(
  client: ChatClient,
  threadId: string,
  cursor: string | null,
  signal: AbortSignal,
): Promise<{ items: ThreadItem[]; olderCursor: string | null }> {
  let after = cursor;
  for (let turn = 0; turn < MOST_EMPTY_PAGES; turn += 1) {
    const params = { thread_id: threadId, limit: PAGE_SIZE, order: "desc", ...(after ? { after } : {}) };
    const page = await client.call<Page<ThreadItem>>("items.list", params, signal);
    after = page.has_more && page.after ? page.after : null;
    if (page.data.length > 0 || after === null) return { items: page.data.toReversed(), olderCursor: after };
  }
  return { items: [], olderCursor: null };
}

/** Walks back through a thread as the reader scrolls up. */
export class OlderItems {
  loading = false;
  /** The last attempt failed: the next one waits until the reader asks for it. */
  failed = false;

  readonly #client: ChatClient;
  readonly #changed: () => void;
  #cursor: string | null = null;

  constructor(client: ChatClient, changed: () => void) {
    this.#client = client;
    this.#changed = changed;
  }

  startFrom(cursor: string | null): void {
    this.#cursor = cursor;
    this.loading = false;
    this.failed = false;
  }

  /** The next older page; null when there is none, or one is being read. */
  async next(threadId: string, signal: AbortSignal): Promise<ThreadItem[] | null> {
    const cursor = this.#cursor;
    if (cursor === null || this.loading) return null;
    this.loading = true;
    this.failed = false;
    this.#changed();
    try {
      const page = await readOlder(this.#client, threadId, cursor, signal);
      if (this.#cursor === cursor) this.#cursor = page.olderCursor;
      return page.items;
    } catch (error) {
      this.failed = true;
      throw error;
    } finally {
      this.loading = false;
    }
  }
}
