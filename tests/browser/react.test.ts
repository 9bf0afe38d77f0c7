/** `ChatKitBot` as it lands in React projects: rendered on a server, hydrated in a browser, for the oldest and newest React. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type BuildOptions, type OutputFile } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { kit, launchBrowser, root, send, Site } from './browser';
import { ChatServer } from './chat-server';
import { stubScript } from './official-stub';

const OFFICIAL = 'https://cdn.platform.openai.com/deployments/chatkit/chatkit.js';

let browser: Browser;
let chat: ChatServer;

beforeAll(async () => {
  [browser, chat] = await Promise.all([launchBrowser(), ChatServer.start()]);
});

afterAll(async () => {
  await Promise.all([browser.close(), chat.stop()]);
});

/** A site of one page, in StrictMode, with a switch that unmounts the chat and one that changes a prop. */
function appSource(variant: string): string {
  return `
    import * as React from 'react';
    import ChatKitBot from ${JSON.stringify(join(kit, variant))};
    export function App({ api, ui }) {
      const [shown, setShown] = React.useState(true);
      const [corner, setCorner] = React.useState('bottom-right');
      const options = { onThreadChange: ({ threadId }) => { globalThis.threads = [...(globalThis.threads ?? []), threadId]; } };
      return <React.StrictMode><main><h1>A page</h1>
        <button onClick={() => setShown(!shown)}>Switch</button>
        <button onClick={() => setCorner('top-left')}>Move</button>
        {shown && <ChatKitBot api={api} ui={ui} corner={corner} options={options} />}
      </main></React.StrictMode>;
    }`;
}

function bundle(contents: string, version: string, options: BuildOptions): Promise<{ outputFiles: OutputFile[] }> {
  const modules = join(root, version === '18' ? 'tests/browser/react-18/node_modules' : 'node_modules');
  return build({
    stdin: { contents, resolveDir: root, loader: 'jsx' },
    bundle: true,
    format: 'esm',
    splitting: options.platform !== 'node',
    jsx: 'automatic',
    alias: { react: join(modules, 'react'), 'react-dom': join(modules, 'react-dom') },
    loader: { '.module.css': 'local-css' },
    define: { 'process.env.NODE_ENV': '"development"' },
    outdir: '/out',
    logLevel: 'error',
    ...options,
    write: false,
  });
}

async function renderOnServer(app: string, version: string, props: string): Promise<string> {
  const source = `${app}\nimport { renderToString } from 'react-dom/server';
    export const html = () => renderToString(<App {...${props}} />);`;
  const banner = { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" };
  const { outputFiles } = await bundle(source, version, { platform: 'node', banner });
  const folder = await mkdtemp(join(root, 'node_modules/.ssr-'));
  try {
    const file = join(folder, 'server.mjs');
    await writeFile(file, outputFiles.find(({ path }) => path.endsWith('.js'))?.text ?? '');
    const { html } = (await import(pathToFileURL(file).href)) as { html: () => string };
    return html();
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function buildSite(version: string, variant: string, ui: string): Promise<Site> {
  const app = appSource(variant);
  const props = JSON.stringify({ api: chat.api, ui });
  const client = `${app}\nimport { hydrateRoot } from 'react-dom/client';
    hydrateRoot(document.getElementById('root'), <App {...${props}} />);`;
  const [{ outputFiles }, html] = await Promise.all([
    bundle(client, version, { platform: 'browser' }),
    renderOnServer(app, version, props),
  ]);
  const files = Object.fromEntries(outputFiles.map(({ path, text }) => [path.replace('/out', ''), text]));
  files['/'] =
    `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><link rel="stylesheet" href="/stdin.css">
    <body><div id="root">${html}</div><script type="module" src="/stdin.js"></script>`;
  const site = await Site.start(files);
  site.csp = "script-src 'self' https://cdn.platform.openai.com";
  return site;
}

describe.each([
  ['19', 'typescript/index.tsx', 'selfhosted', 'openai-chatkit'],
  ['18', 'javascript/index.jsx', 'selfhosted', 'openai-chatkit'],
  ['19', 'javascript/index.jsx', 'auto', 'chatgraft-chatkit'],
  ['18', 'typescript/index.tsx', 'auto', 'chatgraft-chatkit'],
])('React %s, %s, ui: %s', (version, variant, ui, tag) => {
  let site: Site;
  let page: Page;
  let troubles: string[];

  beforeAll(async () => {
    site = await buildSite(version, variant, ui);
    return () => site.stop();
  });

  beforeEach(async () => {
    chat.reset();
    const context = await browser.newContext();
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
    await page.route(OFFICIAL, (route) => route.abort());
    troubles = [];
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('console', (message) => {
      const blocked = message.text().includes('ERR_FAILED') && ui === 'auto';
      if (['error', 'warning'].includes(message.type()) && !blocked) troubles.push(message.text());
    });
    await page.goto(site.url);
    return () => context.close();
  });

  const launcher = () => page.locator('#chatkit-widget .launcher');

  test('hydrates without a warning and answers', async () => {
    await launcher().click();
    await page.locator(tag).waitFor();
    await send(page, 'Hello?');
    await page.getByText('Hello from the server.').waitFor();
    expect(await page.evaluate(() => (globalThis as { threads?: string[] }).threads?.at(-1))).toMatch(/^thread-/);
    expect(troubles).toEqual([]);
  });

  test('a chat that was open is open again where strict mode mounts it twice', async () => {
    await page.getByRole('button', { name: 'Switch' }).click();
    await page.evaluate(() => {
      sessionStorage.setItem('chatkit_open', '1');
    });
    await page.getByRole('button', { name: 'Switch' }).click();
    await page.getByRole('textbox', { name: /ask|message/i }).waitFor();
    expect(troubles).toEqual([]);
  });

  test('changed props take effect, and unmounting leaves nothing behind', async () => {
    await launcher().click();
    await page.locator(tag).waitFor();
    await page.getByRole('button', { name: 'Move' }).click();
    await page.mouse.move(600, 700);
    await expect.poll(async () => (await launcher().boundingBox())?.x).toBe(20);
    await launcher().click();
    await page.getByRole('button', { name: 'Switch' }).click();
    await expect.poll(() => page.locator('#chatkit-widget').count()).toBe(0);
    await page.getByRole('button', { name: 'Switch' }).click();
    await launcher().click();
    await page.locator(tag).waitFor();
    expect(await page.locator('#chatkit-widget').count()).toBe(1);
    expect(troubles).toEqual([]);
  });
});

test("React draws OpenAI's element where it works, and nothing on the server", async () => {
  const site = await buildSite('19', 'typescript/index.tsx', 'auto');
  const context = await browser.newContext();
  const page = await context.newPage();
  const served = site.files['/'];
  expect(served).not.toContain('chatkit-widget');
  await page.route(OFFICIAL, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: stubScript({ ready: true }) }),
  );
  await page.goto(site.url);
  await page.locator('#chatkit-widget .launcher').click();
  await page.waitForSelector('#chatkit-widget[ready]', { state: 'attached' });
  expect(await page.locator('openai-chatkit').count()).toBe(1);
  expect(await page.locator('chatgraft-chatkit').count()).toBe(0);
  await context.close();
  await site.stop();
});
