/** What is done once a second for a worker's runs, for all of them together: they may be a thousand. */
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseUnavailableError, NotFoundError } from './errors.ts';
import { logger } from './logs.ts';
import type { Run } from './run.ts';
import type { ChatStore } from './stores/chat-store.ts';
import { nowUs } from './stores/database.ts';
import type { RunRows } from './stores/database.ts';

const log = logger('tending');

const ROUND_MILLISECONDS = 1000;
/** In one round. Where more answers are being written each is kept less often, the one that waited longest first. */
const MOST_CHECKPOINTS = 100;
/** How long the end of a run waits for a checkpoint of it that is on its way. */
const LAST_WRITE_MILLISECONDS = 1000;

/** Renews leases, keeps what was said so far, and sees which runs another worker was told to stop. */
export class Tending {
  readonly #rows: RunRows;
  readonly #store: ChatStore;
  readonly #leaseUs: number;
  /** In the order in which they were last kept. */
  readonly #runs = new Set<Run>();
  #isOnRound = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(rows: RunRows, store: ChatStore, leaseSeconds: number) {
    this.#rows = rows;
    this.#store = store;
    this.#leaseUs = Math.round(leaseSeconds * 1_000_000);
  }

  /** Until when a lease counts that is taken now. */
  leaseEnd(): number {
    return nowUs() + this.#leaseUs;
  }

  add(run: Run): void {
    this.#runs.add(run);
    this.#timer ??= setInterval(() => {
      if (!this.#isOnRound) void this.#goRound();
    }, ROUND_MILLISECONDS);
  }

  /** Writes nothing more for the run: a checkpoint after its end would bring back what it took away. */
  async release(run: Run): Promise<void> {
    this.#runs.delete(run);
    if (this.#runs.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
    if (run.keeping) await Promise.race([run.keeping, sleep(LAST_WRITE_MILLISECONDS, undefined, { ref: false })]);
  }

  async #goRound(): Promise<void> {
    this.#isOnRound = true;
    try {
      await this.#renew();
      await this.#keep();
    } catch (error) {
      if (error instanceof DatabaseUnavailableError) {
        log.warning('Running answers could not be kept, as the database is away');
      } else {
        log.error('Running answers could not be kept', error);
      }
    } finally {
      this.#isOnRound = false;
    }
  }

  async #renew(): Promise<void> {
    const runs = new Map([...this.#runs].map((run) => [run.id, run]));
    if (runs.size === 0) return;
    for (const id of await this.#rows.renew([...runs.keys()], this.leaseEnd())) runs.get(id)?.end('stop');
  }

  async #keep(): Promise<void> {
    const changed = [...this.#runs].filter((run) => run.items.hasChanged);
    for (const run of changed.slice(0, MOST_CHECKPOINTS)) {
      if (!this.#runs.delete(run)) continue;
      this.#runs.add(run);
      const keeping = this.#checkpoint(run);
      run.keeping = keeping.catch(() => undefined);
      try {
        await keeping;
      } finally {
        run.keeping = undefined;
      }
    }
  }

  async #checkpoint(run: Run): Promise<void> {
    for (const item of run.items.takeChanged()) {
      run.checkpointed = true;
      try {
        await this.#store.checkpointItem(run.threadId, item, { owner: run.owner, run });
      } catch (error) {
        if (!(error instanceof NotFoundError)) throw error;
        log.warning('A checkpoint could not be kept', { run_id: run.id }); // the thread was deleted meanwhile
      }
    }
  }
}
