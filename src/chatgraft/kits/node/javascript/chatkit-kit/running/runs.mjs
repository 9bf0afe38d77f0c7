/** The runs of this worker: one a key, one at a time a thread, checkpointed, kept for readers, ended in order. */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { CustomStreamError, DatabaseUnavailableError, NotFoundError, UnfitError } from '../errors.mjs';
import { logger } from '../logs.mjs';

import { isExpired, nowUs } from '../stores/database.mjs';

import { watch } from '../watch.mjs';
import { Elsewhere } from './elsewhere.mjs';

import { KEPT_SECONDS } from './run-log.mjs';
import { InterruptedError, Run } from './run.mjs';

import { Tending } from './tending.mjs';

const log = logger('runs');

const DELETION_MILLISECONDS = 3000;
/** How often a turn asks whether the one before it, at another worker, has ended. */
const WAITING_MILLISECONDS = 200;
/** How long the end of the last answers may take to reach Redis when the service closes. */
const COPY_MILLISECONDS = 2000;
const ENDINGS = {
  time: 'The answer took too long and was ended here.',
  shutdown: 'The chat was restarted while it was answering.',
};

/** The run is, or was, another worker's, and its log is not here. No `row` when it is forgotten already. */
export class OtherWorkerError extends Error {
  row;

  constructor(row) {
    super();
    this.row = row;
  }
}

/** The runs that this worker carries; `elsewhere` knows of the others. */
export class Runs {
  rows;
  elsewhere;
  closing = false;
  #store;
  #logs;
  #tending;
  #settings;
  #worker = randomBytes(8).toString('hex');
  #runs = new Map();
  #byKey = new Map();
  /** By owner and thread, the run that the next one waits for. */
  #latest = new Map();

  constructor(settings, rows, store, logs) {
    this.rows = rows;
    this.#settings = settings;
    this.#store = store;
    this.#logs = logs;
    this.elsewhere = new Elsewhere(rows, store, logs);
    this.#tending = new Tending(rows, store, settings.leaseSeconds);
  }

  /** The run of this worker that `key` started, if any. */
  async joined(owner, key) {
    return this.#byKey.get(place(owner, key));
  }

  /** Starts the turn, or joins the run that its key has started or is starting. Throws `OtherWorkerError`. */
  start(turn) {
    const key = place(turn.owner, turn.key);
    const known = this.#byKey.get(key);
    if (known) return known;
    const starting = this.#claim(turn);
    this.#byKey.set(key, starting);
    starting.catch(() => this.#byKey.delete(key));
    return starting;
  }

  /** The owner's run of this id, when it is carried here. */
  async find(owner, runId) {
    const run = this.#runs.get(runId);
    if (!run || run.owner === owner) return run;
    return this.#adopt(await this.rows.find(owner, runId));
  }

  /** Stops a run, here or at another worker; false when the owner has none of this id. */
  async stop(owner, runId) {
    const run = await this.find(owner, runId);
    if (run) {
      run.end('stop');
      return true;
    }
    if (!(await this.rows.askToStop(owner, runId))) return false;
    await this.#logs?.tellToStop(runId);
    return true;
  }

  /** Ends what a thread that is about to be deleted still has running, here or elsewhere, and waits for it. */
  async stopThread(owner, threadId) {
    const runs = this.#ofThread(owner, threadId);
    for (const run of runs) run.end('stop');
    await Promise.all(runs.map((run) => run.task));
    const deadline = performance.now() + DELETION_MILLISECONDS;
    for (;;) {
      const row = await this.rows.findRunning(owner, threadId);
      if (!row || isExpired(row)) return;
      await this.stop(owner, row.id);
      if (performance.now() > deadline) return;
      await sleep(WAITING_MILLISECONDS);
    }
  }

  /** The thread's run with its open items. One that is found dead is shown once more, to be read out. */
  async stateOfThread(owner, threadId) {
    let run = this.#ofThread(owner, threadId).find((one) => !one.log.finished);
    if (run) return run.snapshot();
    const row = await this.rows.findRunning(owner, threadId);
    if (!row) return undefined;
    run = this.#adopt(row);
    if (!run) return this.elsewhere.state(row);
    if (!run.log.finished) return run.snapshot();
    await this.rows.end(run.id, 'ended'); // it has ended here while the database could not be told
    return undefined;
  }

  /** Lets running answers finish for a while, then ends them with an offer to retry. */
  async close(graceSeconds) {
    this.closing = true;
    await this.#waitForAll(graceSeconds);
    for (const run of this.#runs.values()) run.end('shutdown');
    await this.#waitForAll(graceSeconds + 1);
    await this.#logs?.close(COPY_MILLISECONDS);
  }

  /** Stops a run of ours that another worker was asked to stop. */
  hearStop(runId) {
    this.#runs.get(runId)?.end('stop');
  }

  /** Forgets old rows. */
  deleteOld() {
    return this.rows.deleteOld(nowUs() - KEPT_SECONDS * 1_000_000);
  }

  async #claim(turn) {
    const id = randomBytes(16).toString('hex');
    const run = new Run(id, turn.owner, turn.threadId, this.#settings.coalesceMs);
    const row = {
      id,
      owner: run.owner,
      threadId: run.threadId,
      worker: this.#worker,
      state: 'running',
      leaseUs: this.#tending.leaseEnd(),
    };
    if (!(await this.rows.insert(row, turn.key))) {
      const other = await this.rows.findByKey(turn.owner, turn.key);
      const mine = this.#adopt(other);
      if (!mine) throw new OtherWorkerError(other);
      return mine;
    }
    this.#runs.set(id, run);
    const thread = place(run.owner, run.threadId);
    const before = this.#latest.get(thread);
    this.#latest.set(thread, run);
    run.task = this.#carry(run, turn, before);
    this.#logs?.copy(id, run.log);
    if (this.closing) run.end('shutdown');
    return run;
  }

  /** The run of a row, if it is carried here: under the row's owner, whom a claim may have changed since. */
  #adopt(row) {
    const run = row && this.#runs.get(row.id);
    if (run) run.owner = row.owner;
    return run;
  }

  #ofThread(owner, threadId) {
    return [...this.#runs.values()].filter((run) => run.owner === owner && run.threadId === threadId);
  }

  async #waitForAll(seconds) {
    const tasks = [...this.#runs.values()].map((run) => run.task);
    const timer = new AbortController();
    const late = sleep(seconds * 1000, undefined, { signal: timer.signal }).catch(() => undefined);
    await Promise.race([Promise.all(tasks), late]);
    timer.abort();
  }

  async #carry(run, turn, before) {
    this.#tending.add(run);
    let timer;
    try {
      if (before) await before.task;
      if (!turn.beginsThread) await this.#waitForOthers(run);
      timer = setTimeout(() => {
        run.end('time');
      }, this.#settings.runSeconds * 1000);
      await this.#produce(run, turn);
    } catch (error) {
      log.error('A run could not be told to its end', error, { run_id: run.id });
    }
    clearTimeout(timer);
    await this.#tending.release(run);
    await this.#conclude(run);
    this.#letGo(run, turn);
  }

  /** Waits until the run is the oldest of its thread: other workers may carry earlier ones. */
  async #waitForOthers(run) {
    try {
      for (;;) {
        const first = await this.rows.findFirstBeside(run.id);
        if (!first || first.id === run.id) return;
        if (isExpired(first)) await this.elsewhere.markLost(first);
        else await sleep(WAITING_MILLISECONDS);
      }
    } catch (error) {
      if (!(error instanceof DatabaseUnavailableError)) log.error('A turn did not wait', error, { run_id: run.id });
    }
  }

  /** Has the turn write its events into the log; whatever goes wrong becomes an error event in plain words. */
  async #produce(run, turn) {
    const context = { ...turn.context, owner: run.owner, run };
    try {
      // What a killed worker left open.
      if (!turn.beginsThread) await this.#store.closeItems(run.threadId, context);
      await turn.take(context);
      if (run.log.last === 0) {
        run.fail('This message is no longer there, so it cannot be answered again.', false);
      }
    } catch (error) {
      run.closeItems();
      if (!(error instanceof InterruptedError)) tell(run, error);
      else if (run.ending && run.ending !== 'stop') run.fail(ENDINGS[run.ending], true);
    }
  }

  /** Records the end, then lets readers go: who sees the end of a stream finds the run ended. */
  async #conclude(run) {
    try {
      run.flush();
      if (run.checkpointed) await this.#store.closeItems(run.threadId, { owner: run.owner, run });
      await this.rows.end(run.id, 'ended');
    } catch (error) {
      const what = 'The end of a run could not be recorded';
      if (error instanceof DatabaseUnavailableError) log.warning(what, { run_id: run.id });
      else log.error(what, error, { run_id: run.id });
    }
  }

  #letGo(run, turn) {
    run.log.finish();
    watch.turnEnded(run.outcome, run.firstWord);
    if (run.failed) watch.error('answer');
    const thread = place(turn.owner, run.threadId);
    if (this.#latest.get(thread) === run) this.#latest.delete(thread);
    setTimeout(() => {
      this.#runs.delete(run.id);
      this.#byKey.delete(place(turn.owner, turn.key));
      this.#logs?.forget(run.id);
    }, KEPT_SECONDS * 1000).unref();
  }
}

function place(owner, name) {
  return `${owner}\n${name}`;
}

/** A failure in words that a visitor may read; its own are for the log. */
function tell(run, error) {
  if (error instanceof NotFoundError) {
    run.fail('This is no longer there. Please reload the page, or start a new conversation.', false);
  } else if (error instanceof CustomStreamError) {
    run.fail(error.message, error.allowRetry);
  } else if (error instanceof DatabaseUnavailableError) {
    log.error('The database failed during a run', error, { run_id: run.id });
    run.fail('The chat cannot reach its database at the moment.', true);
  } else if (error instanceof UnfitError) {
    log.warning('A request did not fit what it refers to', { run_id: run.id, why: error.message });
    run.fail('This does not fit the conversation as it stands; it may have been done before.', false);
  } else {
    log.error('A run failed', error, { run_id: run.id });
    run.fail('This could not be answered.', true);
  }
}
