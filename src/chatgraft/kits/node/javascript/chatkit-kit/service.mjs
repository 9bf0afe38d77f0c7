/** The chat service: one function from request to reply, the same under every server and framework. */
import { Breaker } from './answers/breaker.mjs';
import { Turns } from './answers/turns.mjs';

import { Attachments } from './attached/attachments.mjs';
import { forget } from './attached/storage.mjs';

import { Documents } from './documents.mjs';
import {
  CustomStreamError,
  DatabaseUnavailableError,
  NotOfferedError,
  ServiceError,
  UnfitError,
  badRequest,
} from './errors.mjs';
import { Frame } from './http/frame.mjs';

import { Limits } from './http/limits.mjs';
import { MetricsAccess } from './http/metrics-access.mjs';
import { Origins } from './http/origins.mjs';
import { sessionKind } from './http/requests.mjs';
import { Sessions, forgetCookie, setCookie } from './http/sessions.mjs';
import { logger } from './logs.mjs';
import { OwnData } from './own-data.mjs';
import { isStreaming, parseRequest } from './protocol/requests.mjs';

import { Readiness } from './readiness.mjs';
import { RunRoutes } from './run-routes.mjs';
import { Runs } from './running/runs.mjs';

import { JSON_TYPE, header, jsonReply, reply } from './web.mjs';

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
  #runRoutes;
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
    const turns = new Turns(store, assistant, this.#limits, breaker, this.#attachments?.read);
    const gates = { origins: this.#origins, limits: this.#limits };
    this.#runRoutes = new RunRoutes(settings, this.#runs, turns, gates);
    this.#documents = new Documents(store, assistant, this.#attachments);
    this.#frame = new Frame(this.#routes(), settings.api, {
      ...gates,
      readiness: this.#readiness,
      metrics: new MetricsAccess(settings),
    });
  }

  #routes() {
    const runs = this.#runRoutes;
    const routes = [
      { method: 'POST', path: /^\/session$/, handle: this.#openSession },
      this.#owned('POST', /^\/?$/, (request, owner) => this.#chat(request, owner)),
      this.#owned('GET', /^\/threads\/([^/]+)\/run$/, (_, owner, id) => runs.state(owner, id)),
      this.#owned('GET', /^\/runs\/([^/]+)$/, (request, owner, id) => runs.resume(request, owner, id)),
      this.#owned('POST', /^\/runs\/([^/]+)\/stop$/, (_, owner, id) => runs.stop(owner, id)),
      this.#owned('GET', /^\/me\/export$/, (request, owner) => this.#export(request, owner)),
      this.#owned('DELETE', /^\/me$/, (request, owner) => this.#erase(request, owner)),
    ];
    const files = this.#attachments;
    if (!files) return routes;
    const place = /^\/attachments\/([^/]+(?:\/[^/]+)?)$/;
    return [
      ...routes,
      this.#owned('POST', /^\/attachments$/, (request, owner) => this.#takeFile(files, request, owner)),
      { method: 'PUT', path: place, handle: files.upload },
      { method: 'POST', path: place, handle: files.upload },
      { method: 'GET', path: place, handle: files.download },
    ];
  }

  /** A route that is answered to an owner alone. */
  #owned(method, path, answer) {
    return {
      method,
      path,
      handle: async (request, found) => answer(request, await this.#sessions.owner(request), found),
    };
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
    for (const timer of this.#timers) clearInterval(timer);
    await this.#parts.assistant.pages.stop();
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

  #chat(request, owner) {
    const parsed = parseRequest(request.body ?? new Uint8Array());
    return isStreaming(parsed) ? this.#runRoutes.start(request, owner, parsed) : this.#answer(request, owner, parsed);
  }

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

  async #takeFile(attachments, request, owner) {
    await this.#limits.countTurn(owner, this.#origins.clientAddress(request));
    return attachments.take(request, this.#parts.store, this.#context(request, owner));
  }

  /** For what has no run. */
  #context(request, owner) {
    return { owner, api: this.#origins.address(request) + this.settings.api };
  }

  async #export(request, owner) {
    await this.#limits.countTurn(owner, this.#origins.clientAddress(request));
    const headers = {
      'Content-Type': JSON_TYPE,
      'Content-Disposition': 'attachment; filename="chat.json"',
      'Cache-Control': 'no-store',
    };
    return reply(200, headers, this.ownData.export(owner));
  }

  async #erase(request, owner) {
    await this.#limits.countTurn(owner, this.#origins.clientAddress(request));
    for await (const thread of this.ownData.threads(owner)) await this.#runs.stopThread(owner, thread.id);
    await this.ownData.erase(owner);
    return reply(204, { 'Set-Cookie': forgetCookie(this.#origins.isSecure(request)) });
  }

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
