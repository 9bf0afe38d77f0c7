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

export function header(request, name) {
  return (request.headers[name] ?? '').trim();
}

/** Names and values of the Cookie header; a malformed part is passed over. */
export function cookies(request) {
  const found = new Map();
  for (const part of header(request, 'cookie').split(';')) {
    const equals = part.indexOf('=');
    if (equals >= 0) found.set(part.slice(0, equals).trim(), part.slice(equals + 1).trim());
  }
  return found;
}

/** A reply without a body, or with the one that is given. */
export function reply(status, headers = {}, body = '') {
  return { status, headers, body };
}

/** `value` as JSON; a string is JSON already. */
export function jsonReply(value, status = 200, headers = {}) {
  const body = typeof value === 'string' ? value : JSON.stringify(value);
  return reply(status, { 'Content-Type': JSON_TYPE, 'Cache-Control': 'no-store', ...headers }, body);
}
