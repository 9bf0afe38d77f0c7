/**
 * A small ChatKit server for tests: real HTTP and SSE, threads in memory, answers given by the test.
 *
 * With `runs` it has the resume routes (an answer outlives its connection), without it behaves as a stock server.
 */

import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One step of an answer: text, an event to send as it is, or the end of the connection. */
export type Step = string | { event: Record<string, unknown> } | { cut: true };
export type Answer = (question: string, thread: StoredThread) => AsyncIterable<Step>;

export interface StoredThread {
  id: string;
  title?: string;
  created_at: string;
  status: { type: string; reason?: string };
  allowed_image_domains?: string[];
  items: Record<string, unknown>[];
}

interface Run {
  id: string;
  threadId: string;
  log: string[];
  ended: boolean;
  stopped: boolean;
  openItem: Record<string, unknown> | null;
  wake: Set<() => void>;
}

const BUNDLE = new URL("../../../src/chatgraft/kits/widget/typescript/kit/selfhosted/chatgraft-chatkit.js", import.meta.url);

/** As strict as a page can be: no inline script or style, one Trusted Types policy, images of one host. */
export const STRICT_CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' https://img.test; " +
  "require-trusted-types-for 'script'; trusted-types lit-html";

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Element</title><link rel="stylesheet" href="/page.css"><main></main><script type="module" src="/page.js"></script></html>`;
const PAGE_CSS = "html,body,main{height:100%;margin:0}main>*{height:100%}";
const PAGE_JS = `import * as element from "/chatgraft-chatkit.js"; window.element = element;`;

export class ScriptedServer {
  readonly threads = new Map<string, StoredThread>();
  readonly requests: { type: string; params: Record<string, unknown> }[] = [];
  readonly runs: boolean;
  answer: Answer = async function* () { yield "Hello."; };
  /** Answers the next request with this instead, once. */
  refuseNext: { status: number; headers?: Record<string, string>; body?: object } | null = null;
  origin = "";
  /** What was uploaded, by attachment id; the next upload waits for `holdUpload`. */
  readonly files = new Map<string, { name: string; type: string; bytes: Buffer }>();
  holdUpload: Promise<void> | null = null;

  readonly #server: Server = createServer((request, response) => void this.#serve(request, response));
  readonly #runs = new Map<string, Run>();
  #ids = 0;

  constructor(options: { runs: boolean }) {
    this.runs = options.runs;
  }

  async start(): Promise<void> {
    await new Promise<void>((done) => this.#server.listen(0, "127.0.0.1", done));
    this.origin = `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  newId(kind: string): string {
    this.#ids += 1;
    return `${kind}_${String(this.#ids)}`;
  }

  addThread(title: string, items: Record<string, unknown>[] = []): StoredThread {
    const id = this.newId("thr");
    const thread = { id, title, created_at: "2026-01-02T03:04:05Z", status: { type: "active" }, items: [] as Record<string, unknown>[] };
    thread.items = items.map((item) => ({ id: this.newId("msg"), thread_id: id, created_at: thread.created_at, ...item }));
    this.threads.set(id, thread);
    return thread;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? "/", "http://local").pathname;
    if (path.startsWith("/chatkit")) await this.#serveApi(path, request, response);
    else await this.#servePage(path, response);
  }

  async #servePage(path: string, response: ServerResponse): Promise<void> {
    const files: Record<string, [string, string | Buffer]> = {
      "/": ["text/html", PAGE],
      "/page.css": ["text/css", PAGE_CSS],
      "/page.js": ["text/javascript", PAGE_JS],
    };
    if (path === "/chatgraft-chatkit.js") files[path] = ["text/javascript", await readFile(BUNDLE)];
    const file = files[path];
    response.writeHead(file ? 200 : 204, file ? { "content-type": file[0], "content-security-policy": STRICT_CSP } : {});
    response.end(file?.[1]);
  }

  async #serveApi(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const route = /^\/chatkit\/(?:threads\/(?<thread>[^/]+)\/run|runs\/(?<run>[^/]+)(?<stop>\/stop)?)$/.exec(path)?.groups;
    if (path.startsWith("/chatkit/files")) await this.#serveFile(path, request, response);
    else if (path === "/chatkit" && request.method === "POST") {
      await this.#serveOperation(await bodyOf(request), response);
    } else if (!route || !this.runs) {
      json(response, 404, { detail: "Not Found" });
    } else if (route["thread"]) this.#serveOpenRun(route["thread"], response);
    else if (route["stop"]) {
      const run = this.#runs.get(route["run"] ?? "");
      if (run) run.stopped = true;
      json(response, run ? 202 : 404, {});
    } else await this.#serveRun(route["run"] ?? "", request, response);
  }

  /** `POST /chatkit/files` takes a form, `PUT /chatkit/files/{id}` plain bytes, `GET` shows them. */
  async #serveFile(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const id = path.split("/").at(3) ?? this.newId("atc");
    const kept = this.files.get(id);
    if (request.method === "GET") {
      response.writeHead(kept ? 200 : 404, { "content-type": kept?.type ?? "text/plain" });
      response.end(kept?.bytes);
      return;
    }
    const sent = new Response(await bytesOf(request), { headers: { "content-type": request.headers["content-type"] ?? "" } });
    await this.holdUpload;
    if (this.#refuses(response)) return;
    const file = request.method === "PUT" ? null : (await sent.formData()).get("file");
    const bytes = Buffer.from(await (file instanceof File ? file : sent).arrayBuffer());
    const { name, type } = file instanceof File ? file : (kept ?? { name: "", type: "" });
    this.files.set(id, { name, type, bytes });
    json(response, 200, this.attachment(id));
  }

  attachment(id: string): Record<string, unknown> {
    const { name = "", type = "" } = this.files.get(id) ?? {};
    const image = { type: "image", preview_url: `${this.origin}/chatkit/files/${id}` };
    return { id, name, mime_type: type, type: "file", ...(type.startsWith("image/") ? image : {}) };
  }

  #refuses(response: ServerResponse): boolean {
    const refusal = this.refuseNext;
    this.refuseNext = null;
    if (refusal) {
      response.writeHead(refusal.status, { "content-type": "application/json", ...refusal.headers });
      response.end(JSON.stringify(refusal.body ?? {}));
    }
    return refusal !== null;
  }

  #serveOpenRun(threadId: string, response: ServerResponse): void {
    const run = [...this.#runs.values()].find((other) => other.threadId === threadId && !other.ended);
    if (!run) {
      response.writeHead(204).end();
      return;
    }
    const items = run.openItem ? [structuredClone(run.openItem)] : [];
    json(response, 200, { run_id: run.id, last_event_id: String(run.log.length), items });
  }

  async #serveRun(id: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const run = this.#runs.get(id);
    const from = Number(request.headers["last-event-id"] ?? 0);
    if (!run) json(response, 404, { detail: "No such run" });
    else if (run.ended && from >= run.log.length) response.writeHead(204).end();
    else await this.#sendLog(run, from, response);
  }

  async #serveOperation(body: { type: string; params: Record<string, unknown> }, response: ServerResponse): Promise<void> {
    this.requests.push(body);
    if (this.#refuses(response)) return;
    const reply = this.#reply(body.type, body.params);
    if (reply) json(response, 200, reply);
    else if (body.type === "threads.create") await this.#turn(this.addThread(""), body, response);
    else {
      const thread = this.threads.get(String(body.params["thread_id"]));
      if (thread) await this.#turn(thread, body, response);
      else json(response, 404, { detail: "No such chat." });
    }
  }

  #reply(type: string, params: Record<string, unknown>): object | null {
    const thread = this.threads.get(String(params["thread_id"]));
    switch (type) {
      case "threads.get_by_id":
        return thread ? { ...thread, items: paged(thread.items, { limit: 20, order: "asc" }) } : null;
      case "items.list":
        return thread ? paged(thread.items, params) : null;
      case "threads.list": {
        const rows = [...this.threads.values()].map((row) => ({ ...row, items: { data: [], has_more: false } }));
        return paged(rows, { order: "desc", ...params });
      }
      case "threads.update":
        return thread ? Object.assign(thread, { title: params["title"] }) : null;
      case "threads.delete":
        this.threads.delete(String(params["thread_id"]));
        return {};
      case "items.feedback":
        return {};
      case "attachments.create": {
        const id = this.newId("atc");
        this.files.set(id, { name: String(params["name"]), type: String(params["mime_type"]), bytes: Buffer.alloc(0) });
        const upload_descriptor = { url: `${this.origin}/chatkit/files/${id}`, method: "PUT", headers: { "x-signed": "yes" } };
        return { ...this.attachment(id), upload_descriptor };
      }
      case "attachments.delete":
        this.files.delete(String(params["attachment_id"]));
        return {};
      default:
        return null;
    }
  }

  async #turn(
    thread: StoredThread,
    body: { type: string; params: Record<string, unknown> },
    response: ServerResponse,
  ): Promise<void> {
    const run: Run = {
      id: this.newId("run"), threadId: thread.id, log: [], ended: false, stopped: false, openItem: null, wake: new Set(),
    };
    this.#runs.set(run.id, run);
    const writing = this.#write(run, thread, body);
    response.on("close", () => { if (!this.runs) run.stopped = true; });
    await this.#sendLog(run, 0, response);
    await writing;
  }

  /** Runs the turn into its log, whoever is reading. */
  async #write(run: Run, thread: StoredThread, body: { type: string; params: Record<string, unknown> }): Promise<void> {
    const record = (line: string): void => {
      run.log.push(line);
      for (const wake of run.wake) wake();
    };
    const emit = (event: object): void => { record(JSON.stringify(event)); };
    if (body.type === "threads.create") emit({ type: "thread.created", thread: { ...thread, items: { data: [], has_more: false } } });
    const question = this.#question(thread, body, emit);
    emit({ type: "stream_options", stream_options: { allow_cancel: true } });
    const item = { id: this.newId("msg"), thread_id: thread.id, type: "assistant_message", content: [] as { type: string; text: string; annotations: unknown[] }[] };
    for await (const step of this.answer(question, thread)) {
      if (run.stopped) break;
      if (typeof step !== "string") {
        if ("cut" in step) record("CUT");
        else emit(step.event);
        continue;
      }
      const part = item.content[0] ?? { type: "output_text", text: "", annotations: [] };
      if (item.content.length === 0) {
        item.content.push(part);
        run.openItem = item;
        emit({ type: "thread.item.added", item: { ...item, content: [] } });
        emit({ type: "thread.item.updated", item_id: item.id, update: { type: "assistant_message.content_part.added", content_index: 0, content: part } });
      }
      part.text += step;
      emit({ type: "thread.item.updated", item_id: item.id, update: { type: "assistant_message.content_part.text_delta", content_index: 0, delta: step } });
    }
    if (run.openItem) {
      thread.items.push(item);
      emit({ type: "thread.item.done", item });
      run.openItem = null;
    }
    run.ended = true;
    for (const wake of run.wake) wake();
  }

  #question(thread: StoredThread, { type, params }: { type: string; params: Record<string, unknown> }, emit: (event: object) => void): string {
    const input = params["input"] as { content: { text: string }[]; attachments?: string[]; quoted_text?: string } | undefined;
    if (!input) {
      const at = thread.items.findIndex((item) => item["id"] === params["item_id"]);
      if (type === "threads.retry_after_item") thread.items.splice(at + 1);
      return type;
    }
    const item = { id: this.newId("msg"), thread_id: thread.id, type: "user_message", ...input, attachments: (input.attachments ?? []).map((id) => this.attachment(id)) };
    thread.items.push(item);
    emit({ type: "thread.item.done", item });
    return input.content.map((part) => part.text).join("");
  }

  async #sendLog(run: Run, from: number, response: ServerResponse): Promise<void> {
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
    for (let at = from; ; at += 1) {
      while (at >= run.log.length && !run.ended && !response.destroyed) await this.#more(run, response);
      const event = run.log[at];
      if (event === undefined || response.destroyed) break;
      if (event === "CUT") {
        response.destroy();
        return;
      }
      response.write(`data: ${event}\n\n`);
    }
    response.end();
  }

  #more(run: Run, response: ServerResponse): Promise<void> {
    return new Promise((done) => {
      const wake = (): void => {
        run.wake.delete(wake);
        response.off("close", wake);
        done();
      };
      run.wake.add(wake);
      response.on("close", wake);
    });
  }
}

function paged(rows: { id?: unknown }[], params: Record<string, unknown>): object {
  const ordered = params["order"] === "asc" ? rows : rows.toReversed();
  const start = params["after"] ? ordered.findIndex((row) => row.id === params["after"]) + 1 : 0;
  const limit = Number(params["limit"] ?? 20);
  const data = ordered.slice(start, start + limit);
  const more = start + limit < ordered.length;
  return { data, has_more: more, ...(more ? { after: data.at(-1)?.id } : {}) };
}

async function bodyOf(request: IncomingMessage): Promise<{ type: string; params: Record<string, unknown> }> {
  const text = new TextDecoder().decode(await bytesOf(request));
  return JSON.parse(text) as { type: string; params: Record<string, unknown> };
}

async function bytesOf(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new Uint8Array(Buffer.concat(chunks));
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
