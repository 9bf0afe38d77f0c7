/** Real pages in a real Chromium: a small web server for them, and the browser. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { ChatServer } from './chat-server';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const kit = join(root, 'src/chatgraft/kits/widget');

const TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
};

/** As strict as a site may be: no inline style, no inline script, no unsafe sinks. */
export const STRICT_CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' http://127.0.0.1:*; img-src 'self' data:; " +
  "require-trusted-types-for 'script'; trusted-types lit-html chatkit";

type Files = Record<string, string | (() => Promise<string>)>;

/** Serves `files` by path; `/chatkit-widget/*` is the built widget, `/chatkit*` goes to `chat` (the same-origin case). */
export class Site {
  readonly files: Files;
  csp = STRICT_CSP;
  readonly asked: string[] = [];
  #server: Server;
  #chat: ChatServer | null;

  private constructor(server: Server, files: Files, chat: ChatServer | null) {
    this.#server = server;
    this.files = files;
    this.#chat = chat;
  }

  static async start(files: Files, chat: ChatServer | null = null): Promise<Site> {
    const server = createServer();
    const site = new Site(server, files, chat);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      site.serve(request, response).catch(() => response.writeHead(404).end());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return site;
  }

  get url(): string {
    return `http://localhost:${String((this.#server.address() as AddressInfo).port)}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://any').pathname;
    if (this.#chat && /^\/chatkit(\/|$)/.test(path)) {
      await this.#chat.handle(request, response);
      return;
    }
    this.asked.push(path);
    const own = this.files[path];
    const widget = /^(?:\/[\w-]+)*\/chatkit-widget\/(.+)$/.exec(path)?.[1];
    const text = own === undefined ? await readFile(join(kit, 'html', widget ?? 'no such file')) : await resolved(own);
    const type = TYPES[extname(path)] ?? 'text/html; charset=utf-8';
    response.writeHead(200, { 'content-type': type, 'content-security-policy': this.csp }).end(text);
  }
}

async function resolved(file: string | (() => Promise<string>)): Promise<string> {
  return typeof file === 'string' ? file : file();
}

export function launchBrowser(): Promise<Browser> {
  const args =
    '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-sync';
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  return chromium.launch({ executablePath, args: args.split(' ') });
}

/** Writes a question and sends it, once the one before it is answered: until then the composer takes none. */
export async function send(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: /ask|message/i }).fill(text);
  await page.getByRole('button', { name: 'Send message', disabled: false }).waitFor();
  await page.keyboard.press('Enter');
}

/** One module of the kit, or several, as a script that puts their exports on `window.kit`. */
export async function kitScript(...modules: string[]): Promise<string> {
  const folder = join(kit, 'typescript/kit');
  const lines = modules.map((name) => `export * from ${JSON.stringify(join(folder, name))};`);
  const { outputFiles } = await build({
    stdin: { contents: lines.join('\n'), resolveDir: folder, loader: 'ts' },
    bundle: true,
    format: 'iife',
    globalName: 'kit',
    write: false,
  });
  return `${outputFiles[0]?.text ?? ''}\nwindow.kit = kit;`;
}
