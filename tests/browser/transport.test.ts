/** The `fetch` given to the chat element, in a real browser against a real server with faults. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { kitScript, launchBrowser, Site } from './browser';
import { ChatServer, json } from './chat-server';

let browser: Browser;
let chat: ChatServer;
let site: Site;
let page: Page;

beforeAll(async () => {
  [browser, chat] = await Promise.all([launchBrowser(), ChatServer.start()]);
  const script = await kitScript('transport.ts', 'pause.ts');
  site = await Site.start(
    { '/': '<!doctype html><title>A page</title><script src="/kit.js"></script>', '/kit.js': script },
    chat,
  );
});

afterAll(async () => {
  await Promise.all([browser.close(), site.stop(), chat.stop()]);
});

beforeEach(async () => {
  chat.reset();
  page = await (await browser.newContext()).newPage();
  await page.goto(`${site.url}/?token=secret#part`);
  await useApi(chat.api);
});

afterEach(async () => {
  await page.context().close();
});

declare const kit: {
  createTransport: (options: Record<string, unknown>) => typeof fetch;
  wakeAll: () => void;
};

interface Ground {
  transport: typeof fetch;
  progress: { kind: string; until?: number; repeats?: boolean; gaveUp?: boolean }[];
  replaced: number;
  abort: AbortController;
}

async function useApi(api: string, withHeaders = false): Promise<void> {
  await page.evaluate(
    ([url, own]) => {
      const ground: Ground = { progress: [], replaced: 0, abort: new AbortController(), transport: fetch };
      ground.transport = kit.createTransport({
        api: url,
        headers: own ? () => ({ 'x-owner': 'yes' }) : undefined,
        report: (event: Ground['progress'][number]) => ground.progress.push(event),
        sessionReplaced: () => (ground.replaced += 1),
      });
      Object.assign(window, { ground });
    },
    [api, withHeaders] as const,
  );
}

declare const ground: Ground;

interface Outcome {
  text: string;
  status: number;
  error: string | null;
}

/** Posts an operation and reads the whole body, as a chat element would. */
function post(body: Record<string, unknown>, url = chat.api): Promise<Outcome> {
  return page.evaluate(
    async ([target, payload]) => {
      let text = '';
      try {
        const { signal } = ground.abort;
        const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: payload, signal };
        const response = await ground.transport(target, init);
        const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
        for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
          text += part.value;
          Object.assign(window, { soFar: text });
        }
        return { text, status: response.status, error: null };
      } catch (error) {
        return { text, status: 0, error: (error as Error).name };
      }
    },
    [url, JSON.stringify(body)] as const,
  );
}

const question = { type: 'threads.create', params: { input: { content: [{ type: 'input_text', text: 'Hi' }] } } };

/** What a reader makes of the frames: the text of all deltas. */
function spoken({ text }: Outcome): string {
  const frames = text.split('\n\n').filter(Boolean);
  expect(frames.every((frame) => frame.startsWith('data: '))).toBe(true);
  const events = frames.map((frame) => JSON.parse(frame.slice(6)) as { update?: { delta?: string } });
  return events.map((event) => event.update?.delta ?? '').join('');
}

const progress = () => page.evaluate(() => ground.progress);
const waitForServer = async (condition: () => boolean) => {
  await expect.poll(condition, { timeout: 10_000, interval: 20 }).toBe(true);
};

test('an answer arrives as plain ChatKit frames, without ids and comments', async () => {
  const outcome = await post(question);
  expect(outcome.status).toBe(200);
  expect(spoken(outcome)).toBe('Hello from the server.');
  expect(outcome.text).not.toMatch(/^id:|^:/m);
});

test('an answer whose connection is cut again and again arrives whole, each event once', async () => {
  chat.behaviour.words = Array.from({ length: 12 }, (_, index) => `${String(index)} `);
  chat.behaviour.cutAfter = 4;
  expect(spoken(await post(question))).toBe('0 1 2 3 4 5 6 7 8 9 10 11 ');
  const resumed = [...chat.runs.keys()].flatMap((id) => chat.seen(`/runs/${id}`)).length;
  expect(resumed).toBeGreaterThan(2);
});

test('a clean end without the end mark counts as cut', async () => {
  chat.failNext('threads.create', (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'x-run-id': 'run-x' });
    response.end('id: 1\ndata: {"n":1}\n\nid: 2\ndata: {"n":');
  });
  chat.failNext('run-x', (request, response) => {
    expect(request.headers['last-event-id']).toBe('1');
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end('id: 2\ndata: {"n":2}\n\n: end\n');
  });
  expect((await post(question)).text).toBe('data: {"n":1}\n\ndata: {"n":2}\n\n');
});

test('characters split between two chunks stay whole', async () => {
  const bytes = Buffer.from('id: 1\ndata: {"t":"日本語 “x” 🙂"}\n\n: end\n\n');
  chat.failNext('threads.create', (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'x-run-id': 'run-x' });
    void (async () => {
      for (const byte of bytes) {
        response.write(Uint8Array.of(byte));
        await new Promise((resolve) => setImmediate(resolve));
      }
      response.end();
    })();
  });
  expect((await post(question)).text).toBe('data: {"t":"日本語 “x” 🙂"}\n\n');
});

test('a resume that finds nothing more ends the answer; one that finds no log asks for the stored thread', async () => {
  const cut = (_: unknown, response: import('node:http').ServerResponse) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'x-run-id': 'run-x' });
    response.end('id: 1\ndata: {"n":1}\n\n');
  };
  chat.failNext('threads.create', cut);
  chat.failNext('run-x', (_, response) => {
    response.writeHead(204).end();
  });
  expect((await post(question)).text).toBe('data: {"n":1}\n\n');
  expect((await progress()).some(({ kind }) => kind === 'stored')).toBe(false);

  chat.failNext('threads.create', cut);
  expect((await post(question)).error).toBeNull();
  expect((await progress()).at(-1)).toEqual({ kind: 'stored', threadId: null });
});

test('a server that is down for a moment is waited for, with one key for the whole question', async () => {
  for (let i = 0; i < 2; i += 1) chat.failNext('threads.create', (_, response) => response.destroy());
  chat.failNext('threads.create', (_, response) => {
    json(response, 503, {});
  });
  expect(spoken(await post(question))).toBe('Hello from the server.');
  const keys = chat.seen('threads.create').map(({ headers }) => headers['idempotency-key']);
  expect(keys).toHaveLength(4);
  expect(new Set(keys).size).toBe(1);
  expect(keys[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect((await progress()).map(({ kind }) => kind)).toEqual([
    'unreachable',
    'unreachable',
    'unreachable',
    'connected',
  ]);
});

test('a whole answer ends without a cancelled request', async () => {
  const failed: string[] = [];
  page.on('requestfailed', (request) => failed.push(request.url()));
  await post(question);
  await page.waitForTimeout(200);
  expect(failed).toEqual([]);
});

test('two questions have two keys', async () => {
  await post(question);
  await post(question);
  const [first, second] = chat.seen('threads.create').map(({ headers }) => headers['idempotency-key']);
  expect(first).not.toBe(second);
});

test('stop reaches the reader at once and the server as an explicit stop', async () => {
  chat.behaviour = { ...chat.behaviour, words: Array<string>(200).fill('word '), pace: 100 };
  const outcome = post(question);
  await page.waitForFunction(() => 'soFar' in window);
  const started = Date.now();
  await page.evaluate(() => {
    ground.abort.abort();
  });
  expect((await outcome).error).toBe('AbortError');
  expect(Date.now() - started).toBeLessThan(5000);
  await waitForServer(() => [...chat.runs.values()].every((run) => run.stopped));
});

test('stop before the server has answered waits for the id of the answer and stops it', async () => {
  chat.behaviour.delay = 4000;
  const outcome = post(question);
  await waitForServer(() => chat.seen('threads.create').length === 1);
  const started = Date.now();
  await page.evaluate(() => {
    ground.abort.abort();
  });
  expect((await outcome).error).toBe('AbortError');
  expect(Date.now() - started).toBeLessThan(3000);
  await waitForServer(() => [...chat.runs.values()].some((run) => run.stopped));
});

test('an element that goes away does not stop its answer', async () => {
  chat.behaviour = { ...chat.behaviour, words: ['a ', 'b ', 'c '], pace: 700 };
  const outcome = post(question);
  await page.waitForFunction(() => 'soFar' in window);
  await page.evaluate(() => {
    ground.abort.abort(Object.assign(new Error('gone'), { name: 'ChatKitDetach' }));
  });
  expect((await outcome).error).toBe('ChatKitDetach');
  await waitForServer(() => [...chat.runs.values()].every((run) => run.ended));
  expect(chat.requests.filter(({ path }) => path.endsWith('/stop'))).toHaveLength(0);
});

test('an abort after the answer is over stops nothing', async () => {
  await post(question);
  await page.evaluate(() => {
    ground.abort.abort();
  });
  await page.waitForTimeout(200);
  expect(chat.requests.filter(({ path }) => path.endsWith('/stop'))).toHaveLength(0);
});

test('a stock ChatKit server works without runs and sessions', async () => {
  chat.behaviour.stock = true;
  expect(spoken(await post(question))).toBe('Hello from the server.');
  await post({ type: 'threads.list', params: {} });
  expect(chat.seen('/session')).toHaveLength(1);
});

test('reads are repeated after a failure, other requests are not', async () => {
  chat.failNext('threads.list', (_, response) => response.destroy());
  expect((await post({ type: 'threads.list', params: {} })).status).toBe(200);
  expect(chat.seen('threads.list')).toHaveLength(2);

  chat.failNext('attachments.create', (_, response) => response.destroy());
  expect((await post({ type: 'attachments.create', params: {} })).error).toBe('TypeError');
  expect(chat.seen('attachments.create')).toHaveLength(1);
});

test('a short Retry-After is waited out, a long one is handed to the visitor', async () => {
  chat.failNext('threads.create', (_, response) => response.writeHead(429, { 'retry-after': '1' }).end('{}'));
  expect(spoken(await post(question))).toBe('Hello from the server.');
  expect((await progress())[0]).toMatchObject({ kind: 'limited', repeats: true });

  chat.failNext('threads.create', (_, response) => response.writeHead(429, { 'retry-after': '90' }).end('{}'));
  expect((await post(question)).status).toBe(429);
  expect((await progress()).at(-1)).toMatchObject({ kind: 'limited', repeats: false });
});

test('an answer that another worker makes is read from the stored thread', async () => {
  chat.failNext('threads.add_user_message', (_, response) =>
    response.writeHead(409, { 'x-run-id': 'elsewhere' }).end('{}'),
  );
  const outcome = await post({ type: 'threads.add_user_message', params: { thread_id: 't1' } });
  expect(outcome).toEqual({ text: '', status: 200, error: null });
  expect((await progress()).at(-1)).toEqual({ kind: 'stored', threadId: 't1' });
});

test('a session across origins is a token, opened once and kept for the next page', async () => {
  await post({ type: 'threads.list', params: {} });
  await page.reload();
  await useApi(chat.api);
  await post({ type: 'threads.list', params: {} });
  expect(chat.seen('/session').map(({ body }) => body)).toEqual([{ as: 'token' }]);
  const [first, second] = chat.seen('threads.list').map(({ headers }) => headers['x-session-id']);
  expect(first).toMatch(/^v1\./);
  expect(second).toBe(first);
});

test('a session on the own origin is a cookie that scripts cannot read', async () => {
  const api = `${site.url}/chatkit`;
  await useApi(api);
  expect((await post({ type: 'threads.list', params: {} }, api)).status).toBe(200);
  expect(chat.seen('/session').map(({ body }) => body)).toEqual([{ as: 'cookie' }]);
  expect(chat.seen('threads.list')[0]?.headers['x-session-id']).toBeUndefined();
  expect(await page.evaluate(() => document.cookie)).toBe('');
});

test('a refused session is replaced and the question repeated once', async () => {
  await post({ type: 'threads.list', params: {} });
  chat.sessions.clear();
  expect(spoken(await post(question))).toBe('Hello from the server.');
  expect(await page.evaluate(() => ground.replaced)).toBe(1);
  expect(chat.seen('/session')).toHaveLength(2);
});

test('two tabs opened together share one session', async () => {
  const other = await page.context().newPage();
  await other.goto(site.url);
  const ask = (tab: Page) =>
    tab.evaluate(async (api) => {
      const transport = kit.createTransport({ api, report: () => undefined, sessionReplaced: () => undefined });
      await transport(api, { method: 'POST', body: '{"type":"threads.list","params":{}}' });
    }, chat.api);
  // Web Locks need a secure context, which loopback addresses are.
  await Promise.all([ask(page), ask(other)]);
  expect(chat.seen('/session')).toHaveLength(1);
});

test("the owner's headers and the session go to the chat server only", async () => {
  await useApi(chat.api, true);
  await post({ type: 'threads.list', params: {} });
  expect(chat.seen('threads.list')[0]?.headers['x-owner']).toBe('yes');

  const storage = await ChatServer.start();
  storage.behaviour.stock = true;
  await post({ type: 'threads.list', params: {} }, storage.api);
  expect(Object.keys(storage.requests[0]?.headers ?? {})).toContain('origin');
  expect(storage.requests.flatMap(({ headers }) => Object.keys(headers))).not.toContain('x-owner');
  expect(storage.requests.flatMap(({ headers }) => Object.keys(headers))).not.toContain('x-session-id');
  await storage.stop();
});

/** Every `X-CSRFToken` that the chat server was sent, with the path of its request. */
const tokens = () => chat.requests.map(({ path, headers }) => [path, headers['x-csrftoken']]);
const putIntoHead = (content: string) =>
  page.evaluate((token) => {
    document.head.append(Object.assign(document.createElement('meta'), { name: 'csrf-token', content: token }));
  }, content);
const django = () => page.evaluate(() => (document.cookie = 'csrftoken=a1B2-from-django; path=/'));

test("Django's CSRF token goes along to the own origin, with the first question for a session too", async () => {
  const api = `${site.url}/chatkit`;
  await django();
  await useApi(api);
  expect(spoken(await post(question, api))).toBe('Hello from the server.');
  expect(tokens()).toEqual([
    ['/chatkit/session', 'a1B2-from-django'],
    ['/chatkit', 'a1B2-from-django'],
  ]);
});

test("the CSRF token of the page's head comes before a cookie of another site on this host", async () => {
  const api = `${site.url}/chatkit`;
  await django();
  await putIntoHead('Ij.f-w');
  await useApi(api);
  await post({ type: 'threads.list', params: {} }, api);
  expect(tokens().map(([, token]) => token)).toEqual(['Ij.f-w', 'Ij.f-w']);
});

test('a CSRF token leaves the own origin for nobody, and one that no header can carry stops nothing', async () => {
  await django();
  await putIntoHead('“x”\n');
  await post(question);
  const own = `${site.url}/chatkit`;
  await useApi(own);
  expect((await post({ type: 'threads.list', params: {} }, own)).status).toBe(200);
  expect(tokens().filter(([, token]) => token !== undefined)).toEqual([]);
});

test('the assistant learns the page, without query and fragment', async () => {
  await post(question);
  const { metadata } = chat.seen('threads.create')[0]?.body ?? {};
  expect(metadata).toEqual({ page: { url: `${site.url}/`, title: 'A page' } });
});

test('"Try now" ends the waiting', async () => {
  for (let i = 0; i < 5; i += 1) chat.failNext('threads.create', (_, response) => response.destroy());
  await page.evaluate(() => {
    setInterval(kit.wakeAll, 50);
  });
  const started = Date.now();
  expect(spoken(await post(question))).toBe('Hello from the server.');
  // Without it the five pauses take twelve seconds at least.
  expect(Date.now() - started).toBeLessThan(9000);
});

test.each(['a form', 'a request'])(
  'a file in %s arrives byte by byte, with the session, and once more when that is refused',
  async (way) => {
    chat.failNext('/attachments', (_, response) => {
      json(response, 401, {});
    });
    const attachment = await page.evaluate(
      async ([api, how]) => {
        const body = new FormData();
        body.append('file', new File([new Uint8Array([0, 255, 13, 10, 128])], 'heron.png', { type: 'image/png' }));
        const url = `${api}/attachments`;
        const init = { method: 'POST', body };
        const response = await (how === 'a form'
          ? ground.transport(url, init)
          : ground.transport(new Request(url, init)));
        return (await response.json()) as unknown;
      },
      [chat.api, way] as const,
    );
    expect(attachment).toMatchObject({ name: 'heron.png', mime_type: 'image/png', bytes: '00ff0d0a80' });
    expect(chat.seen('/attachments').map(({ headers }) => headers['x-session-id'] !== undefined)).toEqual([true, true]);
  },
);
