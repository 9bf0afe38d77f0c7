/** Waiting that ends when the answer is ended, or when it takes too long: whoever is waited for may never say a word. */
import { InterruptedError } from '../running/run.ts';

/** Nothing came for too long. */
export class SilenceError extends Error {}

/**
 * An iterator whose `next` fails with `InterruptedError` as soon as the signal is aborted, and with `SilenceError`
 * after so many seconds, until `heard` is called. Its `return` does not wait for the one that it watches.
 */
export class Watched<T> implements AsyncIterableIterator<T> {
  readonly #inner: AsyncIterator<T>;
  readonly #signal: AbortSignal;
  #fail: ((error: Error) => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #error: Error | undefined;

  constructor(inner: AsyncIterable<T>, signal: AbortSignal, seconds = 0) {
    this.#inner = inner[Symbol.asyncIterator]();
    this.#signal = signal;
    signal.addEventListener('abort', this.#interrupt);
    if (signal.aborted) this.#interrupt();
    if (seconds) this.expect(seconds);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<T>> {
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
  expect(seconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#end(new SilenceError('The assistant said nothing for too long.'));
    }, seconds * 1000);
  }

  /** What came can be seen: from here on it may take its time. */
  heard(): void {
    clearTimeout(this.#timer);
  }

  return(): Promise<IteratorResult<T>> {
    this.heard();
    this.#signal.removeEventListener('abort', this.#interrupt);
    // One that hangs in the middle never comes to its end, and one that fails there has nobody to tell.
    this.#inner.return?.().catch(() => undefined);
    return Promise.resolve({ done: true, value: undefined });
  }

  readonly #failed = (error: Error): void => {
    this.heard();
    this.#fail?.(error);
  };

  readonly #interrupt = (): void => {
    this.#end(new InterruptedError());
  };

  #end(error: Error): void {
    this.#error ??= error;
    this.#fail?.(error);
  }
}

/** The result, unless the signal is aborted or so many milliseconds pass before it is there. */
export async function inTime<T>(work: Promise<T>, signal: AbortSignal, milliseconds: number): Promise<T> {
  const settled = { [Symbol.asyncIterator]: () => ({ next: async () => ({ done: false, value: await work }) }) };
  const watched = new Watched<T>(settled, signal, milliseconds / 1000);
  try {
    return (await watched.next()).value as T;
  } finally {
    await watched.return();
  }
}
