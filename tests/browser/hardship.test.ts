/** What goes wrong on real sites: mistakes in the config, browsers that refuse what the chat would use. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { kit, launchBrowser, send, Site } from './browser';
import { ChatServer } from './chat-server';

const PAGE = `<!doctype html><meta charset="utf-8"><title>Guide</title><link rel="icon" href="data:,"><body>
  <script type="module" src="/chatkit-widget/widget.js"></script>`;

let browser: Browser;
let chat: ChatServer;
let site: Site;
let page: Page;
let errors: string[];
let warnings: string;

beforeAll(async () => {
  [browser, chat] = await Promise.all([launchBrowser(), ChatServer.start()]);
  site = await Site.start({ '/': PAGE });
});

afterAll(async () => {
  await Promise.all([browser.close(), site.stop(), chat.stop()]);
});

beforeEach(async () => {
  chat.reset();
  useConfig('');
  page = await browser.newPage();
  errors = [];
  warnings = '';
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'warning') warnings += `${message.text()}\n`;
  });
});

afterEach(async () => {
  await page.close();
  expect(errors).toEqual([]);
});

/** The owner's config with `lines` over it, as written in a file. */
function useConfig(lines: string): void {
  site.files['/chatkit-widget/chatkit.config.js'] = async () => {
    const source = await readFile(join(kit, 'html/chatkit.config.js'), 'utf8');
    const mine = `api: ${JSON.stringify(chat.api)}, ui: 'selfhosted', ${lines}`;
    return `${source.replace('export default config;', '')}\nexport default { ...config, ${mine} };`;
  };
}

async function openChat(): Promise<void> {
  await page.goto(site.url);
  await page.locator('#chatkit-widget .launcher').click();
  await page.waitForSelector('#chatkit-widget[ready]', { state: 'attached' });
}

/** Where the round button stands; a click makes it smaller for a moment. */
function button(): Promise<object | null> {
  return page.locator('#chatkit-widget .launcher').boundingBox();
}

async function ask(text: string, count = 1): Promise<void> {
  await send(page, text);
  await expect.poll(() => page.getByText('Hello from the server.').count()).toBe(count);
}

test('values of the wrong kind are told in words, and their defaults apply', async () => {
  useConfig(`offset: null, size: 'big', accent: 5, prompts: {}, greeting: null, corner: 'middle', zIndex: '9'`);
  await openChat();
  await expect.poll(button).toMatchObject({ width: 56, x: 1280 - 20 - 56 });
  expect(warnings).toContain('"offset" must be an object; its default applies.');
  expect(warnings).toContain('"prompts" must be a list; its default applies.');
  expect(warnings).toContain('"accent" must be text; its default applies.');
  expect(warnings).toContain('"zIndex" must be a number; its default applies.');
  expect(warnings).toContain('"corner" is "middle"; it can be');
  await ask('Hello?');
});

test('half an offset keeps the other half, and a size with a unit is told', async () => {
  useConfig(`offset: { x: 40 }, size: { width: '400px' }`);
  await openChat();
  await expect.poll(button).toMatchObject({ x: 1280 - 40 - 56 });
  expect(warnings).toContain('"size" takes plain numbers, in pixels: width is "400px".');
});

test.each(['', 'localhost:8001/chatkit', 'http://'])('an api of "%s" is told, and the chat opens', async (api) => {
  useConfig(`api: ${JSON.stringify(api)}`);
  await openChat();
  expect(warnings).toContain('"api" is');
});

test('headers that fail are told, and the question goes out without them', async () => {
  useConfig(`headers: () => { throw new Error('no token yet'); }`);
  await openChat();
  await ask('Hello?');
  expect(warnings).toContain('"headers" failed');
  expect(warnings).toContain('no token yet');
});

test('headers that are no function are told, and the question goes out', async () => {
  useConfig(`headers: { Authorization: 'Bearer x' }`);
  await openChat();
  await ask('Hello?');
  expect(warnings).toContain('"headers" failed');
});

test('a browser that blocks site data, locks and channels still chats', async () => {
  await page.addInitScript(() => {
    const blocked = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
    for (const area of ['localStorage', 'sessionStorage']) Object.defineProperty(window, area, { get: blocked });
    Object.defineProperty(window, 'BroadcastChannel', { value: blocked });
    Object.defineProperty(Crypto.prototype, 'randomUUID', { value: undefined });
    LockManager.prototype.request = () => Promise.reject(new DOMException('Denied.', 'SecurityError'));
  });
  await openChat();
  await ask('Hello?');
  await ask('And now?', 2);
  expect(chat.seen('/session')).toHaveLength(1);
  expect(chat.seen('threads.create')).toHaveLength(1);
});

test('full storage costs nothing but what a reload would bring back', async () => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('Full.', 'QuotaExceededError');
    };
  });
  await openChat();
  await ask('Hello?');
  await ask('And now?', 2);
  expect(chat.seen('/session')).toHaveLength(1);
});
