/** The visitor's ratings of this visit; the protocol sends them and never reads them back. */

import type { ChatClient } from "./client.js";

export type Rating = "positive" | "negative";

export class Feedback {
  readonly #client: ChatClient;
  readonly #ratings = new Map<string, Rating>();

  constructor(client: ChatClient) {
    this.#client = client;
  }

  of(itemId: string): Rating | null {
    return this.#ratings.get(itemId) ?? null;
  }

  /** Rates all items of one answer. Throws what the request throws; the rating is then taken back. */
  async rate(threadId: string, itemIds: readonly string[], kind: Rating): Promise<void> {
    for (const id of itemIds) this.#ratings.set(id, kind);
    try {
      await this.#client.call("items.feedback", { thread_id: threadId, item_ids: itemIds, kind });
    } catch (error) {
      for (const id of itemIds) this.#ratings.delete(id);
      throw error;
    }
  }
}
