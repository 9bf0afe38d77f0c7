/**
 * The `fetch` that the chat element is given (`api.fetch`). It alone knows sessions, answers that survive a lost
 * connection, repeated requests and the server's pace; the element sees plain ChatKit.
 *
 * An abort means "the visitor pressed stop" and stops the answer on the server as well, except with a reason whose `name`
 * is `ChatKitDetach`: the element is going away, the answer goes on. A server that sends no `X-Run-Id` is a stock ChatKit
 * server: its bodies and aborts pass through as they are.
 */
import { answerBody } from './answer-stream.js';
import { readCall } from './call.js';
import { csrfHeaders } from './csrf.js';
import { backoff, pause } from './pause.js';

import { createSession, SessionRefused } from './session.js';
import { uuid } from './uuid.js';

/** Attempts for a request that gets no answer, or a gateway's "nobody there"; those made offline do not count. */
const ATTEMPTS = 6;
const NOBODY_THERE = new Set([502, 503, 504]);
/** A `Retry-After` of up to so many seconds is waited out; a longer one is the visitor's to decide on. */
const PATIENCE = 30;

/** Seconds to wait by `Retry-After`, which may be a number or a date. */
export function retryAfter(response) {
  const value = response.headers.get('retry-after') ?? '';
  const seconds = /^\d+$/.test(value) ? Number(value) : Math.ceil((Date.parse(value) - Date.now()) / 1000);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : 5;
}

export function createTransport({ api, headers, report, sessionReplaced }) {
  const session = createSession(api, sessionReplaced);

  /** The owner's own headers. A mistake in them must not silence the chat. */
  async function ownerHeaders() {
    try {
      return new Headers(await headers?.());
    } catch (error) {
      console.warn('[chat] chatkit.config: "headers" failed; the request goes out without them.', error);
      return new Headers();
    }
  }

  async function sendOnce(call, extra, signal) {
    const own = await session.headers();
    const all = new Headers(call.init.headers);
    for (const [name, value] of Object.entries(csrfHeaders(call.url))) all.set(name, value);
    (await ownerHeaders()).forEach((value, name) => {
      all.set(name, value);
    });
    for (const [name, value] of Object.entries({ ...own, ...extra })) all.set(name, value);
    const response = await fetch(call.url, { ...call.init, headers: all, credentials: session.credentials, signal });
    if (response.status === 401) await session.renew(own);
    return response;
  }

  /** Sends with the session, a fresh one if the server refuses the present one. */
  async function send(call, extra, signal) {
    try {
      const response = await sendOnce(call, extra, signal);
      return response.status === 401 ? await sendOnce(call, extra, signal) : response;
    } catch (error) {
      if (error instanceof SessionRefused) return error.response;
      throw error;
    }
  }

  /**
   * Sends until somebody answers, within reason. An abort of `wanted` ends the waiting between two attempts, and one more
   * is made: an attempt whose response got lost may have started an answer, which can be stopped only by its id.
   */
  async function sendUntilAnswered(call, extra, line) {
    const wanted = call.signal;
    for (let attempt = 1; ; attempt += navigator.onLine ? 1 : 0) {
      const last = (attempt >= ATTEMPTS && navigator.onLine) || wanted.aborted;
      const response = await send(call, extra, line).catch((error) => {
        if (last || line.aborted) {
          if (!wanted.aborted) report({ kind: 'unreachable', gaveUp: true });
          throw error;
        }
        return null;
      });
      if (response?.status === 429) {
        const seconds = retryAfter(response);
        const repeats = seconds <= PATIENCE && !last;
        report({ kind: 'limited', until: Date.now() + seconds * 1000, repeats });
        if (!repeats) return response;
        await pause(seconds * 1000, wanted);
        if (call.signal.aborted) return response;
        continue;
      }
      if (response && (last || !NOBODY_THERE.has(response.status))) {
        report(NOBODY_THERE.has(response.status) ? { kind: 'unreachable', gaveUp: true } : { kind: 'connected' });
        return response;
      }
      report(navigator.onLine ? { kind: 'unreachable', gaveUp: false } : { kind: 'offline' });
      await pause(backoff(attempt - 1), wanted);
    }
  }

  async function stopRun(runId) {
    const stop = {
      kind: 'once',
      url: `${api}/runs/${encodeURIComponent(runId)}/stop`,
      init: { method: 'POST', keepalive: true },
      signal: new AbortController().signal,
      threadId: null,
      runId,
    };
    await sendUntilAnswered(stop, {}, stop.signal);
  }

  /** The body of `call` from `first` on, over as many connections as it takes. */
  function follow(call, first, runId, line, over) {
    const reopen = (lastId, signal) => {
      const url = `${api}/runs/${encodeURIComponent(runId)}`;
      const init = { headers: { accept: 'text/event-stream' } };
      return send({ ...call, url, init }, lastId === null ? {} : { 'last-event-id': lastId }, signal);
    };
    const lastId = new Headers(call.init.headers).get('last-event-id');
    const { signal, threadId } = call;
    const body = answerBody({ first, lastId, threadId, signal, line, reopen, over, report });
    return new Response(body, { status: first.status, headers: first.headers });
  }

  /** Stops the answer on the server, as soon as its id is known, unless the element merely went away. */
  async function giveUp(reason, opening, call, line) {
    if (reason?.name === 'ChatKitDetach') {
      line.abort();
      return;
    }
    const response = await opening.catch(() => null);
    line.abort();
    const runId = response?.headers.get('x-run-id') ?? call.runId;
    if (runId) await stopRun(runId).catch(() => undefined);
  }

  async function answer(call) {
    const line = new AbortController();
    const listening = new AbortController();
    const extra = call.kind === 'answer' ? { 'idempotency-key': uuid() } : {};
    const opening = sendUntilAnswered(call, extra, line.signal);
    const aborted = new Promise((_, reject) => {
      const onAbort = () => {
        reject(call.signal.reason);
        void giveUp(call.signal.reason, opening, call, line);
      };
      call.signal.addEventListener('abort', onAbort, { once: true, signal: listening.signal });
    });
    const response = await Promise.race([opening, aborted]);

    const runId = response.headers.get('x-run-id') ?? call.runId;
    if (runId && response.status === 409) {
      report({ kind: 'stored', threadId: call.threadId });
      return new Response('', { headers: { 'content-type': 'text/event-stream' } });
    }
    if (!runId || !response.ok || response.status === 204) return response;
    return follow(call, response, runId, line, () => {
      listening.abort();
    });
  }

  return async function chatFetch(input, init) {
    const call = await readCall(api, input, init);
    if (call.kind === 'foreign') return fetch(input, init);
    call.signal.throwIfAborted();
    if (call.kind === 'answer' || call.kind === 'follow') return answer(call);
    if (call.kind === 'repeatable') return sendUntilAnswered(call, {}, call.signal);
    const response = await send(call, {}, call.signal);
    if (response.status === 429) {
      report({ kind: 'limited', until: Date.now() + retryAfter(response) * 1000, repeats: false });
    }
    return response;
  };
}
