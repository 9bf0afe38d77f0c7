/** Which element draws the chat: OpenAI's where it works, ours where it does not, and what is contacted meanwhile. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { kit, launchBrowser, Site } from './browser';
import { ChatServer } from './chat-server';
import { stubScript, type StubBehaviour } from './official-stub';

const OFFICIAL = 'https://cdn.platform.openai.com/deployments/chatkit/chatkit.js';

let browser: Browser;
let chat: ChatServer;
let site: Site;
let page: Page;
let outside: string[];

const html = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">
  <body><script type="module" src="/chatkit-widget/widget.js"></script>`;

beforeAll(async () => {
  [browser, chat] = await Promise.all([launchBrowser(), ChatServer.start()]);
  site = await Site.start({ '/': html });
  site.csp = "script-src 'self' https://cdn.platform.openai.com; require-trusted-types-for 'script'";
});

afterAll(async () => {
  await Promise.all([browser.close(), site.stop(), chat.stop()]);
});

beforeEach(async () => {
  chat.reset();
  useConfig({});
  const context = await browser.newContext();
  page = await context.newPage();
  outside = [];
  page.on('request', (request) => {
    const { hostname } = new URL(request.url());
    if (!/^(localhost|127\.0\.0\.1|site\.test)$/.test(hostname)) outside.push(hostname);
  });
});

afterEach(async () => {
  await page.context().close();
});

function useConfig(changes: Record<string, unknown>): void {
  const values = JSON.stringify({ api: chat.api, ui: 'auto', ...changes });
  site.files['/chatkit-widget/chatkit.config.js'] = `export default ${values};`;
}

async function official(behaviour: StubBehaviour | 'blocked' | 'silent'): Promise<void> {
  await page.route(OFFICIAL, async (route) => {
    if (behaviour === 'blocked') await route.abort();
    else if (behaviour === 'silent') await route.fulfill({ contentType: 'text/javascript', body: '' });
    else await route.fulfill({ contentType: 'text/javascript', body: stubScript(behaviour) });
  });
}

async function openChat(): Promise<void> {
  await page.goto(site.url);
  await page.locator('#chatkit-widget .launcher').click();
}

const ours = () => page.locator('chatgraft-chatkit');
const theirs = () => page.locator('openai-chatkit');
const ready = () => page.waitForSelector('#chatkit-widget[ready]', { state: 'attached', timeout: 20_000 });
const why = (said: string) => page.waitForEvent('console', (message) => message.text().includes(said));
const calls = () => theirs().evaluate((element) => (element as HTMLElement & { calls: string[] }).calls);

test("OpenAI's element is used where it works, and asked for only when the chat is opened", async () => {
  await official({ ready: true });
  await page.goto(site.url);
  await page.locator('#chatkit-widget .launcher').hover();
  await page.waitForTimeout(300);
  expect(outside).toEqual([]);
  await page.locator('#chatkit-widget .launcher').click();
  await ready();
  expect(outside).toEqual(['cdn.platform.openai.com']);
  expect(await theirs().count()).toBe(1);
  expect(await calls()).toEqual(['setOptions', 'focusComposer']);
});

test('a blocked script gives way to our element, and is not tried again in this tab', async () => {
  await official('blocked');
  await openChat();
  await ready();
  expect(await ours().count()).toBe(1);
  expect(await theirs().count()).toBe(0);
  await page.reload();
  await ready();
  expect(outside).toEqual(['cdn.platform.openai.com']);
});

test('a script that defines nothing gives way after eight seconds', async () => {
  await official('silent');
  await page.goto(site.url);
  const started = Date.now();
  await page.locator('#chatkit-widget .launcher').click();
  await ours().waitFor({ timeout: 15_000 });
  expect(Date.now() - started).toBeGreaterThan(7000);
});

test('an element that never becomes ready gives way after five seconds', async () => {
  await official({ ready: false });
  await page.goto(site.url);
  const started = Date.now();
  await page.locator('#chatkit-widget .launcher').click();
  await ours().waitFor({ timeout: 15_000 });
  expect(Date.now() - started).toBeGreaterThan(4000);
  expect(await theirs().count()).toBe(0);
});

test('an element that reports an integration error gives way at once', async () => {
  await official({ ready: false, error: 'Domain verification failed' });
  const told = why('it reports: Domain verification failed');
  await openChat();
  await told; // and not that it came too late
  await ours().waitFor();
});

test('an element without height gives way', async () => {
  await official({ ready: true, height: 0 });
  const told = why('it has no height');
  await openChat();
  await told;
  await ours().waitFor();
});

test('once ready, an element is never swapped', async () => {
  await official({ ready: true });
  await openChat();
  await ready();
  await theirs().evaluate(async (element) => {
    await new Promise((resolve) => requestAnimationFrame(resolve)); // after the watcher's own
    element.dispatchEvent(new CustomEvent('chatkit.error', { detail: { error: new Error('later') } }));
  });
  await page.waitForTimeout(6000);
  expect(await theirs().count()).toBe(1);
});

test("with ui: 'openai' a blocked script is named and can be tried again", async () => {
  useConfig({ ui: 'openai' });
  await official('blocked');
  await openChat();
  await page.getByText('something blocks it').waitFor();
  await page.unroute(OFFICIAL);
  await official({ ready: true });
  await page.getByRole('button', { name: 'Try again' }).click();
  await ready();
  expect(await ours().count()).toBe(0);
});

test("with ui: 'selfhosted' nobody outside is contacted, and our element answers to the official name", async () => {
  useConfig({ ui: 'selfhosted' });
  await openChat();
  await ready();
  expect(outside).toEqual([]);
  expect(await theirs().count()).toBe(1);
});

test('on a public host without a domain key nobody outside is contacted', async () => {
  await page.route('http://site.test/**', async (route) => {
    const { pathname } = new URL(route.request().url());
    const own = site.files[pathname];
    const body =
      typeof own === 'string'
        ? own
        : await readFile(join(kit, 'html', pathname.split('/chatkit-widget/')[1] ?? ''), 'utf8');
    await route.fulfill({ body, contentType: pathname.endsWith('.js') ? 'text/javascript' : 'text/html' });
  });
  await page.goto('http://site.test/');
  await page.locator('#chatkit-widget .launcher').click();
  await ready();
  expect(outside).toEqual([]);
});

test("under OpenAI's element an answer that runs on is fetched each second until it ends", async () => {
  await official({ ready: true });
  chat.behaviour = { ...chat.behaviour, words: ['a', 'b', 'c', 'd'], pace: 1500 };
  const api = chat.api;
  await page.goto(site.url);
  const threadId = await page.evaluate(async (url) => {
    const opened = await fetch(`${url}/session`, { method: 'POST', body: '{"as":"token"}' });
    const { session_id: id } = (await opened.json()) as { session_id: string };
    localStorage.setItem('chatkit_session_id', id);
    const body = JSON.stringify({ type: 'threads.create', params: { input: { content: [] } } });
    const response = await fetch(url, { method: 'POST', headers: { 'x-session-id': id }, body });
    const first = await response.body?.getReader().read();
    return /"id":"(thread-\d+)"/.exec(new TextDecoder().decode(first?.value))?.[1] ?? '';
  }, api);
  await page.evaluate((id) => {
    localStorage.setItem('chatkit_thread', id);
  }, threadId);
  await openChat();
  await ready();
  const over = page.waitForResponse(
    (response) => response.url().endsWith('/run') && response.request().method() === 'GET' && response.status() === 204,
  );
  await expect
    .poll(async () => (await calls()).filter((name) => name === 'fetchUpdates').length, { timeout: 8000 })
    .toBeGreaterThan(1);
  await over;
  const asked = chat.seen('/run').length;
  await page.waitForTimeout(2000);
  expect(chat.seen('/run')).toHaveLength(asked);
});
