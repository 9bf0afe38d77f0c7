/** Server-sent events: ChatKit's plain framing, and the framing with ids from which a cut stream can be resumed. */
import { watch } from '../watch.ts';
import { TrimmedError } from './run-log.ts';
import type { Batch } from './run-log.ts';

const END = ': end\n\n';
const KEEP_ALIVE = ': keep-alive\n\n';

/** Framing for clients that know nothing of runs: data lines and nothing else. */
export function plainEvents(batches: AsyncIterator<Batch>): AsyncIterable<string> {
  return new EventStream(batches, ({ events }) => events.map((data) => `data: ${data}\n\n`).join(''), '');
}

/**
 * Framing with an id per event, comments against silence, and `: end` as the proof that nothing is missing. A reader
 * that was left behind gets no such proof: it comes back, and is told that the rest is gone.
 */
export function keyedEvents(batches: AsyncIterator<Batch>): AsyncIterable<string> {
  return new EventStream(batches, framed, END);
}

function framed({ first, events }: Batch): string {
  if (events.length === 1) return `id: ${String(first)}\ndata: ${events[0] ?? ''}\n\n`;
  return events.map((data, index) => `id: ${String(first + index)}\ndata: ${data}\n\n`).join('') || KEEP_ALIVE;
}

/** Counts as one of the open streams for as long as it is read. Whoever leaves it early calls `return`. */
class EventStream implements AsyncIterableIterator<string> {
  readonly #batches: AsyncIterator<Batch>;
  readonly #frame: (batch: Batch) => string;
  #end: string;
  #state: 'new' | 'open' | 'closed' = 'new';

  constructor(batches: AsyncIterator<Batch>, frame: (batch: Batch) => string, end: string) {
    this.#batches = batches;
    this.#frame = frame;
    this.#end = end;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<string, undefined>> {
    if (this.#state === 'closed') return { done: true, value: undefined };
    if (this.#state === 'new') {
      this.#state = 'open';
      watch.streams(1);
    }
    const batch = await this.#nextBatch();
    if (batch) return { done: false, value: this.#frame(batch) };
    const end = this.#end;
    this.#end = '';
    this.#close();
    return end ? { done: false, value: end } : { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<string, undefined>> {
    this.#end = '';
    this.#close();
    await this.#batches.return?.();
    return { done: true, value: undefined };
  }

  async #nextBatch(): Promise<Batch | undefined> {
    try {
      const next = await this.#batches.next();
      return next.done === true ? undefined : next.value;
    } catch (error) {
      this.#end = '';
      this.#close();
      if (error instanceof TrimmedError) return undefined;
      throw error;
    }
  }

  #close(): void {
    if (this.#state === 'open') watch.streams(-1);
    this.#state = 'closed';
  }
}
