/// <reference lib="es2022" />
// What Node 18 has, also where the project that this is compiled with aims at older engines.

/** HTTP requests and replies as plain values, so that the machinery knows no server and no framework. */

export const JSON_TYPE = 'application/json';
export const EVENT_STREAM_TYPE = 'text/event-stream; charset=utf-8';

/** Proxies must neither hold back, compress nor keep a stream (nginx reads X-Accel-Buffering, the others the first). */
export const STREAM_HEADERS = {
  'Content-Type': EVENT_STREAM_TYPE,
  'Cache-Control': 'no-cache, no-transform',
  'X-Accel-Buffering': 'no',
};

export type Headers = Readonly<Record<string, string>>;

/** One HTTP request. Header names are lower case; `path` begins with a slash and carries no query. */
export interface ChatRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  /** Null for a body that was larger than allowed, and not read to its end. */
  readonly body: Uint8Array | null;
  readonly scheme: 'http' | 'https';
  /** Address of the other end of the connection; who the visitor is, `origins` decides. */
  readonly peer: string;
  /** Path below which another application carries the chat; empty for none. */
  readonly root: string;
  /** Id of the user whom the host application has signed in; empty for none. */
  readonly user: string;
}

/** One HTTP reply; a body that is iterated is sent piece by piece. */
export interface Reply {
  readonly status: number;
  readonly body: string | Uint8Array | AsyncIterable<string>;
  readonly headers: Headers;
}

export function header(request: ChatRequest, name: string): string {
  return (request.headers[name] ?? '').trim();
}

/** Names and values of the Cookie header; a malformed part is passed over. */
export function cookies(request: ChatRequest): Map<string, string> {
  const found = new Map<string, string>();
  for (const part of header(request, 'cookie').split(';')) {
    const equals = part.indexOf('=');
    if (equals >= 0) found.set(part.slice(0, equals).trim(), part.slice(equals + 1).trim());
  }
  return found;
}

/** A reply without a body, or with the one that is given. */
export function reply(status: number, headers: Headers = {}, body: Reply['body'] = ''): Reply {
  return { status, headers, body };
}

/** `value` as JSON; a string is JSON already. */
export function jsonReply(value: unknown, status = 200, headers: Headers = {}): Reply {
  const body = typeof value === 'string' ? value : JSON.stringify(value);
  return reply(status, { 'Content-Type': JSON_TYPE, 'Cache-Control': 'no-store', ...headers }, body);
}
