/** What stands around every request: its route, what it has to fulfil before it is answered, errors as documents. */
import { randomBytes } from 'node:crypto';
import {
  DatabaseUnavailableError,
  FilesUnavailableError,
  ImpossibleValueError,
  NotFoundError,
  ServiceError,
  badRequest,
  databaseUnavailable,
  filesUnavailable,
  notFound,
} from '../errors.ts';
import { logger } from '../logs.ts';
import type { Readiness } from '../readiness.ts';
import { watch } from '../watch.ts';
import { jsonReply, reply } from '../web.ts';
import type { ChatRequest, Reply } from '../web.ts';
import type { Limits } from './limits.ts';
import type { MetricsAccess } from './metrics-access.ts';
import type { Origins } from './origins.ts';

const log = logger('service'); // whose requests these are, to who filters logs by name

/** Asked every few seconds by whatever watches the service. */
const PROBES = new Set(['/healthz', '/readyz', '/metrics']);
/** Who knows it may read the file. */
const SIGNATURE = /(?<=\/attachments\/)([^/]+\/)[^]*/;

/** `handle` is given the request and what the group of `path`, below the API, holds, if it has one. */
export interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly handle: (request: ChatRequest, place: string) => Promise<Reply>;
}

/** What requests have to fulfil. */
export interface Gates {
  readonly origins: Origins;
  readonly limits: Limits;
  readonly readiness: Readiness;
  readonly metrics: MetricsAccess;
}

/** The service's routes, and `/healthz`, `/readyz` and `/metrics` below its API and at the root. */
export class Frame {
  readonly #routes: readonly Route[];
  readonly #api: string;
  readonly #gates: Gates;

  constructor(routes: readonly Route[], api: string, gates: Gates) {
    this.#routes = routes;
    this.#api = api;
    this.#gates = gates;
  }

  /** Answers any request. */
  async handle(request: ChatRequest): Promise<Reply> {
    const begun = performance.now();
    const id = randomBytes(8).toString('hex');
    const answer = await this.#answer(request, id);
    const facts = {
      request_id: id,
      method: request.method,
      path: request.path.replace(SIGNATURE, '$1...'),
      status: answer.status,
      milliseconds: Math.round((performance.now() - begun) * 10) / 10,
    };
    if (PROBES.has(this.#below(request))) log.debug('request', facts);
    else log.info('request', facts);
    const common = { 'X-Request-Id': id, 'X-Content-Type-Options': 'nosniff' };
    return { ...answer, headers: { ...answer.headers, ...this.#gates.origins.corsHeaders(request), ...common } };
  }

  async #answer(request: ChatRequest, id: string): Promise<Reply> {
    try {
      return await this.#route(request);
    } catch (error) {
      const told = toldTo(error, id);
      if (!(error instanceof NotFoundError || error instanceof ImpossibleValueError)) watch.error(told.code);
      return told.reply();
    }
  }

  async #route(request: ChatRequest): Promise<Reply> {
    const { origins, limits, readiness } = this.#gates;
    const probe = await this.#probe(request);
    if (probe) return probe;
    if (request.method === 'OPTIONS') return origins.preflight(request);
    const { route, place } = this.#find(request);
    await limits.countRequest(origins.clientAddress(request));
    if (request.method !== 'GET' && origins.refusesChange(request)) {
      const hint = "Add the page's origin to CHATKIT_ORIGINS, for example https://www.example.com.";
      throw new ServiceError(403, 'origin_refused', 'This page may not use the chat.', { hint });
    }
    if (request.body === null) {
      throw new ServiceError(413, 'too_large', 'This is more than the chat takes at a time.');
    }
    await readiness.require();
    return route.handle(request, place);
  }

  async #probe(request: ChatRequest): Promise<Reply | undefined> {
    const path = this.#below(request);
    if (path === '/healthz') return jsonReply({ status: 'ok' });
    if (path === '/readyz') return this.#gates.readiness.report();
    if (path !== '/metrics' || !this.#gates.metrics.allows(request)) return undefined;
    const { body, contentType } = await watch.page();
    return reply(200, { 'Content-Type': contentType, 'Cache-Control': 'no-store' }, body);
  }

  #find(request: ChatRequest): { route: Route; place: string } {
    const below = request.path.startsWith(this.#api) ? request.path.slice(this.#api.length) : undefined;
    const found = this.#routes.flatMap((route) => {
      const match = below === undefined ? null : route.path.exec(below);
      return match ? [{ route, place: match[1] ?? '' }] : [];
    });
    if (found.length === 0) throw notFound('There is nothing at this address.');
    const fit = found.find(({ route }) => route.method === request.method);
    if (fit) return fit;
    const methods = found.map(({ route }) => route.method).join(', ');
    const headers = { Allow: `${methods}, OPTIONS` };
    const message = `This address answers ${methods} requests.`;
    throw new ServiceError(405, 'method_not_allowed', message, { headers });
  }

  /** The path below the API, or the whole one: probes are asked at the root of a service of its own, too. */
  #below(request: ChatRequest): string {
    return request.path.startsWith(this.#api) ? request.path.slice(this.#api.length) : request.path;
  }
}

/** What is told of an error; its own words go to the log. */
function toldTo(error: unknown, request_id: string): ServiceError {
  if (error instanceof ServiceError) return error;
  if (error instanceof NotFoundError) return notFound('This is no longer there.');
  if (error instanceof ImpossibleValueError) return badRequest('The request holds characters that cannot be stored.');
  if (error instanceof DatabaseUnavailableError) {
    log.error('The database failed', error, { request_id });
    return databaseUnavailable();
  }
  if (error instanceof FilesUnavailableError) {
    log.error('The storage of files failed', error, { request_id });
    return filesUnavailable();
  }
  log.error('A request failed', error, { request_id });
  return new ServiceError(500, 'internal', 'Something went wrong. Please try again.');
}
