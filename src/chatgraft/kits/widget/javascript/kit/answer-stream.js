/**
 * The body of an answer that outlives its connections.
 *
 * The server keeps a log of every answer. When a connection ends before the log's end mark, for whatever reason, this
 * opens the next one where the last complete event was; the reader sees one unbroken body of plain ChatKit frames.
 */
import { backoff, pause } from './pause.js';

import { FrameReader } from './sse.js';

/** A connection without a byte for so long, in milliseconds, is taken for dead: reading the log again is cheap. */
const STALL = 60_000;
/** The server keeps a log for five minutes after the answer's end; there is no use in trying for longer while online. */
const GIVE_UP = 300_000;

/** Reads what little follows the end mark, so that the connection ends in peace and is used again. */
async function drain(reader) {
  while (!(await reader.read()).done);
}

export function answerBody(source) {
  const frames = new FrameReader(source.lastId);
  const encoder = new TextEncoder();
  let decoder = new TextDecoder();
  let line = source.line;
  let reader = source.first.body?.getReader() ?? null;
  let lastSign = Date.now();
  let failures = 0;

  const aborted = () => source.signal.aborted;
  const hangUp = () => {
    line.abort();
  };
  window.addEventListener('offline', hangUp);

  /** The next complete frames of the present connection, or null when it is over. */
  async function read(from) {
    const stalled = setTimeout(hangUp, STALL);
    try {
      const { done, value } = await from.read();
      if (done) {
        frames.close();
        return null;
      }
      lastSign = Date.now();
      const text = frames.push(decoder.decode(value, { stream: true }));
      if (text) failures = 0;
      return text;
    } catch {
      frames.close();
      return null;
    } finally {
      clearTimeout(stalled);
    }
  }

  /** Opens the next connection; false when nothing follows. */
  async function resume() {
    while (!aborted()) {
      if (failures > 0) await pause(backoff(failures - 1), source.signal);
      failures += 1;
      line = new AbortController();
      decoder = new TextDecoder();
      const response = await source.reopen(frames.lastId, line.signal).catch(() => null);
      if (response?.ok && response.status !== 204 && response.body) {
        reader = response.body.getReader();
        source.report({ kind: 'connected' });
        return true;
      }
      if (response && response.status < 500 && response.status !== 429) {
        source.report({ kind: 'connected' });
        if (response.status !== 204) source.report({ kind: 'stored', threadId: source.threadId });
        return false;
      }
      if (!navigator.onLine) lastSign = Date.now();
      if (Date.now() - lastSign > GIVE_UP) {
        source.report({ kind: 'unreachable', gaveUp: true });
        throw new TypeError('The connection to the chat server was lost.');
      }
      source.report(navigator.onLine ? { kind: 'unreachable', gaveUp: false } : { kind: 'offline' });
    }
    return false;
  }

  function tidy() {
    window.removeEventListener('offline', hangUp);
    if (frames.ended && reader) drain(reader).catch(() => undefined);
    else line.abort();
  }

  return new ReadableStream({
    start(controller) {
      const fail = () => {
        controller.error(source.signal.reason);
        tidy();
      };
      if (aborted()) fail();
      else source.signal.addEventListener('abort', fail, { once: true });
    },
    async pull(controller) {
      for (;;) {
        const text = reader && (await read(reader));
        if (aborted()) return;
        if (text) controller.enqueue(encoder.encode(text));
        if (frames.ended) break;
        if (text) return;
        if (text === null) {
          reader = null;
          if (!(await resume())) break;
        }
      }
      if (aborted()) return;
      source.over();
      controller.close();
      tidy();
    },
    cancel: tidy,
  });
}
