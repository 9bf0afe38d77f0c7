/** What is done once a second for a worker's runs, for all of them together: they may be a thousand. */
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseUnavailableError } from '../errors.mjs';
import { logger } from '../logs.mjs';

import { nowUs } from '../stores/database.mjs';

const log = logger('tending');

const ROUND_MILLISECONDS = 1000;
/** In one round. Where more answers are being written each is kept less often, the one that waited longest first. */
const MOST_CHECKPOINTS = 100;
/** Whose checkpoints are one write. The end of any of them waits for all, so not too many. */
const KEPT_TOGETHER = 25;
/** How long the end of a run waits for a checkpoint of it that is on its way. */
const LAST_WRITE_MILLISECONDS = 1000;

/** Renews leases, keeps what was said so far, and sees which runs another worker was told to stop. */
export class Tending {
  #rows;
  #store;
  #leaseUs;
  /** In the order in which they were last kept. */
  #runs = new Set();
  #isOnRound = false;
  #timer;

  constructor(rows, store, leaseSeconds) {
    this.#rows = rows;
    this.#store = store;
    this.#leaseUs = Math.round(leaseSeconds * 1_000_000);
  }

  /** Until when a lease counts that is taken now. */
  leaseEnd() {
    return nowUs() + this.#leaseUs;
  }

  add(run) {
    this.#runs.add(run);
    this.#timer ??= setInterval(() => {
      if (!this.#isOnRound) void this.#goRound();
    }, ROUND_MILLISECONDS);
  }

  /** Writes nothing more for the run: a checkpoint after its end would bring back what it took away. */
  async release(run) {
    this.#runs.delete(run);
    if (this.#runs.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
    if (run.keeping) await Promise.race([run.keeping, sleep(LAST_WRITE_MILLISECONDS, undefined, { ref: false })]);
  }

  async #goRound() {
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

  async #renew() {
    const runs = new Map([...this.#runs].map((run) => [run.id, run]));
    if (runs.size === 0) return;
    for (const id of await this.#rows.renew([...runs.keys()], this.leaseEnd())) runs.get(id)?.end('stop');
  }

  async #keep() {
    const changed = [...this.#runs].filter((run) => run.items.hasChanged).slice(0, MOST_CHECKPOINTS);
    for (let begin = 0; begin < changed.length; begin += KEPT_TOGETHER) {
      const runs = changed.slice(begin, begin + KEPT_TOGETHER).filter((run) => this.#runs.has(run));
      const keeping = this.#checkpoint(runs);
      const kept = keeping.catch(() => undefined);
      for (const run of runs) run.keeping = kept;
      try {
        await keeping;
      } finally {
        for (const run of runs) run.keeping = undefined;
      }
    }
  }

  async #checkpoint(runs) {
    const drafts = [];
    for (const run of runs) {
      this.#runs.delete(run);
      this.#runs.add(run);
      for (const item of run.items.takeChanged()) {
        run.checkpointed = true;
        drafts.push({ threadId: run.threadId, item, context: { owner: run.owner, run } });
      }
    }
    if (drafts.length > 0) await this.#store.checkpointItems(drafts);
  }
}
