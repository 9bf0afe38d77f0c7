/**
 * A ChatKit server for the browser tests, over real HTTP: sessions, answers with a log, resume and stop as in the wire
 * contract, and faults on demand. It records every request.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Recorded {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: Record<string, unknown>;
}

interface Run {
  id: string;
  key: string;
  threadId: string;
  events: string[];
  ended: boolean;
  stopped: boolean;
  items: Record<string, unknown>[];
}

type Fault = (request: IncomingMessage, response: ServerResponse) => void;

export interface Behaviour {
  /** Pieces of every answer, and the milliseconds between them. */
  words: string[];
  pace: number;
  /** Connections are cut after so many events, without the end mark. */
  cutAfter: number;
  /** Milliseconds before response headers of an answer. */
  delay: number;
  /** A stock ChatKit server: no run ids, no event ids, no end mark, no sessions. */
  stock: boolean;
}

const PLAIN: Behaviour = {
  words: ['Hello', ' from', ' the', ' server.'],
  pace: 20,
  cutAfter: Infinity,
  delay: 0,
  stock: false,
};

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export class ChatServer {
  readonly requests: Recorded[] = [];
  behaviour: Behaviour = { ...PLAIN };
  /** Tokens that the server accepts; clearing it makes every session invalid. */
  readonly sessions = new Set<string>();
  readonly runs = new Map<string, Run>();
  readonly threads = new Map<string, Record<string, unknown>[]>();
  #faults: { matches: (path: string, type: string) => boolean; fault: Fault }[] = [];
  #server: Server;
  #count = 0;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(port = 0): Promise<ChatServer> {
    const server = createServer();
    const chat = new ChatServer(server);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      chat.handle(request, response).catch(() => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return chat;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** The endpoint under another origin than the test pages'. */
  get api(): string {
    return `http://127.0.0.1:${String(this.port)}/chatkit`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  reset(): void {
    this.requests.length = 0;
    this.behaviour = { ...PLAIN };
    this.#faults = [];
    this.runs.clear();
    this.threads.clear();
  }

  /** The next request of this kind meets `fault` instead of an answer. `kind` is a request type or the end of a path. */
  failNext(kind: string, fault: Fault): void {
    this.#faults.push({ matches: (path, type) => type === kind || path.endsWith(kind), fault });
  }

  seen(kind: string): Recorded[] {
    return this.requests.filter(({ path, body }) => body.type === kind || path.endsWith(kind));
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const origin = request.headers.origin ?? '*';
    response.setHeader('access-control-allow-origin', origin);
    // Browsers silently repeat a request that fails on a kept connection: faults would not be seen.
    response.setHeader('connection', 'close');
    response.setHeader('access-control-expose-headers', 'X-Run-Id, Retry-After');
    if (request.method === 'OPTIONS') {
      const headers = 'content-type, accept, authorization, x-session-id, idempotency-key, last-event-id, x-owner';
      response.writeHead(204, { 'access-control-allow-headers': headers, 'access-control-allow-methods': '*' }).end();
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = await read(request, new Uint8Array(Buffer.concat(chunks)));
    const path = new URL(request.url ?? '/', 'http://any').pathname;
    this.requests.push({ method: request.method ?? '', path, headers: request.headers, body });
    const index = this.#faults.findIndex(({ matches }) => matches(path, String(body.type)));
    const [fault] = index < 0 ? [] : this.#faults.splice(index, 1);
    if (fault) fault.fault(request, response);
    else await this.#route(path, request, response, body);
  }

  async #route(path: string, request: IncomingMessage, response: ServerResponse, body: Record<string, unknown>) {
    if (path === '/chatkit/session') {
      this.#openSession(response, body.as === 'cookie');
      return;
    }
    if (!this.#isKnown(request)) {
      json(response, 401, { error: 'no session' });
      return;
    }
    const [, kind, id = '', verb] = /^\/chatkit(?:\/(threads|runs)\/([^/]+)(?:\/(\w+))?)?$/.exec(path) ?? [];
    if (this.behaviour.stock && kind) json(response, 404, {});
    else if (kind === 'threads') this.#openRun(id, response);
    else if (path === '/chatkit/attachments') json(response, 200, { id: 'atc_1', type: 'file', ...body });
    else if (verb === 'stop') this.#stop(id, response);
    else if (kind === 'runs') await this.#resume(id, request, response);
    else await this.#operation(request, response, body);
  }

  #isKnown({ headers }: IncomingMessage): boolean {
    const cookie = /chatkit_session=([^;]+)/.exec(headers.cookie ?? '')?.[1];
    return this.behaviour.stock || this.sessions.has(String(headers['x-session-id'] ?? cookie));
  }

  #openSession(response: ServerResponse, asCookie: boolean): void {
    if (this.behaviour.stock) {
      json(response, 404, {});
      return;
    }
    const id = `v1.session-${String((this.#count += 1))}`;
    this.sessions.add(id);
    if (asCookie) response.setHeader('set-cookie', `chatkit_session=${id}; HttpOnly; Path=/; SameSite=Lax`);
    json(response, 200, { session_id: asCookie ? null : id });
  }

  #openRun(threadId: string, response: ServerResponse): void {
    const run = [...this.runs.values()].find((each) => each.threadId === threadId && !each.ended);
    if (!run) response.writeHead(204).end();
    else json(response, 200, { run_id: run.id, last_event_id: String(run.events.length), items: run.items });
  }

  #stop(id: string, response: ServerResponse): void {
    const run = this.runs.get(id);
    if (run) run.stopped = true;
    json(response, run ? 202 : 404, {});
  }

  async #resume(id: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const run = this.runs.get(id);
    const from = Number(request.headers['last-event-id'] ?? 0);
    if (!run) json(response, 404, {});
    else if (run.ended && from >= run.events.length) response.writeHead(204).end();
    else await this.#write(run, from, response);
  }

  async #operation(request: IncomingMessage, response: ServerResponse, body: Record<string, unknown>): Promise<void> {
    const params = (body.params ?? {}) as { thread_id?: string; input?: { content: unknown; quoted_text?: string } };
    const thread = (id: string) => ({ id, created_at: NOW, status: { type: 'active' }, metadata: {}, items: page([]) });
    const threadId = params.thread_id ?? '';
    switch (body.type) {
      case 'threads.list':
        json(response, 200, page([...this.threads.keys()].map(thread).reverse()));
        break;
      case 'threads.get_by_id':
        if (this.threads.has(threadId))
          json(response, 200, { ...thread(threadId), items: page(this.threads.get(threadId) ?? []) });
        else json(response, 404, {});
        break;
      case 'items.list':
        json(response, 200, page([...(this.threads.get(threadId) ?? [])].reverse()));
        break;
      case 'threads.create':
      case 'threads.add_user_message': {
        await wait(this.behaviour.delay);
        const run = this.#startRun(String(request.headers['idempotency-key']), params);
        await this.#write(run, 0, response);
        break;
      }
      default:
        json(response, 200, {});
    }
  }

  #startRun(key: string, params: { thread_id?: string; input?: { content: unknown; quoted_text?: string } }): Run {
    const joined = [...this.runs.values()].find((run) => run.key === key && key !== 'undefined');
    if (joined) return joined;
    const number = String((this.#count += 1));
    const threadId = params.thread_id ?? `thread-${number}`;
    const run: Run = { id: `run-${number}`, key, threadId, events: [], ended: false, stopped: false, items: [] };
    this.runs.set(run.id, run);
    const items = this.threads.get(threadId) ?? [];
    this.threads.set(threadId, items);
    const user = {
      id: `user-${number}`,
      type: 'user_message',
      thread_id: threadId,
      created_at: NOW,
      attachments: [],
      ...params.input,
    };
    items.push(user);
    if (!params.thread_id)
      emit(run, {
        type: 'thread.created',
        thread: { id: threadId, created_at: NOW, status: { type: 'active' }, metadata: {}, items: page([]) },
      });
    emit(run, { type: 'thread.item.done', item: user });
    emit(run, { type: 'stream_options', stream_options: { allow_cancel: true } });
    void this.#speak(run, items, number);
    return run;
  }

  async #speak(run: Run, items: Record<string, unknown>[], number: string): Promise<void> {
    const part = { type: 'output_text', text: '', annotations: [] as unknown[] };
    const item = {
      id: `answer-${number}`,
      type: 'assistant_message',
      thread_id: run.threadId,
      created_at: NOW,
      content: [part],
    };
    run.items = [item];
    emit(run, { type: 'thread.item.added', item: { ...item, content: [] } });
    emit(run, {
      type: 'thread.item.updated',
      item_id: item.id,
      update: { type: 'assistant_message.content_part.added', content_index: 0, content: { ...part } },
    });
    for (const word of this.behaviour.words) {
      await wait(this.behaviour.pace);
      if (run.stopped) break;
      part.text += word;
      emit(run, {
        type: 'thread.item.updated',
        item_id: item.id,
        update: { type: 'assistant_message.content_part.text_delta', content_index: 0, delta: word },
      });
    }
    items.push(item);
    emit(run, { type: 'thread.item.done', item });
    run.ended = true;
  }

  /** Writes the log from event `from` on, as it grows. */
  async #write(run: Run, from: number, response: ServerResponse): Promise<void> {
    const { stock, cutAfter } = this.behaviour;
    response.writeHead(200, { 'content-type': 'text/event-stream', ...(stock ? {} : { 'x-run-id': run.id }) });
    for (let next = from; ; next += 1) {
      while (next >= run.events.length && !run.ended) await wait(5);
      if (response.destroyed) return;
      const event = run.events[next];
      if (event === undefined) break;
      if (next - from >= cutAfter) {
        // What was written gets through first: a cut is to lose the rest, not everything.
        await wait(30);
        response.destroy();
        return;
      }
      response.write(stock ? `data: ${event}\n\n` : `id: ${String(next + 1)}\ndata: ${event}\n\n`);
    }
    response.end(stock ? '' : ': end\n\n');
  }
}

const NOW = '2026-11-24T08:00:00Z';

function page(data: unknown[]) {
  return { data, has_more: false };
}

function emit(run: Run, event: unknown): void {
  run.events.push(JSON.stringify(event));
}

export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** A JSON document, or what a form says of its file. */
async function read(request: IncomingMessage, bytes: Uint8Array<ArrayBuffer>): Promise<Record<string, unknown>> {
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/'))
    return (bytes.length ? JSON.parse(Buffer.from(bytes).toString()) : {}) as Record<string, unknown>;
  const file = (await new Response(bytes, { headers: { 'content-type': type } }).formData()).get('file');
  if (!(file instanceof File)) return {};
  return { name: file.name, mime_type: file.type, bytes: Buffer.from(await file.arrayBuffer()).toString('hex') };
}
