// @vitest-environment node
/**
 * Tests of the chat service: its endpoint, its store, what survives a restart, and what happens when things go wrong.
 *
 * They start the service by themselves, on data of their own, and need no key and no network. CHATKIT_SETUP.md has the
 * command. CHATKIT_TEST_DATABASE_URL names an empty database that the store is tested on, in place of an SQLite file.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { source } from './chatkit-kit/questions.ts';
import { GUARANTEES } from './chatkit-kit/store-contract/index.ts';
import { inFolder, kept, served } from './chatkit-kit/testing.ts';
import { createStore } from './chatkit-store.ts';
import type { Part, Question } from './chatkit-kit/questions.ts';

const ORIGIN = 'http://localhost:3000';
const VALUES = { CHATKIT_SECRET: 'a secret for tests that is long enough', CHATKIT_TURNS_RATE: '1000/minute' };

interface Item {
  type: string;
  content: { text: string; annotations?: { source: { url: string } }[] }[];
}

interface Event {
  type: string;
  thread?: { id: string };
  item?: Item;
  allow_retry?: boolean;
}

interface Page<T> {
  data: T[];
  has_more: boolean;
  after: string;
}

type Answering = (question: Question) => AsyncIterable<Part>;

/** Stands in for the assistant: says back what reached it. */
async function* tell(question: Question): AsyncIterable<Part> {
  await Promise.resolve();
  yield 'You said: ';
  yield question.text;
  if (question.quotedText) yield ` about “${question.quotedText}”`;
  yield ` after ${String(question.history.length)} messages.`;
  yield source('Prices', 'https://example.com/prices');
}

/** Loses its model in the middle of an answer. */
async function* breakOff(): AsyncIterable<Part> {
  await Promise.resolve();
  yield 'The price is ';
  throw new Error('connection to the model lost, key sk-secret');
}

/** A visitor's browser. */
class Chat {
  url: string;
  readonly headers: Record<string, string>;

  private constructor(url: string, session: string) {
    this.url = url;
    this.headers = { Origin: ORIGIN, 'X-Session-Id': session };
  }

  static async open(url: string): Promise<Chat> {
    const opened = await openSession(url, ORIGIN);
    assert.equal(opened.status, 200);
    return new Chat(url, ((await opened.json()) as { session_id: string }).session_id);
  }

  send(body: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.url}/chatkit`, { method: 'POST', body, headers: { ...this.headers, ...headers } });
  }

  post(type: string, params: object = {}, headers: Record<string, string> = {}): Promise<Response> {
    return this.send(JSON.stringify({ type, params }), headers);
  }

  async read<T>(type: string, params: object = {}): Promise<T> {
    return (await (await this.post(type, params)).json()) as T;
  }

  async ask(text: string, thread?: string, quote?: string): Promise<Event[]> {
    const input = message(text, quote);
    const reply = thread
      ? await this.post('threads.add_user_message', { thread_id: thread, input })
      : await this.post('threads.create', { input });
    assert.equal(reply.status, 200);
    return eventsOf(await reply.text());
  }

  async items(thread: string): Promise<Item[]> {
    return (await this.read<Page<Item>>('items.list', { thread_id: thread, order: 'asc' })).data;
  }
}

function openSession(url: string, origin: string): Promise<Response> {
  const body = JSON.stringify({ as: 'token' });
  return fetch(`${url}/chatkit/session`, { method: 'POST', body, headers: { Origin: origin } });
}

function message(text: string, quote?: string): object {
  const content = [{ type: 'input_text', text }];
  return { content, attachments: [], inference_options: {}, ...(quote && { quoted_text: quote }) };
}

function eventsOf(stream: string): Event[] {
  const lines = stream.split('\n').filter((line) => line.startsWith('data: '));
  return lines.map((line) => JSON.parse(line.slice('data: '.length)) as Event);
}

function threadOf(events: Event[]): string {
  return events[0]?.thread?.id ?? '';
}

function answerIn(events: Event[]): string | undefined {
  const done = events.filter((event) => event.type === 'thread.item.done');
  return done.at(-1)?.item?.content[0]?.text;
}

/** The chat, with settings and data of its own. */
function service(
  folder: string,
  use: (url: string) => Promise<void>,
  values: Record<string, string> = {},
  answer: Answering = tell,
): Promise<void> {
  return served(folder, { USES_MODEL: false, answer }, { ...VALUES, ...values }, use);
}

/** A test of a service that is new. */
function testService(
  name: string,
  use: (url: string) => Promise<void>,
  values: Record<string, string> = {},
  answer: Answering = tell,
): void {
  test(name, () => inFolder((folder) => service(folder, use, values, answer)));
}

/** A test of one visitor's chat. */
function testChat(name: string, use: (chat: Chat) => Promise<void>): void {
  testService(name, async (url) => use(await Chat.open(url)));
}

// The endpoint

testChat('an answer streams and ends with the whole message', async (chat) => {
  const events = await chat.ask('hello');
  const kinds = events.map((event) => event.type);
  assert.deepEqual(kinds.slice(0, 4), ['thread.created', 'thread.item.done', 'thread.updated', 'stream_options']);
  assert.equal(kinds.at(-1), 'thread.item.done');
  assert.equal(answerIn(events), 'You said: hello after 0 messages.');
});

testChat('the sources of an answer become citations', async (chat) => {
  const content = (await chat.ask('hello')).at(-1)?.item?.content[0];
  assert.equal(content?.annotations?.[0]?.source.url, 'https://example.com/prices');
});

testChat('quoted text and earlier messages reach the assistant', async (chat) => {
  const thread = threadOf(await chat.ask('hello'));
  const answer = answerIn(await chat.ask('and this?', thread, '営業時間\n“nine” to five'));
  assert.equal(answer, 'You said: and this? about “営業時間\n“nine” to five” after 2 messages.');
});

testChat('a conversation gets its title from the first question', async (chat) => {
  await chat.ask('What does a night cost?');
  const { data } = await chat.read<Page<{ title: string }>>('threads.list');
  assert.equal(data[0]?.title, 'What does a night cost?');
});

testChat('a lost connection is resumed where it was cut', async (chat) => {
  const key = { 'Idempotency-Key': '0f8b6e6e-1' };
  const first = await chat.post('threads.create', { input: message('hi') }, key);
  const again = await chat.post('threads.create', { input: message('hi') }, key);
  const stream = await first.text();
  assert.equal(await again.text(), stream);
  assert.ok(stream.endsWith(': end\n\n'));
  const run = `${chat.url}/chatkit/runs/${first.headers.get('x-run-id') ?? ''}`;
  const rest = await fetch(run, { headers: { ...chat.headers, 'Last-Event-ID': '3' } });
  assert.deepEqual(eventsOf(await rest.text()), eventsOf(stream).slice(3));
});

// The store

test('conversations survive a restart', () =>
  inFolder(async (folder) => {
    const kept: { chat?: Chat; thread?: string } = {};
    await service(folder, async (url) => {
      kept.chat = await Chat.open(url);
      kept.thread = threadOf(await kept.chat.ask('remember me'));
    });
    await service(folder, async (url) => {
      const { chat, thread } = kept;
      assert.ok(chat && thread);
      chat.url = url;
      const types = (await chat.items(thread)).map((item) => item.type);
      assert.deepEqual(types, ['user_message', 'assistant_message']);
    });
  }));

testService('a visitor sees only their own conversations', async (url) => {
  const [mine, other] = [await Chat.open(url), await Chat.open(url)];
  const thread = threadOf(await mine.ask('a secret'));
  assert.deepEqual((await other.read<Page<object>>('threads.list')).data, []);
  assert.equal((await other.post('threads.get_by_id', { thread_id: thread })).status, 404);
  assert.equal((await other.post('items.list', { thread_id: thread })).status, 404);
  await other.post('threads.delete', { thread_id: thread });
  assert.equal((await mine.items(thread)).length, 2);
});

testChat('lists come in pages in the order of writing', async (chat) => {
  const thread = threadOf(await chat.ask('one'));
  for (const text of ['two', 'three']) await chat.ask(text, thread);
  const wanted = { thread_id: thread, limit: 4, order: 'asc' };
  const first = await chat.read<Page<Item>>('items.list', wanted);
  const rest = await chat.read<Page<Item>>('items.list', { ...wanted, after: first.after });
  const asked = [...first.data, ...rest.data].filter((item) => item.type === 'user_message');
  assert.deepEqual(
    asked.map((item) => item.content[0]?.text),
    ['one', 'two', 'three'],
  );
  assert.deepEqual([first.has_more, rest.has_more], [true, false]);
});

testChat('a deleted conversation is gone', async (chat) => {
  const thread = threadOf(await chat.ask('hello'));
  assert.deepEqual(await chat.read('threads.delete', { thread_id: thread }), {});
  assert.equal((await chat.post('threads.get_by_id', { thread_id: thread })).status, 404);
});

/** What `chatkit-store` gives holds to what every store must, whatever you make of it. */
for (const [name, holds] of Object.entries(GUARANTEES)) {
  test(`the store: ${name}`, () => inFolder((folder) => kept(folder, VALUES, createStore, holds)));
}

// What happens when things go wrong

testChat('what is no request gets a hint', async (chat) => {
  for (const body of ['', '{', '{}', '[]', '{"type": "threads.fly", "params": {}}', '{"type": "threads.create"}']) {
    const reply = await chat.send(body);
    const { error } = (await reply.json()) as { error: { hint?: string } };
    assert.equal(reply.status, 400, body);
    assert.ok(error.hint, body);
    assert.equal(reply.headers.get('access-control-allow-origin'), ORIGIN);
  }
});

testChat('what is too long is refused', async (chat) => {
  const long = await chat.post('threads.create', { input: message('x'.repeat(20_000)) });
  const huge = await chat.send('x'.repeat(300_000));
  assert.deepEqual([long.status, huge.status], [413, 413]);
  assert.deepEqual((await chat.read<Page<object>>('threads.list')).data, []);
});

testService('a request without a session is told to get one', async (url) => {
  const body = JSON.stringify({ type: 'threads.list', params: {} });
  const reply = await fetch(`${url}/chatkit`, { method: 'POST', body, headers: { Origin: ORIGIN } });
  assert.equal(reply.status, 401);
});

testService('pages of other sites are refused', async (url) => {
  const reply = await openSession(url, 'https://elsewhere.example');
  assert.equal(reply.status, 403);
  assert.equal(reply.headers.get('access-control-allow-origin'), null);
});

testService(
  'a visitor in a hurry is told when to come back',
  async (url) => {
    const chat = await Chat.open(url);
    await chat.ask('one');
    const reply = await chat.post('threads.create', { input: message('two') });
    const seconds = Number(reply.headers.get('retry-after'));
    assert.equal(reply.status, 429);
    assert.ok(seconds >= 1 && seconds <= 60, String(seconds));
  },
  { CHATKIT_TURNS_RATE: '1/minute' },
);

testService(
  'an assistant that breaks off keeps what it said',
  async (url) => {
    const events = await (await Chat.open(url)).ask('price?');
    const last = events.at(-1);
    assert.equal(answerIn(events), 'The price is ');
    assert.deepEqual([last?.type, last?.allow_retry], ['error', true]);
    assert.ok(!JSON.stringify(events).includes('sk-secret'));
  },
  {},
  breakOff,
);

testService(
  'production needs its tables',
  async (url) => {
    const ready = await fetch(`${url}/chatkit/readyz`);
    assert.equal((await fetch(`${url}/chatkit/healthz`)).status, 200);
    assert.equal(ready.status, 503);
    assert.match(((await ready.json()) as { cure: string }).cure, / migrate/);
  },
  { CHATKIT_ENV: 'production' },
);
