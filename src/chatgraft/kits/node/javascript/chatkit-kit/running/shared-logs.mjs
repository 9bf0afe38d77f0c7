/**
 * Logs of runs in Redis Streams, where every worker can read them.
 *
 * The worker that carries a run keeps its log in memory as ever, and copies it: 20 ms of events to an entry, the first
 * at once. An entry's id is the number of its last event, `<number>-0`, so that a copy can be continued where it
 * stopped and a reader's place is its own; `<last>-1` is the end. A stream goes five minutes after its run.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { logger } from '../logs.mjs';
import { RedisAwayError } from '../redis-away.mjs';
import { ANSWER_MILLISECONDS } from '../redis-link.mjs';

import { WAIT_MILLISECONDS } from './elsewhere.mjs';

import { KEPT_SECONDS, TrimmedError } from './run-log.mjs';

const log = logger('shared_logs');

const BATCH_MILLISECONDS = 20;
const STOPS = 'stops';

/** The logs of all workers, and their word to each other that a run is to stop. */
export class SharedLogs {
  #link;
  #expirySeconds;
  #copies = new Map();

  /** `longestRun` is in seconds: what is left of a killed worker's runs goes after it. */
  constructor(link, longestRun) {
    this.#link = link;
    this.#expirySeconds = Math.round(longestRun) + 2 * KEPT_SECONDS;
  }

  /** What an outage of Redis holds up or wipes out follows after it. */
  copy(runId, runLog) {
    const stop = new AbortController();
    const done = this.#copy(this.#key(runId), runLog, stop.signal).catch((error) => {
      log.error('A log could not be copied', error, { run_id: runId });
    });
    this.#copies.set(runId, { done, stop });
  }

  forget(runId) {
    this.#copies.get(runId)?.stop.abort();
    this.#copies.delete(runId);
  }

  async close(milliseconds) {
    const copies = [...this.#copies.values()];
    await Promise.race([Promise.all(copies.map(({ done }) => done)), sleep(milliseconds, undefined, { ref: false })]);
    for (const runId of [...this.#copies.keys()]) this.forget(runId);
  }

  /** The worker does not hear while Redis is away. */
  async tellToStop(runId) {
    try {
      await this.#link.ask('PUBLISH', this.#link.key(STOPS), runId);
    } catch (error) {
      if (!(error instanceof RedisAwayError)) throw error;
    }
  }

  /** Calls `stop` with each run that a worker was told to stop. */
  hearStops(stop) {
    this.#link.hear(STOPS, stop).catch((error) => {
      log.warning('Stops are heard at checkpoints only', { why: String(error) });
    });
  }

  /** Throws `TrimmedError` for a reader left behind. */
  async read(runId, after, milliseconds) {
    const block = milliseconds > 0 ? ['BLOCK', milliseconds] : [];
    const command = ['XREAD', ...block, 'STREAMS', this.#key(runId), `${String(after)}-0`];
    const found = await this.#link.wait(WAIT_MILLISECONDS, ...command);
    const entries = found?.[0]?.[1] ?? [];
    const all = eventsOf(entries);
    const events = all.events.slice(Math.max(0, after + 1 - all.first));
    if (events.length > 0 && all.first > after + 1) throw new TrimmedError();
    return { first: after + 1, events, finished: entries.some(isEnd) };
  }

  async readAll(runId) {
    return eventsOf(await this.#link.ask('XRANGE', this.#key(runId), '-', '+'));
  }

  async findSpan(runId) {
    const key = this.#key(runId);
    const [starts, ends] = await this.#link.askAll(
      ['XRANGE', key, '-', '+', 'COUNT', 1],
      ['XREVRANGE', key, '+', '-', 'COUNT', 1],
    );
    const start = starts?.[0];
    const end = ends?.[0];
    if (!start || !end) return undefined;
    return { first: Number(fieldsOf(start)['first'] ?? 1), last: numberOf(end), finished: isEnd(end) };
  }

  async #copy(key, runLog, signal) {
    let written = 0;
    while (!signal.aborted && !(await this.#copyFrom(written, key, runLog, signal))) {
      written = await this.#findWritten(key, signal);
    }
  }

  /** Copies what follows `written`, to the end; false when it could not be done. */
  async #copyFrom(written, key, runLog, signal) {
    const batches = runLog.read(Math.max(written, runLog.first - 1));
    const leave = () => void batches.return?.();
    signal.addEventListener('abort', leave);
    try {
      let isFirst = written === 0;
      for await (const batch of batches) {
        if (batch.events.length === 0) continue;
        await this.#write(key, batch, runLog.first, isFirst);
        isFirst = false;
        await sleep(BATCH_MILLISECONDS);
      }
      if (signal.aborted) return true;
      const end = ['XADD', key, `${String(runLog.last)}-1`, 'end', 1];
      await this.#link.askAll(end, ['EXPIRE', key, KEPT_SECONDS]);
      return true;
    } catch (error) {
      if (error instanceof RedisAwayError || error instanceof TrimmedError) return false;
      throw error;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  async #write(key, { first, events }, oldest, isFirst) {
    const trim = oldest > 1 ? ['MINID', oldest] : [];
    const id = `${String(first + events.length - 1)}-0`;
    // JSON holds no line ends of its own.
    const entry = ['XADD', key, ...trim, id, 'first', first, 'data', events.join('\n')];
    if (isFirst) await this.#link.askAll(entry, ['EXPIRE', key, this.#expirySeconds]);
    else await this.#link.ask(...entry);
  }

  /** The last event that is in Redis, as soon as Redis can tell. */
  async #findWritten(key, signal) {
    while (!signal.aborted) {
      await sleep(ANSWER_MILLISECONDS);
      try {
        const [last] = await this.#link.ask('XREVRANGE', key, '+', '-', 'COUNT', 1);
        return last ? numberOf(last) : 0;
      } catch (error) {
        if (!(error instanceof RedisAwayError)) throw error;
      }
    }
    return 0;
  }

  #key(runId) {
    return this.#link.key('run', runId);
  }
}

function eventsOf(entries) {
  const told = entries.filter((entry) => !isEnd(entry)).map(fieldsOf);
  return { first: Number(told[0]?.['first'] ?? 1), events: told.flatMap(({ data = '' }) => data.split('\n')) };
}

function isEnd(entry) {
  return 'end' in fieldsOf(entry);
}

function numberOf([id]) {
  return Number(id.split('-')[0]);
}

function fieldsOf([, fields]) {
  const found = {};
  for (let at = 0; at + 1 < fields.length; at += 2) found[fields[at] ?? ''] = fields[at + 1] ?? '';
  return found;
}
