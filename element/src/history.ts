/** The visitor's threads, newest first, read page by page. */

import type { ChatClient } from "./client.js";
import { isAbort, problemFrom, type Problem } from "./problem.js";
import type { Page, Thread } from "./protocol.js";

const PAGE_SIZE = 30;

export class History {
  threads: readonly Thread[] = [];
  loading = false;
  problem: Problem | null = null;

  readonly #client: ChatClient;
  readonly #changed: () => void;
  #cursor: string | null = null;
  #reading: AbortController | null = null;

  constructor(client: ChatClient, changed: () => void) {
    this.#client = client;
    this.#changed = changed;
  }

  get hasMore(): boolean {
    return this.#cursor !== null;
  }

  /** Reads the first page again; what was listed stays in sight until the answer is there. */
  async reload(): Promise<void> {
    this.#reading?.abort();
    await this.#read(null);
  }

  async more(): Promise<void> {
    if (this.#cursor !== null && !this.loading) await this.#read(this.#cursor);
  }

  async rename(threadId: string, title: string): Promise<Thread | null> {
    const answer = await this.#try(() =>
      this.#client.call<Thread>("threads.update", { thread_id: threadId, title }),
    );
    if (!answer) return null;
    this.threads = this.threads.map((thread) => (thread.id === threadId ? { ...thread, title } : thread));
    this.#changed();
    return answer;
  }

  /** True when the server has deleted the thread. */
  async delete(threadId: string): Promise<boolean> {
    const answer = await this.#try(() => this.#client.call<object>("threads.delete", { thread_id: threadId }));
    if (!answer) return false;
    this.threads = this.threads.filter((thread) => thread.id !== threadId);
    this.#changed();
    return true;
  }

  async #read(after: string | null): Promise<void> {
    const reading = new AbortController();
    this.#reading = reading;
    this.loading = true;
    this.#changed();
    const params = { limit: PAGE_SIZE, order: "desc", ...(after ? { after } : {}) };
    const page = await this.#try(() => this.#client.call<Page<Thread>>("threads.list", params, reading.signal));
    if (this.#reading !== reading) return;
    this.loading = false;
    if (page) {
      const known = after ? this.threads : [];
      const ids = new Set(known.map((thread) => thread.id));
      this.threads = [...known, ...page.data.filter((thread) => !ids.has(thread.id))];
      this.#cursor = page.has_more && page.after ? page.after : null;
    }
    this.#changed();
  }

  async #try<T>(request: () => Promise<T>): Promise<T | null> {
    try {
      const answer = await request();
      this.problem = null;
      return answer;
    } catch (error) {
      if (!isAbort(error)) this.problem = problemFrom(error);
      this.#changed();
      return null;
    }
  }
}
