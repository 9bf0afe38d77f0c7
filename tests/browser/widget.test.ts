/** The framework-free widget as it lands on a site, under a strict Content-Security-Policy with Trusted Types. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { kit, launchBrowser, send, Site, STRICT_CSP } from './browser';
import { ChatServer } from './chat-server';

let browser: Browser;
let chat: ChatServer;
let site: Site;
let page: Page;
let troubles: string[];

const QUOTE = '「引用」された文章。\n“Curly quotes” — and a dash… 🙂';

function html(attributes = ''): string {
  return `<!doctype html><html ${attributes}><meta charset="utf-8"><title>Guide</title>
    <meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
    <body><a href="#" id="link">A link</a><p id="text">${QUOTE.replace('\n', '<br>')}</p>
    <textarea id="field">Words in a field</textarea><div id="editor" contenteditable>Words in an editor</div>
    <script type="module" src="/deep/chatkit-widget/widget.js"></script>
    <script type="module" src="/deep/chatkit-widget/widget.js?again"></script>`;
}

async function config(changes: Record<string, unknown>): Promise<string> {
  const source = await readFile(join(kit, 'html/chatkit.config.js'), 'utf8');
  return `${source.replace('export default config;', '')}\nexport default { ...config, ...${JSON.stringify(changes)} };`;
}

function useConfig(changes: Record<string, unknown>): void {
  site.files['/deep/chatkit-widget/chatkit.config.js'] = () => config({ api: chat.api, ui: 'selfhosted', ...changes });
}

beforeAll(async () => {
  [browser, chat] = await Promise.all([launchBrowser(), ChatServer.start()]);
  site = await Site.start({ '/': html(), '/dark': html('data-theme="dark"') });
});

afterAll(async () => {
  await Promise.all([browser.close(), site.stop(), chat.stop()]);
});

beforeEach(async () => {
  chat.reset();
  site.csp = STRICT_CSP;
  useConfig({});
  await usePage({});
});

afterEach(async () => {
  await page.context().close();
});

async function usePage(options: BrowserContextOptions): Promise<void> {
  const context = await browser.newContext(options);
  page = await context.newPage();
  troubles = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text());
  });
}

const launcher = () => page.locator('#chatkit-widget .launcher');
const panel = () => page.locator('#chatkit-widget dialog');
const status = () => page.locator('#chatkit-widget .strip');
/** How many places on the page speak of trouble. */
const voices = () => page.locator('#chatkit-widget :is(.strip, [part=error])').filter({ visible: true }).count();
const answer = () => page.getByText('Hello from the server.');

async function openChat(path = '/'): Promise<void> {
  await page.goto(site.url + path);
  await launcher().click();
  await page.waitForSelector('#chatkit-widget[ready]', { state: 'attached' });
}

function ask(text: string): Promise<void> {
  return send(page, text);
}

async function select(selector: string): Promise<void> {
  await page.locator(selector).evaluate((element) => {
    document.getSelection()?.selectAllChildren(element);
  });
}

test('a page loads the button alone, once, and contacts nobody', async () => {
  site.asked.length = 0;
  await page.goto(site.url);
  await launcher().waitFor();
  await page.waitForTimeout(300);
  expect(site.asked.filter((path) => /panel|selection|selfhosted/.test(path))).toEqual([]);
  expect(chat.requests).toEqual([]);
  expect(await page.locator('#chatkit-widget').count()).toBe(1);
  expect(troubles).toEqual([]);
});

test('a question is answered, under a strict policy, without an error on the console', async () => {
  await openChat();
  await ask('Hello?');
  await answer().waitFor();
  expect(troubles).toEqual([]);
  expect(await page.locator('#chatkit-widget').evaluate((host) => host.outerHTML.includes('style='))).toBe(false);
});

test('files are offered where the owner wants it, and go to the server with the session', async () => {
  await openChat();
  const attach = () => page.getByRole('button', { name: 'Attach files' });
  expect(await attach().count()).toBe(0);
  useConfig({ attachments: { enabled: true } });
  await page.context().close();
  await usePage({});
  await openChat();
  await attach().waitFor();
  const note = { name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('At the river.') };
  await page.locator('input[type=file]').setInputFiles([note, { ...note, name: 'page.html', mimeType: 'text/html' }]);
  await page.getByText('“page.html” is of a kind that this chat does not take.').waitFor();
  await page.getByText('13 bytes').waitFor();
  expect(chat.seen('/attachments').map(({ body }) => body.name)).toEqual(['note.txt']);
  expect(troubles).toEqual([]);
});

test('opening puts the focus into the composer; Escape closes and gives it back', async () => {
  await page.goto(site.url);
  await launcher().focus();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: /ask|message/i }).waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.localName)).toMatch(/chatkit$/);
  expect(await launcher().getAttribute('aria-expanded')).toBe('true');
  await page.keyboard.press('Escape');
  await panel().waitFor({ state: 'hidden' });
  expect(await launcher().getAttribute('aria-expanded')).toBe('false');
  expect(await launcher().evaluate((button) => (button.getRootNode() as ShadowRoot).activeElement === button)).toBe(
    true,
  );
});

test('the button knows at once that the panel is closed, and open again', async () => {
  await openChat();
  const states = await launcher().evaluate(async (button) => {
    const said: (string | null)[] = [];
    for (let round = 0; round < 2; round++) {
      (button as HTMLButtonElement).click();
      said.push(button.getAttribute('aria-expanded'));
      (button as HTMLButtonElement).click();
      await new Promise((resolve) => setTimeout(resolve, 100));
      said.push(button.getAttribute('aria-expanded'));
    }
    return said;
  });
  expect(states).toEqual(['false', 'true', 'false', 'true']);
  expect(await panel().isVisible()).toBe(true);
});

test('after a reload in mid-answer the panel is open again and the answer goes on', async () => {
  chat.behaviour = { ...chat.behaviour, words: ['One ', 'two ', 'three ', 'four ', 'five.'], pace: 500 };
  await openChat();
  await ask('Count');
  await page.getByText('One two').waitFor();
  await page.reload();
  await page.getByText('One two three four five.').waitFor();
  expect(chat.seen('threads.create')).toHaveLength(1);
});

test('an open panel does not take the focus when the page loads', async () => {
  await openChat();
  await page.reload();
  await page.waitForSelector('#chatkit-widget[ready]', { state: 'attached' });
  await page.waitForTimeout(300);
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
});

test('an answer to a closed panel leaves a mark, which opening takes away', async () => {
  chat.behaviour.pace = 1000;
  await openChat();
  await ask('Hello?');
  await page.getByText('Hello').last().waitFor();
  await page.keyboard.press('Escape');
  const mark = page.locator('#chatkit-widget .badge');
  await mark.waitFor();
  await launcher().click();
  await mark.waitFor({ state: 'hidden' });
});

test('a new tab goes on with the last conversation', async () => {
  await openChat();
  await ask('Hello?');
  await answer().waitFor();
  const other = await page.context().newPage();
  await other.goto(site.url);
  await other.locator('#chatkit-widget .launcher').click();
  await other.getByText('Hello from the server.').waitFor();
});

test('two tabs of one conversation show the same', async () => {
  await openChat();
  await ask('Hello?');
  await answer().waitFor();
  const other = await page.context().newPage();
  await other.goto(site.url);
  await other.locator('#chatkit-widget .launcher').click();
  await other.getByText('Hello from the server.').waitFor();
  chat.behaviour.words = ['Second', ' answer.'];
  await ask('And now?');
  await page.getByText('Second answer.').waitFor();
  await other.getByText('Second answer.').waitFor();
});

test('selected text is quoted: any language, line breaks, curly quotes, emoji', async () => {
  await page.goto(site.url);
  await select('#text');
  await page.locator('#chatkit-widget .ask').click();
  await page.waitForSelector('#chatkit-widget[ready]', { state: 'attached' });
  await ask('What does it mean?');
  await answer().waitFor();
  const { input } = chat.seen('threads.create')[0]?.body.params as { input: { quoted_text: string } };
  expect(input.quoted_text).toBe(QUOTE);
  expect(troubles).toEqual([]);
});

test('the selection button works from the keyboard, and each selection is offered once', async () => {
  await page.goto(site.url);
  await select('#text');
  const button = page.locator('#chatkit-widget .ask');
  await button.waitFor();
  await page.keyboard.press('Alt+Q');
  await panel().waitFor();
  await button.waitFor({ state: 'hidden' });
  await page.keyboard.press('Escape');
  await page.waitForTimeout(400);
  expect(await button.isVisible()).toBe(false);
});

test('text in fields, in editors and in the chat itself is not offered', async () => {
  await page.goto(site.url);
  await select('#text');
  const button = page.locator('#chatkit-widget .ask');
  await button.waitFor();
  await select('#editor');
  await button.waitFor({ state: 'hidden' });
  await page.locator('#field').selectText();
  await page.waitForTimeout(400);
  expect(await button.isVisible()).toBe(false);
});

test('the panel follows the light and dark switch of the site while it is open', async () => {
  await openChat('/dark');
  const background = () => panel().evaluate((dialog) => getComputedStyle(dialog).color);
  const dark = await background();
  await page.evaluate(() => {
    document.documentElement.dataset.theme = 'light';
  });
  await expect.poll(background).not.toBe(dark);
});

test('a page that gets another body keeps the open chat in mid-answer, and its own switch', async () => {
  chat.behaviour = { ...chat.behaviour, words: ['One ', 'two ', 'three.'], pace: 400 };
  await openChat();
  await ask('Count');
  await page.getByText('One two').waitFor();
  await page.evaluate(() => {
    const body = document.createElement('body');
    body.textContent = 'The next page';
    document.body.replaceWith(body);
  });
  await page.getByText('One two three.').waitFor();
  expect(await panel().isVisible()).toBe(true);
  await page.evaluate(() => {
    document.body.className = 'dark';
  });
  await page.waitForSelector('#chatkit-widget[scheme=dark]', { state: 'attached' });
  expect(troubles).toEqual([]);
});

test('without a switch of its own the site gets the colours of the system', async () => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await openChat();
  expect(await page.locator('#chatkit-widget').getAttribute('scheme')).toBe('dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.waitForSelector('#chatkit-widget[scheme=light]', { state: 'attached' });
});

test('on a phone the panel fills the screen, holds the page still and can be closed', async () => {
  await page.context().close();
  await usePage({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await openChat();
  await expect.poll(() => panel().boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).overflowY)).toBe('hidden');
  await page.getByRole('button', { name: /close/i }).last().click();
  await panel().waitFor({ state: 'hidden' });
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).overflowY)).toBe('visible');
});

test('a low window gives the room of the button to the panel, and gives it back', async () => {
  await page.setViewportSize({ width: 1280, height: 500 });
  await openChat();
  await expect.poll(() => panel().boundingBox()).toEqual({ x: 860, y: 20, width: 400, height: 460 });
  expect(await launcher().isVisible()).toBe(false);
  await page.getByRole('button', { name: 'close' }).click();
  await launcher().waitFor();
  expect(await page.locator('#chatkit-widget').evaluate((host) => document.activeElement === host)).toBe(true);
});

test('a window zoomed to 200 percent is filled', async () => {
  await page.setViewportSize({ width: 640, height: 360 });
  await openChat();
  await expect.poll(() => panel().boundingBox()).toEqual({ x: 0, y: 0, width: 640, height: 360 });
});

test('corner, offset and size come from the config', async () => {
  useConfig({ corner: 'top-left', offset: { x: 30, y: 40 }, size: { width: 360, height: 500 } });
  await openChat();
  // Away from the button, which rises a little under the pointer.
  await page.mouse.move(600, 600);
  await expect.poll(() => launcher().boundingBox()).toMatchObject({ x: 30, y: 40 });
  await expect.poll(() => panel().boundingBox()).toEqual({ x: 30, y: 108, width: 360, height: 500 });
});

test('nothing of the chat is printed', async () => {
  await openChat();
  await page.emulateMedia({ media: 'print' });
  expect(await launcher().isVisible()).toBe(false);
  expect(await panel().isVisible()).toBe(false);
});

test('a visitor who asks too fast sees how long to wait', async () => {
  await openChat();
  chat.failNext('threads.create', (_, response) => response.writeHead(429, { 'retry-after': '90' }).end('{}'));
  await ask('Hello?');
  await page.getByText(/You can try again in 1:(30|29|28)/).waitFor();
  await expect.poll(voices).toBe(1);
});

test('a short wait is counted down, and the question then goes out by itself', async () => {
  await openChat();
  chat.failNext('threads.create', (_, response) => response.writeHead(429, { 'retry-after': '5' }).end('{}'));
  await ask('Hello?');
  await status().getByText('yours is sent shortly').waitFor();
  expect(await status().innerText()).toMatch(/[1-5] s/);
  expect(await voices()).toBe(1);
  await answer().waitFor();
  expect(await voices()).toBe(0);
});

test('a server that stays down is told once, with a way to ask again', async () => {
  await openChat();
  for (let i = 0; i < 6; i += 1) chat.failNext('threads.create', (_, response) => response.writeHead(503).end());
  await ask('Hello?');
  // In the page: a click from here may come too late for its pause, and would end the next one.
  await page.evaluate(() => {
    const pressing = setInterval(() => {
      const root = document.querySelector('#chatkit-widget')?.shadowRoot;
      const button = root?.querySelector<HTMLElement>('.strip:not([hidden]) button');
      if (button?.textContent === 'Try now') button.click();
    }, 50);
    setTimeout(() => {
      clearInterval(pressing);
    }, 20_000);
  });
  await expect.poll(() => chat.seen('threads.create').length).toBe(6);
  await page.getByRole('button', { name: 'Try again' }).waitFor();
  await expect.poll(voices).toBe(1);
  await page.getByRole('button', { name: 'Try again' }).click();
  await answer().waitFor();
  expect(await voices()).toBe(0);
});

test('a question asked offline waits for the network, however long that takes', async () => {
  await openChat();
  await page.context().setOffline(true);
  await ask('Hello?');
  await status().getByText('You are offline').waitFor();
  for (let i = 0; i < 8; i += 1) {
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await page.waitForTimeout(100);
  }
  expect(await status().innerText()).toContain('You are offline');
  expect(await voices()).toBe(1);
  await page.context().setOffline(false);
  await answer().waitFor();
  await expect.poll(voices).toBe(0);
});

test('a server that is down is named, and the question goes out when it is back', async () => {
  await openChat();
  for (let i = 0; i < 5; i += 1) chat.failNext('threads.create', (_, response) => response.destroy());
  await ask('Hello?');
  await status().getByText('cannot be reached').waitFor();
  await status().getByRole('button').click();
  chat.reset();
  await answer().waitFor();
  await status().waitFor({ state: 'hidden' });
});

test('a visitor who goes offline is told, and told when it is over', async () => {
  await openChat();
  await page.context().setOffline(true);
  await ask('Hello?');
  await status().getByText('You are offline').waitFor();
  await page.context().setOffline(false);
  await status().getByText('Back online').waitFor();
  await answer().waitFor();
});

test('a panel that cannot be loaded says so and can be tried again', async () => {
  await page.route('**/panel.js', (route) => route.abort());
  await page.goto(site.url);
  await launcher().click();
  await page.getByText('could not be loaded').waitFor();
  await page.unroute('**/panel.js');
  await launcher().click();
  await page.waitForSelector('#chatkit-widget[ready]', { state: 'attached' });
});

test('mistakes in the config are told on the console, in words', async () => {
  const warnings: string[] = [];
  page.on('console', (message) => warnings.push(message.text()));
  useConfig({ theme: 'drak', colour: 'red', domainKey: 'domain_pk_YOUR_KEY_HERE' });
  await openChat();
  const text = warnings.join('\n');
  expect(text).toContain('"theme" is "drak"; it can be auto, light, dark.');
  expect(text).toContain('no setting named "colour"');
  expect(text).toContain('"domainKey" still holds a placeholder');
});
