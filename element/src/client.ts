/** Requests to a ChatKit server. Knows the wire, not the conversation. */

import { EventSourceParserStream } from "eventsource-parser/stream";
import { httpErrorFrom } from "./problem.js";
import type { OpenRun, StreamEvent } from "./protocol.js";

export interface Api {
  url: string;
  fetch?: typeof fetch;
}

/** Reason with which a stream is let go without stopping the answer behind it (unmount, thread change). */
export function detachReason(): DOMException {
  return new DOMException("The chat let go of this answer; it goes on at the server.", "ChatKitDetach");
}

/** Reason with which the visitor stops an answer. */
export function stopReason(): DOMException {
  return new DOMException("Stopped by the visitor.", "AbortError");
}

export class ChatClient {
  readonly #api: Api;
  readonly #language: string | undefined;
  /** Stock servers have no run routes: asked once, not again for the life of this client. */
  #resumable = true;

  constructor(api: Api, language?: string) {
    this.#api = api;
    this.#language = language;
  }

  /** One JSON operation, e.g. `threads.list`. Throws HttpError, or what fetch throws. */
  async call<T>(type: string, params: object, signal?: AbortSignal): Promise<T> {
    const response = await this.#post({ type, params }, "application/json", signal);
    return (await response.json()) as T;
  }

  /** One streaming operation, e.g. `threads.create`; yields events until the body ends. */
  async *stream(type: string, params: object, signal: AbortSignal): AsyncGenerator<StreamEvent> {
    const response = await this.#post({ type, params }, "text/event-stream", signal);
    yield* eventsIn(response);
  }

  /** The run that is still answering in this thread, or null (also when the server knows no runs). */
  async openRun(threadId: string, signal?: AbortSignal): Promise<OpenRun | null> {
    if (!this.#resumable) return null;
    const response = await this.#get(`threads/${encodeURIComponent(threadId)}/run`, "application/json", signal);
    if (response.status === 404 || response.status === 405) this.#resumable = false;
    const isJson = response.headers.get("content-type")?.includes("json") ?? false;
    if (response.status !== 200 || !isJson) return null;
    const run = (await response.json()) as Partial<OpenRun> | null;
    return typeof run?.run_id === "string" ? (run as OpenRun) : null;
  }

  /** Follows a run from after `lastEventId`. Null: nothing follows, or the run is gone; read the thread again. */
  async followRun(run: OpenRun, signal: AbortSignal): Promise<AsyncGenerator<StreamEvent> | null> {
    const headers = run.last_event_id ? { "last-event-id": run.last_event_id } : {};
    const response = await this.#get(`runs/${encodeURIComponent(run.run_id)}`, "text/event-stream", signal, headers);
    if (response.status === 204 || response.status === 404) return null;
    if (!response.ok) throw await httpErrorFrom(response);
    return eventsIn(response);
  }

  /** Stops a run that this page did not start; idempotent at the server. */
  async stopRun(runId: string): Promise<void> {
    await this.#fetch(this.#route(`runs/${encodeURIComponent(runId)}/stop`), { method: "POST", keepalive: true });
  }

  /** Bytes for an address that the server or the page has named; gives the JSON that comes back, if any does. */
  async send(url: string, init: RequestInit): Promise<unknown> {
    const response = await this.#fetch(url, init);
    if (!response.ok) throw await httpErrorFrom(response);
    return response.json().catch(() => null);
  }

  async #post(body: object, accept: string, signal: AbortSignal | undefined): Promise<Response> {
    const response = await this.#fetch(this.#api.url, {
      method: "POST",
      headers: { ...this.#headers(accept), "content-type": "application/json" },
      body: JSON.stringify(body),
      ...(signal ? { signal } : {}),
    });
    if (!response.ok) throw await httpErrorFrom(response);
    return response;
  }

  #get(path: string, accept: string, signal?: AbortSignal, headers: Record<string, string> = {}): Promise<Response> {
    const init = { headers: { ...this.#headers(accept), ...headers }, ...(signal ? { signal } : {}) };
    return this.#fetch(this.#route(path), init);
  }

  #headers(accept: string): Record<string, string> {
    return this.#language ? { accept, "accept-language": this.#language } : { accept };
  }

  #fetch(url: string, init: RequestInit): Promise<Response> {
    return (this.#api.fetch ?? fetch)(url, init);
  }

  /** A route beside the endpoint; a query on the endpoint (tenant keys and the like) stays. */
  #route(path: string): string {
    const url = new URL(this.#api.url, document.baseURI);
    url.pathname = `${url.pathname.replace(/\/+$/, "")}/${path}`;
    return url.href;
  }
}

/** Server-sent events as objects. What is not JSON, or has no type, is skipped: newer servers may send more. */
async function* eventsIn(response: Response): AsyncGenerator<StreamEvent> {
  if (!response.body) return;
  const messages = response.body.pipeThrough(decoder()).pipeThrough(new EventSourceParserStream());
  const reader = messages.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const event = parseEvent(value.data);
      if (event) yield event;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** TextDecoderStream, typed for a byte stream over any buffer. */
function decoder(): ReadableWritablePair<string, Uint8Array> {
  return new TextDecoderStream() as unknown as ReadableWritablePair<string, Uint8Array>;
}

function parseEvent(data: string): StreamEvent | null {
  try {
    const event = JSON.parse(data) as { type?: unknown } | null;
    return typeof event?.type === "string" ? (event as StreamEvent) : null;
  } catch {
    return null;
  }
}
