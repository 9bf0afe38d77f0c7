/** The chat service: one function from request to reply, the same under every server and framework. */
import { randomBytes } from 'node:crypto';

import { Attachments } from './attachments.mjs';
import { Breaker } from './breaker.mjs';

import { Documents } from './documents.mjs';
import { LOST_END } from './elsewhere.mjs';
import {
  CustomStreamError,
  DatabaseUnavailableError,
  NotOfferedError,
  ServiceError,
  UnfitError,
  badRequest,
  notFound,
} from './errors.mjs';
import { forget } from './files.mjs';

import { Frame } from './frame.mjs';

import { Limits } from './limits.mjs';
import { logger } from './logs.mjs';
import { MetricsAccess } from './metrics-access.mjs';
import { Origins } from './origins.mjs';
import { OwnData } from './own-data.mjs';
import { isStreaming, parseRequest } from './protocol/requests.mjs';

import { pageOf } from './questions.mjs';
import { Readiness } from './readiness.mjs';
import { idempotencyKey, lastEventId, requireLength, sessionKind, threadOf, whoAsks } from './requests.mjs';

import { OtherWorkerError, Runs } from './runs.mjs';

import { Sessions, forgetCookie, setCookie } from './sessions.mjs';

import { keyedEvents, plainEvents } from './sse.mjs';
import { newId } from './stores/chat-store.mjs';

import { Turns } from './turns.mjs';
import { watch } from './watch.mjs';
import { JSON_TYPE, STREAM_HEADERS, header, jsonReply, reply } from './web.mjs';

const log = logger('service');

/** A few minutes of speech in base64. */
const AUDIO_BYTES = 8 * 1024 * 1024;
const RUNS_MILLISECONDS = 60_000;
const HOUSE_MILLISECONDS = 3_600_000;

/**
 * All routes under `settings.api`, and `/healthz`, `/readyz` and `/metrics` there and at the root.
 *
 * `handle` never fails: whatever goes wrong is an error document with the headers that let the page read it.
 */
export class ChatService {
  settings;
  #parts;
  #limits;
  #origins;
  #sessions;
  #readiness;
  #runs;
  #attachments;
  ownData;
  #turns;
  #documents;
  #frame;
  #timers = [];
  #closing;

  constructor(parts) {
    const { settings, database, store, assistant, files, sharing } = parts;
    this.settings = settings;
    this.#parts = parts;
    this.#limits = new Limits(settings, sharing?.counters);
    this.#origins = new Origins(settings);
    this.#sessions = new Sessions(database.sessions, settings.secret, (request) => this.#origins.isSecure(request));
    this.#readiness = new Readiness(database.tables, settings, sharing?.link);
    this.#runs = new Runs(settings, database.runs, store, sharing?.logs);
    this.ownData = new OwnData(database, store, files);
    if (settings.attachments) {
      const findOwner = (request) => this.#ownerIfAny(request);
      this.#attachments = new Attachments(settings, database.attachments, files, findOwner);
    }
    const breaker = new Breaker(settings);
    this.#turns = new Turns(store, assistant, this.#limits, breaker, this.#attachments?.read);
    this.#documents = new Documents(store, assistant, this.#attachments);
    this.#frame = new Frame(this.#routes(), settings.api, {
      origins: this.#origins,
      limits: this.#limits,
      readiness: this.#readiness,
      metrics: new MetricsAccess(settings),
    });
  }

  #routes() {
    const routes = [
      { method: 'POST', path: /^\/?$/, handle: this.#chat },
      { method: 'POST', path: /^\/session$/, handle: this.#openSession },
      { method: 'GET', path: /^\/threads\/([^/]+)\/run$/, handle: this.#runOfThread },
      { method: 'GET', path: /^\/runs\/([^/]+)$/, handle: this.#resume },
      { method: 'POST', path: /^\/runs\/([^/]+)\/stop$/, handle: this.#stop },
      { method: 'GET', path: /^\/me\/export$/, handle: this.#export },
      { method: 'DELETE', path: /^\/me$/, handle: this.#erase },
    ];
    const attachments = this.#attachments;
    if (!attachments) return routes;
    const place = /^\/attachments\/([^/]+(?:\/[^/]+)?)$/;
    return [
      ...routes,
      { method: 'POST', path: /^\/attachments$/, handle: (request) => this.#takeFile(attachments, request) },
      { method: 'PUT', path: place, handle: attachments.upload },
      { method: 'POST', path: place, handle: attachments.upload },
      { method: 'GET', path: place, handle: attachments.download },
    ];
  }

  get tables() {
    return this.#parts.database.tables;
  }

  /** Begins what goes on beside the requests. A database that is down does not stop a service from starting. */
  async start() {
    void this.#parts.assistant.pages.build();
    this.#parts.sharing?.logs.hearStops((runId) => {
      this.#runs.hearStop(runId);
    });
    this.#timers = [
      setInterval(() => void this.#unlessAway(() => this.#runs.deleteOld()), RUNS_MILLISECONDS).unref(),
      setInterval(() => void this.#unlessAway(() => this.#keepHouse()), HOUSE_MILLISECONDS).unref(),
    ];
    try {
      await this.#readiness.require();
    } catch (error) {
      if (!(error instanceof ServiceError)) log.error('The database cannot be made ready', error);
    }
  }

  /** Ends the runs, and with them the streams that a web server would otherwise wait for. */
  beginClose() {
    this.#closing ??= this.#runs.close(this.settings.shutdownSeconds);
    return this.#closing;
  }

  async close() {
    await this.beginClose();
    this.#parts.assistant.pages.stop();
    for (const timer of this.#timers) clearInterval(timer);
    await this.#parts.database.close();
    this.#parts.sharing?.link.close();
  }

  /** The longest body, in bytes, that may be read for a request to that path. */
  bodyLimit(path) {
    if (this.#attachments && `${path}/`.startsWith(`${this.settings.api}/attachments/`)) {
      return this.#attachments.bodyLimit;
    }
    return Math.max(this.settings.maxBody, this.#parts.assistant.transcribe ? AUDIO_BYTES : 0);
  }

  /** Answers any request. */
  handle(request) {
    return this.#frame.handle(request);
  }

  #openSession = async (request) => {
    const kind = sessionKind(request);
    let session = await this.#sessions.find(request, kind);
    if (!session) {
      await this.#limits.countSession(this.#origins.clientAddress(request));
      session = await this.#sessions.open(kind === 'token' ? header(request, 'origin') : '');
    }
    if (kind === 'token') return jsonReply({ session_id: session.value });
    const cookie = setCookie(session, this.#origins.isSecure(request));
    return jsonReply({ session_id: null }, 200, { 'Set-Cookie': cookie });
  };

  #chat = async (request) => {
    const owner = await this.#sessions.owner(request);
    const parsed = parseRequest(request.body ?? new Uint8Array());
    return isStreaming(parsed) ? this.#start(request, owner, parsed) : this.#answer(request, owner, parsed);
  };

  /** A request with one JSON document as its reply. */
  async #answer(request, owner, parsed) {
    // Which take room, or a model's time.
    if (parsed.type === 'attachments.create' || parsed.type === 'input.transcribe') {
      await this.#limits.countTurn(owner, this.#origins.clientAddress(request));
    }
    let gone = [];
    if (parsed.type === 'threads.delete') {
      await this.#runs.stopThread(owner, parsed.params.thread_id);
      gone = await this.#parts.database.attachments.ofThread(owner, parsed.params.thread_id);
    }
    const context = this.#context(request, owner);
    try {
      const document = JSON.stringify(await this.#documents.answer(parsed, context));
      if (gone.length > 0) await forget(this.#parts.files, gone);
      return jsonReply(this.#attachments?.addressed(document, context) ?? document);
    } catch (error) {
      if (error instanceof NotOfferedError) {
        throw new ServiceError(501, 'not_implemented', 'This chat does not offer that.');
      }
      if (error instanceof CustomStreamError) throw new ServiceError(409, 'refused', error.message);
      if (error instanceof UnfitError) throw badRequest('This request does not fit what it refers to.');
      throw error;
    }
  }

  async #takeFile(attachments, request) {
    const owner = await this.#sessions.owner(request);
    await this.#limits.countTurn(owner, this.#origins.clientAddress(request));
    return attachments.take(request, this.#parts.store, this.#context(request, owner));
  }

  /** For what has no run. */
  #context(request, owner) {
    return { owner, api: this.#origins.address(request) + this.settings.api };
  }

  /** A request with a stream as its reply: joins the run of its key, or starts one. */
  async #start(request, owner, parsed) {
    const key = idempotencyKey(request);
    let run = key ? await this.#runs.joined(owner, key) : undefined;
    if (!run) {
      requireLength(parsed, this.settings.maxMessage);
      if (this.#runs.closing) {
        const message = 'The chat is restarting. Please try again.';
        throw new ServiceError(503, 'restarting', message, { retryAfter: 2 });
      }
      await this.#limits.countTurn(owner, this.#origins.clientAddress(request));
      try {
        run = await this.#runs.start(this.#turn(request, owner, parsed, key));
      } catch (error) {
        if (!(error instanceof OtherWorkerError)) throw error;
        return this.#joinElsewhere(error.row);
      }
    }
    const events = run.log.read(0);
    return streamOf(key ? keyedEvents(events) : plainEvents(events), run.id);
  }

  /** The run that its key started at another worker; without a log in common, only its id. */
  async #joinElsewhere(row) {
    const span = row && (await this.#runs.elsewhere.findSpan(row));
    if (row && span?.first === 1) return streamOf(keyedEvents(this.#runs.elsewhere.read(row, 0)), row.id);
    const headers = { 'X-Run-Id': row?.id ?? '' };
    throw new ServiceError(409, 'other_worker', 'This answer is being written elsewhere.', { headers });
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
        site: header(request, 'origin') || this.settings.siteUrl,
        page: pageOf(parsed.metadata, header(request, 'referer')),
        headers: this.#origins.isSame(request) ? whoAsks(request) : {},
      },
    };
  }

  #runOfThread = async (request, threadId) => {
    const owner = await this.#sessions.owner(request);
    const state = await this.#runs.stateOfThread(owner, threadId);
    return state ? jsonReply(state) : reply(204);
  };

  #resume = async (request, runId) => {
    const owner = await this.#sessions.owner(request);
    const after = lastEventId(request);
    const run = await this.#runs.find(owner, runId);
    return run ? resumed(run, after) : this.#resumeElsewhere(owner, runId, after);
  };

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

  #stop = async (request, runId) => {
    const owner = await this.#sessions.owner(request);
    if (!(await this.#runs.stop(owner, runId))) throw notFound('This answer is not running.');
    return reply(202);
  };

  #export = async (request) => {
    const owner = await this.#sessions.owner(request);
    await this.#limits.countTurn(owner, this.#origins.clientAddress(request));
    const headers = {
      'Content-Type': JSON_TYPE,
      'Content-Disposition': 'attachment; filename="chat.json"',
      'Cache-Control': 'no-store',
    };
    return reply(200, headers, this.ownData.export(owner));
  };

  #erase = async (request) => {
    const owner = await this.#sessions.owner(request);
    await this.#limits.countTurn(owner, this.#origins.clientAddress(request));
    for await (const thread of this.ownData.threads(owner)) await this.#runs.stopThread(owner, thread.id);
    await this.ownData.erase(owner);
    return reply(204, { 'Set-Cookie': forgetCookie(this.#origins.isSecure(request)) });
  };

  async #ownerIfAny(request) {
    return (await this.#sessions.find(request)) ? this.#sessions.owner(request) : '';
  }

  /** Forgets sessions and conversations whose time is over, and files that nobody sent. */
  async #keepHouse() {
    await this.#sessions.deleteExpired();
    await this.#attachments?.clean();
    if (this.settings.retentionDays) await this.ownData.purge(this.settings.retentionDays);
  }

  async #unlessAway(work) {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof DatabaseUnavailableError)) log.error('What is over could not be forgotten', error);
    }
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
