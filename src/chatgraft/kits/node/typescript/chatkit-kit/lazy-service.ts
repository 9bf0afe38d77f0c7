/** The service as a host carries it: put together when it is first asked, once a process. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ServiceError, SettingsError, badRequest } from './errors.ts';
import { readBody, send } from './http/node-http.ts';
import type { NodeRequest } from './http/node-http.ts';
import { named } from './http/users.ts';
import type { FindUser } from './http/users.ts';
import { bodyOf, responseOf } from './http/web-standard.ts';
import { logger } from './logs.ts';
import type { ChatService } from './service.ts';
import type { ChatRequest, Reply } from './web.ts';

const log = logger('lazy_service');

/** What a host knows of a request beside the request itself. */
export interface Extras {
  /** What the framework gives its own handlers, for `user`; where it is left out, the request. */
  readonly given?: unknown;
  /** The address of the other end, where the framework tells it apart. */
  readonly address?: string | undefined;
}

/** Asks for a service's parts once. What keeps it from starting is logged, and told as a 503. */
export class LazyService {
  /** The path below which it answers. */
  readonly api: string;
  user: FindUser;
  readonly #make: () => Promise<ChatService>;
  #made: Promise<ChatService> | undefined;
  #started: Promise<ChatService> | undefined;
  /** Bodies that were read ahead of the application's parsers. */
  readonly #ahead = new WeakMap<NodeRequest, Uint8Array | null>();

  constructor(api: string, user: FindUser, make: () => Promise<ChatService>) {
    this.api = api;
    this.user = user;
    this.#make = make;
  }

  /** Whether a path is the chat's. */
  owns(path: string): boolean {
    return path === this.api || path.startsWith(`${this.api}/`);
  }

  /** Whether a request of Node's own server is for the chat, also where that hangs on a router below another path. */
  takes(request: NodeRequest): boolean {
    return this.owns(this.#placeOf(request).path);
  }

  /** The service, of which nothing goes on yet. Throws what keeps it from being put together. */
  open(): Promise<ChatService> {
    this.#made ??= this.#make().catch((error: unknown) => {
      if (!(error instanceof SettingsError)) this.#made = undefined; // which may go better another time
      throw error;
    });
    return this.#made;
  }

  /** The service, started. */
  start(): Promise<ChatService> {
    this.#started ??= this.#begin().catch((error: unknown) => {
      if (!(error instanceof SettingsError)) this.#started = undefined;
      throw error;
    });
    return this.#started;
  }

  /** Answers a request of a framework whose requests are the web's. */
  async handle(request: Request, extras: Extras = {}): Promise<Response> {
    const { pathname, protocol } = new URL(request.url);
    return responseOf(
      await this.#answer(async (service) => ({
        method: request.method,
        path: decoded(pathname),
        headers: Object.fromEntries(request.headers),
        body: await bodyOf(request, service.bodyLimit(pathname)),
        scheme: protocol === 'https:' ? 'https' : 'http',
        peer: extras.address ?? '',
        root: '',
        user: await this.#userOf(extras.given ?? request),
      })),
    );
  }

  /** Answers a request of Node's own server, or of a framework built on it. `given` is as in `Extras`. */
  async listener(request: NodeRequest, response: ServerResponse, given: unknown = request): Promise<void> {
    const { path, root } = this.#placeOf(request);
    const reply = await this.#answer(async (service) => ({
      method: request.method ?? 'GET',
      path: decoded(path),
      headers: headersOf(request),
      body: this.#ahead.has(request)
        ? (this.#ahead.get(request) ?? null)
        : await readBody(request, service.bodyLimit(path)),
      scheme: 'encrypted' in request.socket ? 'https' : 'http',
      peer: request.socket.remoteAddress ?? '',
      root,
      user: await this.#userOf(given, response),
    }));
    if (!response.destroyed) await send(reply, response);
  }

  /** The path that is the chat's. A router takes from `url` what it was mounted at, be that the chat's path or above. */
  #placeOf(request: NodeRequest): { path: string; root: string } {
    const [below = '/'] = (request.url ?? '/').split('?');
    const [whole = below] = (request.originalUrl ?? below).split('?');
    if (!this.owns(below)) return { path: whole, root: '' };
    return { path: below, root: whole.slice(0, whole.length - below.length) };
  }

  /**
   * Reads the body of a request for the chat where the application's own parsers would: they have limits of their own, and
   * pass over what is read already.
   */
  async readAhead(request: NodeRequest): Promise<void> {
    const { path } = this.#placeOf(request);
    const body = await readBody(request, (await this.start()).bodyLimit(path));
    this.#ahead.set(request, body);
    Object.assign(request, { body: Buffer.from(body ?? []), _body: true });
  }

  /** Ends the running answers and gives back what is open. */
  async close(): Promise<void> {
    const service = await this.#made?.catch(() => undefined);
    await service?.close();
  }

  async #begin(): Promise<ChatService> {
    const service = await this.open();
    await service.start();
    return service;
  }

  async #answer(read: (service: ChatService) => Promise<ChatRequest>): Promise<Reply> {
    let service: ChatService;
    try {
      service = await this.start();
    } catch (error) {
      const known = error instanceof SettingsError ? error.message : '';
      log.error(`The chat cannot start${known && `: ${known}`}`, known ? undefined : error);
      return new ServiceError(503, 'not_set_up', 'The chat is not set up yet.').reply();
    }
    try {
      return await service.handle(await read(service));
    } catch (error) {
      if (error instanceof ServiceError) return error.reply();
      if (!isOfClient(error)) log.error('A request could not be read', error);
      return badRequest('The request could not be read.').reply();
    }
  }

  /** Who cannot be asked for their name is not taken for nobody: what they say would be lost to them. */
  async #userOf(...given: unknown[]): Promise<string> {
    try {
      return named(await this.user(...(given as never[])));
    } catch (error) {
      log.error('The application could not say who is signed in', error);
      const message = 'The chat cannot see who you are at the moment. Please try again shortly.';
      throw new ServiceError(503, 'user_unknown', message, { retryAfter: 5 });
    }
  }
}

/** Whether a request broke off because whoever sent it went away. */
function isOfClient(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'ECONNRESET' || error.code === 'ERR_STREAM_PREMATURE_CLOSE')
  );
}

/** A path as it was meant; one that is no UTF-8 stays as it came. */
function decoded(path: string): string {
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function headersOf(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return headers;
}
