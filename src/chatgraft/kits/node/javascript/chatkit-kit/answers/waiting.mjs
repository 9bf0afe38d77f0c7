/** Waiting that ends when the answer is ended, or when it takes too long: whoever is waited for may never say a word. */
import { InterruptedError } from '../running/run.mjs';

/** Nothing came for too long. */
export class SilenceError extends Error {}

/**
 * An iterator whose `next` fails with `InterruptedError` as soon as the signal is aborted, and with `SilenceError`
 * after so many seconds, until `heard` is called. Its `return` does not wait for the one that it watches.
 */
export class Watched {
  #inner;
  #signal;
  #fail;
  #timer;
  #error;

  constructor(inner, signal, seconds = 0) {
    this.#inner = inner[Symbol.asyncIterator]();
    this.#signal = signal;
    signal.addEventListener('abort', this.#interrupt);
    if (signal.aborted) this.#interrupt();
    if (seconds) this.expect(seconds);
  }

  [Symbol.asyncIterator]() {
    return this;
  }

  next() {
    return new Promise((resolve, reject) => {
      if (this.#error) {
        reject(this.#error);
        return;
      }
      this.#fail = reject;
      this.#inner.next().then(resolve, this.#failed);
    });
  }

  /** From here on so many seconds until something comes. */
  expect(seconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#end(new SilenceError('The assistant said nothing for too long.'));
    }, seconds * 1000);
  }

  /** What came can be seen: from here on it may take its time. */
  heard() {
    clearTimeout(this.#timer);
  }

  return() {
    this.heard();
    this.#signal.removeEventListener('abort', this.#interrupt);
    // One that hangs in the middle never comes to its end, and one that fails there has nobody to tell.
    this.#inner.return?.().catch(() => undefined);
    return Promise.resolve({ done: true, value: undefined });
  }

  #failed = (error) => {
    this.heard();
    this.#fail?.(error);
  };

  #interrupt = () => {
    this.#end(new InterruptedError());
  };

  #end(error) {
    this.#error ??= error;
    this.#fail?.(error);
  }
}

/** The result, unless the signal is aborted or so many milliseconds pass before it is there. */
export async function inTime(work, signal, milliseconds) {
  const settled = { [Symbol.asyncIterator]: () => ({ next: async () => ({ done: false, value: await work }) }) };
  const watched = new Watched(settled, signal, milliseconds / 1000);
  try {
    return (await watched.next()).value;
  } finally {
    await watched.return();
  }
}
