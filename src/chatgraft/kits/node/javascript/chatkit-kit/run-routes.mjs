/** What requests ask of runs: to start or join one, to read on, to stop, and to tell how far it has come. */
import { randomBytes } from 'node:crypto';

import { ServiceError, notFound } from './errors.mjs';

import { idempotencyKey, lastEventId, requireLength, threadOf, whoAsks } from './http/requests.mjs';

import { pageOf } from './questions.mjs';
import { LOST_END } from './running/elsewhere.mjs';

import { OtherWorkerError } from './running/runs.mjs';

import { keyedEvents, plainEvents } from './running/sse.mjs';

import { newId } from './stores/chat-store.mjs';

import { watch } from './watch.mjs';
import { STREAM_HEADERS, header, jsonReply, reply } from './web.mjs';

/** Answers them for owners that are known. */
export class RunRoutes {
  #settings;
  #runs;
  #turns;
  #gates;

  constructor(settings, runs, turns, gates) {
    this.#settings = settings;
    this.#runs = runs;
    this.#turns = turns;
    this.#gates = gates;
  }

  /** A request with a stream as its reply: joins the run of its key, or starts one. */
  async start(request, owner, parsed) {
    const key = idempotencyKey(request);
    try {
      const joined = key ? await this.#runs.joined(owner, key) : undefined;
      const run = joined ?? (await this.#begin(request, owner, parsed, key));
      const events = run.log.read(0);
      return streamOf(key ? keyedEvents(events) : plainEvents(events), run.id);
    } catch (error) {
      if (!(error instanceof OtherWorkerError)) throw error;
      return this.#joinElsewhere(error.row);
    }
  }

  async state(owner, threadId) {
    const state = await this.#runs.stateOfThread(owner, threadId);
    return state ? jsonReply(state) : reply(204);
  }

  async resume(request, owner, runId) {
    const after = lastEventId(request);
    const run = await this.#runs.find(owner, runId);
    return run ? resumed(run, after) : this.#resumeElsewhere(owner, runId, after);
  }

  async stop(owner, runId) {
    if (!(await this.#runs.stop(owner, runId))) throw notFound('This answer is not running.');
    return reply(202);
  }

  async #begin(request, owner, parsed, key) {
    requireLength(parsed, this.#settings.maxMessage);
    if (this.#runs.closing) {
      const message = 'The chat is restarting. Please try again.';
      throw new ServiceError(503, 'restarting', message, { retryAfter: 2 });
    }
    await this.#gates.limits.countTurn(owner, this.#gates.origins.clientAddress(request));
    return this.#runs.start(this.#turn(request, owner, parsed, key));
  }

  /** The run that its key started at another worker; without a log in common, only its id. */
  async #joinElsewhere(row) {
    if (row && (await this.#runs.elsewhere.hasBeginning(row))) {
      return streamOf(keyedEvents(this.#runs.elsewhere.read(row, 0)), row.id);
    }
    const headers = { 'X-Run-Id': row?.id ?? '' };
    throw new ServiceError(409, 'other_worker', 'This answer is being written elsewhere.', { headers });
  }

  async #resumeElsewhere(owner, runId, after) {
    const row = await this.#runs.rows.find(owner, runId);
    const span = row && (await this.#runs.elsewhere.findSpan(row));
    // Without a common log what followed went with the process that had it.
    if (!row || (!span && row.state === 'ended')) throw notFound('This answer is no longer kept.');
    if (span && after < span.first - 1) throw notFound('The beginning of this answer is no longer kept.');
    if (after >= LOST_END || (span?.finished && after >= span.last)) return reply(204);
    watch.resumed('elsewhere');
    return streamOf(keyedEvents(this.#runs.elsewhere.read(row, after)), runId);
  }

  #turn(request, owner, parsed, key) {
    const continued = threadOf(parsed);
    const threadId = continued || newId('thread');
    return {
      owner,
      key: key || randomBytes(16).toString('hex'),
      threadId,
      beginsThread: !continued,
      take: (context) => this.#turns.take(parsed, context),
      context: {
        newThreadId: threadId,
        site: header(request, 'origin') || this.#settings.siteUrl,
        page: pageOf(parsed.metadata, header(request, 'referer')),
        headers: this.#gates.origins.isSame(request) ? whoAsks(request) : {},
      },
    };
  }
}

function resumed(run, after) {
  if (!run.log.holds(after)) throw notFound('The beginning of this answer is no longer kept.');
  if (run.log.finished && after >= run.log.last) return reply(204);
  watch.resumed('here');
  return streamOf(keyedEvents(run.log.read(after)), run.id);
}

function streamOf(events, runId) {
  return reply(200, { ...STREAM_HEADERS, 'X-Run-Id': runId }, events);
}
