/** Runs that other workers carry, or carried when they died: what can be told of them here, and who buries them. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ThreadStreamEvent } from '../protocol/events.ts';
import type { ThreadItem } from '../protocol/items.ts';
import { eventJson } from '../protocol/wire.ts';
import { RedisAwayError } from '../redis-away.ts';
import type { ChatStore } from '../stores/chat-store.ts';
import { isExpired } from '../stores/database.ts';
import type { RunRow, RunRows } from '../stores/database.ts';
import { watch } from '../watch.ts';
import { OpenItems } from './open-items.ts';
import { SILENCE_MILLISECONDS, TrimmedError } from './run-log.ts';
import type { Batch, RunLog } from './run-log.ts';
import { snapshot } from './run.ts';
import type { Snapshot } from './run.ts';

/** Events that end a lost run are numbered from here: after every number its worker can have given. */
const LOST_NUMBER = 2 ** 40;
export const LOST_END = LOST_NUMBER + 1000;
const LOST_MESSAGE = 'The answer was interrupted by a restart of the chat. What had arrived is kept.';
/** How long a reader waits for news before it asks whether the worker is still alive. */
export const WAIT_MILLISECONDS = 1000;

/** The numbers of the oldest and the newest event of a log. */
export interface Span {
  first: number;
  last: number;
  finished: boolean;
}

/** What follows a reader's place; `finished` says that nothing more will. */
export interface News extends Batch {
  finished: boolean;
}

/** The logs of all workers, where each can read them. What is asked fails with `RedisAwayError` while they are away. */
export interface CommonLogs {
  /** Begins to copy a log, until it has ended. */
  copy(runId: string, log: RunLog): void;
  /** Copies no more of a run. */
  forget(runId: string): void;
  /** Tells the worker that carries the run to stop it. */
  tellToStop(runId: string): Promise<void>;
  /** Gives the ends of the last answers so long to be copied. */
  close(milliseconds: number): Promise<void>;
  findSpan(runId: string): Promise<Span | undefined>;
  /** What follows `after`, as soon as there is something, or nothing after so long. */
  read(runId: string, after: number, milliseconds: number): Promise<News>;
  /** All that is kept of a run. */
  readAll(runId: string): Promise<Batch>;
}

/** Reads the logs that the workers share; without Redis, or while it is away, only what the tables tell. */
export class Elsewhere {
  readonly #rows: RunRows;
  readonly #store: ChatStore;
  readonly #logs: CommonLogs | undefined;

  constructor(rows: RunRows, store: ChatStore, logs?: CommonLogs) {
    this.#rows = rows;
    this.#store = store;
    this.#logs = logs;
  }

  /** What the common log has of a run. */
  findSpan(row: RunRow): Promise<Span | undefined> {
    return unlessAway(this.#logs?.findSpan(row.id));
  }

  /**
   * Whether the common log has a run from its first event on. That of one that may have only just begun is waited for,
   * but not for long: its worker may write no common log.
   */
  async hasBeginning(row: RunRow): Promise<boolean> {
    const span = await this.findSpan(row);
    if (span) return span.first === 1;
    if (row.state !== 'running' || isExpired(row)) return false;
    try {
      const news = await unlessAway(this.#logs?.read(row.id, 0, WAIT_MILLISECONDS));
      return news !== undefined && (news.events.length > 0 || news.finished);
    } catch (error) {
      if (error instanceof TrimmedError) return false;
      throw error;
    }
  }

  /**
   * A run from its place on: its events while its worker lives, then what was kept and the offer of a retry. An empty
   * batch says that it is silent. Throws `TrimmedError` where what follows cannot be told.
   */
  async *read(row: RunRow, place: number): AsyncIterableIterator<Batch> {
    let after = place;
    let wait = 0;
    let silent = 0;
    let hasEnded = false;
    for (;;) {
      const news = await this.#news(row.id, after, wait);
      silent += wait;
      wait = WAIT_MILLISECONDS;
      if (news.events.length > 0 || silent >= SILENCE_MILLISECONDS) {
        silent = 0;
        yield news;
      }
      if (news.finished) return;
      if (news.events.length > 0) {
        after = news.first + news.events.length - 1;
        continue;
      }
      if (hasEnded) throw new TrimmedError(); // its end has not come, though it was waited for
      const current = await this.#rows.find(row.owner, row.id);
      if (!current) throw new TrimmedError();
      if (current.state === 'lost' || isExpired(current)) break;
      hasEnded = current.state === 'ended';
    }
    yield* (await this.#lastWords(row)).filter(({ first }) => first > after);
  }

  /** A run with its open items, as `GET …/threads/{id}/run` tells it. */
  async state(row: RunRow): Promise<Snapshot> {
    const told = isExpired(row) ? undefined : await this.#told(row);
    if (told) return told;
    const stored = await this.#store.openItems(row.threadId, { owner: row.owner });
    if (isExpired(row)) await this.#bury(row);
    return snapshot(row.id, 0, stored);
  }

  async markLost(row: RunRow): Promise<void> {
    if (await this.#rows.end(row.id, 'lost')) watch.turnEnded('lost', undefined);
  }

  /** The state by the events so far, where the common log has them all. */
  async #told(row: RunRow): Promise<Snapshot | undefined> {
    const batch = await unlessAway(this.#logs?.readAll(row.id));
    if (batch?.first !== 1 || batch.events.length === 0) return undefined;
    const items = new OpenItems();
    for (const event of batch.events) items.apply(JSON.parse(event) as ThreadStreamEvent);
    return snapshot(row.id, batch.events.length, items.all());
  }

  /** What follows, or nothing after so long. */
  async #news(runId: string, after: number, milliseconds: number): Promise<News> {
    const news = await unlessAway(this.#logs?.read(runId, after, milliseconds));
    if (news) return news;
    await sleep(milliseconds);
    return { first: after + 1, events: [], finished: false };
  }

  async #lastWords(row: RunRow): Promise<Batch[]> {
    const items = await this.#bury(row);
    const offer = { type: 'error', code: 'custom', message: LOST_MESSAGE, allow_retry: true } as const;
    return [
      ...items.map((item, index) => only(LOST_NUMBER + index, { type: 'thread.item.done', item })),
      only(LOST_END, offer),
    ];
  }

  /** Marks a run lost, once, and finishes its checkpointed items as they stand. */
  async #bury(row: RunRow): Promise<ThreadItem[]> {
    await this.markLost(row);
    // The items that are open now are a later run's, which finished the lost one's as it began.
    if (await this.#rows.findRunning(row.owner, row.threadId)) return [];
    return this.#store.closeItems(row.threadId, { owner: row.owner });
  }
}

function only(number: number, event: ThreadStreamEvent): Batch {
  return { first: number, events: [eventJson(event)] };
}

async function unlessAway<T>(asked: Promise<T> | undefined): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof RedisAwayError) return undefined;
    throw error;
  }
}
