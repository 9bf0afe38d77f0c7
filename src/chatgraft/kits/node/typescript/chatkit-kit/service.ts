/** The chat service: one function from request to reply, the same under every server and framework. */
import { randomBytes } from 'node:crypto';
import type { Assistant } from './assistant.ts';
import { Attachments } from './attachments.ts';
import { Breaker } from './breaker.ts';
import type { Context } from './context.ts';
import { Documents } from './documents.ts';
import { LOST_END } from './elsewhere.ts';
import {
  CustomStreamError,
  DatabaseUnavailableError,
  NotOfferedError,
  ServiceError,
  UnfitError,
  badRequest,
  notFound,
} from './errors.ts';
import { forget } from './files.ts';
import type { Files } from './files.ts';
import { Frame } from './frame.ts';
import type { Route } from './frame.ts';
import { Limits } from './limits.ts';
import { logger } from './logs.ts';
import { MetricsAccess } from './metrics-access.ts';
import { Origins } from './origins.ts';
import { OwnData } from './own-data.ts';
import { isStreaming, parseRequest } from './protocol/requests.ts';
import type { DocumentRequest, StreamingRequest } from './protocol/requests.ts';
import { pageOf } from './questions.ts';
import { Readiness } from './readiness.ts';
import { idempotencyKey, lastEventId, requireLength, sessionKind, threadOf, whoAsks } from './requests.ts';
import type { Run } from './run.ts';
import { OtherWorkerError, Runs } from './runs.ts';
import type { Turn } from './runs.ts';
import { Sessions, forgetCookie, setCookie } from './sessions.ts';
import type { Settings } from './settings.ts';
import type { Sharing } from './sharing.ts';
import { keyedEvents, plainEvents } from './sse.ts';
import { newId } from './stores/chat-store.ts';
import type { ChatStore } from './stores/chat-store.ts';
import type { Database, RunRow, Tables } from './stores/database.ts';
import { Turns } from './turns.ts';
import { watch } from './watch.ts';
import { JSON_TYPE, STREAM_HEADERS, header, jsonReply, reply } from './web.ts';
import type { ChatRequest, Reply } from './web.ts';

const log = logger('service');

/** A few minutes of speech in base64. */
const AUDIO_BYTES = 8 * 1024 * 1024;
const RUNS_MILLISECONDS = 60_000;
const HOUSE_MILLISECONDS = 3_600_000;

/** What a service is made of. `sharing` is there where several workers share Redis. */
export interface Parts {
  readonly settings: Settings;
  readonly database: Database;
  readonly store: ChatStore;
  readonly assistant: Assistant;
  readonly files: Files;
  readonly sharing?: Sharing | undefined;
}

/**
 * All routes under `settings.api`, and `/healthz`, `/readyz` and `/metrics` there and at the root.
 *
 * `handle` never fails: whatever goes wrong is an error document with the headers that let the page read it.
 */
export class ChatService {
  readonly settings: Settings;
  readonly #parts: Parts;
  readonly #limits: Limits;
  readonly #origins: Origins;
  readonly #sessions: Sessions;
  readonly #readiness: Readiness;
  readonly #runs: Runs;
  readonly #attachments: Attachments | undefined;
  readonly ownData: OwnData;
  readonly #turns: Turns;
  readonly #documents: Documents;
  readonly #frame: Frame;
  #timers: NodeJS.Timeout[] = [];
  #closing: Promise<void> | undefined;

  constructor(parts: Parts) {
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
      const findOwner = (request: ChatRequest): Promise<string> => this.#ownerIfAny(request);
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

  #routes(): Route[] {
    const routes: Route[] = [
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

  get tables(): Tables {
    return this.#parts.database.tables;
  }

  /** Begins what goes on beside the requests. A database that is down does not stop a service from starting. */
  async start(): Promise<void> {
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
  beginClose(): Promise<void> {
    this.#closing ??= this.#runs.close(this.settings.shutdownSeconds);
    return this.#closing;
  }

  async close(): Promise<void> {
    await this.beginClose();
    this.#parts.assistant.pages.stop();
    for (const timer of this.#timers) clearInterval(timer);
    await this.#parts.database.close();
    this.#parts.sharing?.link.close();
  }

  /** The longest body, in bytes, that may be read for a request to that path. */
  bodyLimit(path: string): number {
    if (this.#attachments && `${path}/`.startsWith(`${this.settings.api}/attachments/`)) {
      return this.#attachments.bodyLimit;
    }
    return Math.max(this.settings.maxBody, this.#parts.assistant.transcribe ? AUDIO_BYTES : 0);
  }

  /** Answers any request. */
  handle(request: ChatRequest): Promise<Reply> {
    return this.#frame.handle(request);
  }

  readonly #openSession = async (request: ChatRequest): Promise<Reply> => {
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

  readonly #chat = async (request: ChatRequest): Promise<Reply> => {
    const owner = await this.#sessions.owner(request);
    const parsed = parseRequest(request.body ?? new Uint8Array());
    return isStreaming(parsed) ? this.#start(request, owner, parsed) : this.#answer(request, owner, parsed);
  };

  /** A request with one JSON document as its reply. */
  async #answer(request: ChatRequest, owner: string, parsed: DocumentRequest): Promise<Reply> {
    // Which take room, or a model's time.
    if (parsed.type === 'attachments.create' || parsed.type === 'input.transcribe') {
      await this.#limits.countTurn(owner, this.#origins.clientAddress(request));
    }
    let gone: string[] = [];
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

  async #takeFile(attachments: Attachments, request: ChatRequest): Promise<Reply> {
    const owner = await this.#sessions.owner(request);
    await this.#limits.countTurn(owner, this.#origins.clientAddress(request));
    return attachments.take(request, this.#parts.store, this.#context(request, owner));
  }

  /** For what has no run. */
  #context(request: ChatRequest, owner: string): Context {
    return { owner, api: this.#origins.address(request) + this.settings.api };
  }

  /** A request with a stream as its reply: joins the run of its key, or starts one. */
  async #start(request: ChatRequest, owner: string, parsed: StreamingRequest): Promise<Reply> {
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
  async #joinElsewhere(row: RunRow | undefined): Promise<Reply> {
    const span = row && (await this.#runs.elsewhere.findSpan(row));
    if (row && span?.first === 1) return streamOf(keyedEvents(this.#runs.elsewhere.read(row, 0)), row.id);
    const headers = { 'X-Run-Id': row?.id ?? '' };
    throw new ServiceError(409, 'other_worker', 'This answer is being written elsewhere.', { headers });
  }

  #turn(request: ChatRequest, owner: string, parsed: StreamingRequest, key: string): Turn {
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

  readonly #runOfThread = async (request: ChatRequest, threadId: string): Promise<Reply> => {
    const owner = await this.#sessions.owner(request);
    const state = await this.#runs.stateOfThread(owner, threadId);
    return state ? jsonReply(state) : reply(204);
  };

  readonly #resume = async (request: ChatRequest, runId: string): Promise<Reply> => {
    const owner = await this.#sessions.owner(request);
    const after = lastEventId(request);
    const run = await this.#runs.find(owner, runId);
    return run ? resumed(run, after) : this.#resumeElsewhere(owner, runId, after);
  };

  async #resumeElsewhere(owner: string, runId: string, after: number): Promise<Reply> {
    const row = await this.#runs.rows.find(owner, runId);
    const span = row && (await this.#runs.elsewhere.findSpan(row));
    // Without a common log what followed went with the process that had it.
    if (!row || (!span && row.state === 'ended')) throw notFound('This answer is no longer kept.');
    if (span && after < span.first - 1) throw notFound('The beginning of this answer is no longer kept.');
    if (after >= LOST_END || (span?.finished && after >= span.last)) return reply(204);
    watch.resumed('elsewhere');
    return streamOf(keyedEvents(this.#runs.elsewhere.read(row, after)), runId);
  }

  readonly #stop = async (request: ChatRequest, runId: string): Promise<Reply> => {
    const owner = await this.#sessions.owner(request);
    if (!(await this.#runs.stop(owner, runId))) throw notFound('This answer is not running.');
    return reply(202);
  };

  readonly #export = async (request: ChatRequest): Promise<Reply> => {
    const owner = await this.#sessions.owner(request);
    await this.#limits.countTurn(owner, this.#origins.clientAddress(request));
    const headers = {
      'Content-Type': JSON_TYPE,
      'Content-Disposition': 'attachment; filename="chat.json"',
      'Cache-Control': 'no-store',
    };
    return reply(200, headers, this.ownData.export(owner));
  };

  readonly #erase = async (request: ChatRequest): Promise<Reply> => {
    const owner = await this.#sessions.owner(request);
    await this.#limits.countTurn(owner, this.#origins.clientAddress(request));
    for await (const thread of this.ownData.threads(owner)) await this.#runs.stopThread(owner, thread.id);
    await this.ownData.erase(owner);
    return reply(204, { 'Set-Cookie': forgetCookie(this.#origins.isSecure(request)) });
  };

  async #ownerIfAny(request: ChatRequest): Promise<string> {
    return (await this.#sessions.find(request)) ? this.#sessions.owner(request) : '';
  }

  /** Forgets sessions and conversations whose time is over, and files that nobody sent. */
  async #keepHouse(): Promise<void> {
    await this.#sessions.deleteExpired();
    await this.#attachments?.clean();
    if (this.settings.retentionDays) await this.ownData.purge(this.settings.retentionDays);
  }

  async #unlessAway(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof DatabaseUnavailableError)) log.error('What is over could not be forgotten', error);
    }
  }
}

function resumed(run: Run, after: number): Reply {
  if (!run.log.holds(after)) throw notFound('The beginning of this answer is no longer kept.');
  if (run.log.finished && after >= run.log.last) return reply(204);
  watch.resumed('here');
  return streamOf(keyedEvents(run.log.read(after)), run.id);
}

function streamOf(events: AsyncIterable<string>, runId: string): Reply {
  return reply(200, { ...STREAM_HEADERS, 'X-Run-Id': runId }, events);
}
