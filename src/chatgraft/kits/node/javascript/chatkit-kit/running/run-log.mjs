/** The events of one run, kept so that any number of readers can follow from any place, also after its end. */

/** How long a run that has ended can be read on. */
export const KEPT_SECONDS = 300;
const LOG_CHARACTERS = 4 * 1024 * 1024;
/** Proxies and mobile networks drop a connection that says nothing for a minute, some sooner. */
export const SILENCE_MILLISECONDS = 15_000;
/** How many dropped events may stay in the list before it is made anew. */
const SLACK = 1024;

/** The events that follow a reader's place have been dropped. */
export class TrimmedError extends Error {}

const END = { done: true, value: undefined };

/** Grows at one end; over `LOG_CHARACTERS` it drops its oldest events. */
export class RunLog {
  /** The number of the newest event. */
  last = 0;
  finished = false;
  #limit;
  #readers = new Set();
  #events = [];
  #dropped = 0;
  #size = 0;

  constructor(limit = LOG_CHARACTERS) {
    this.#limit = limit;
  }

  /** The number of the oldest event that is kept, or of the one that will be. */
  get first() {
    return this.last - this.#events.length + this.#dropped + 1;
  }

  append(event) {
    this.last += 1;
    this.#events.push(event);
    this.#size += event.length;
    if (this.#size > this.#limit) this.#trim();
    this.#wake();
  }

  finish() {
    this.finished = true;
    this.#wake();
  }

  /** Whether every event after that number is still here. */
  holds(after) {
    return after >= this.first - 1;
  }

  /** What is here of the events after that number. */
  after(number) {
    const count = this.last - number;
    return { first: number + 1, events: count > 0 ? this.#events.slice(-count) : [] };
  }

  /**
   * What follows `after`, as it comes, until the run has finished; an empty batch says that it is silent. Throws
   * `TrimmedError` for a reader left behind. Whoever ends it early calls `return`.
   */
  read(after) {
    const reader = new Reader(this, after, () => this.#readers.delete(reader));
    this.#readers.add(reader);
    return reader;
  }

  #trim() {
    while (this.#size > this.#limit && this.#events.length - this.#dropped > 1) {
      this.#size -= this.#events[this.#dropped]?.length ?? 0;
      this.#events[this.#dropped] = '';
      this.#dropped += 1;
    }
    if (this.#dropped > SLACK) {
      this.#events = this.#events.slice(this.#dropped);
      this.#dropped = 0;
    }
  }

  #wake() {
    for (const reader of this.#readers) reader.look();
  }
}

/** One reader's place. It waits by a promise, and by a timer that goes on over many of them. */
class Reader {
  #log;
  #leave;
  #place;
  #waiting;
  #timer;
  #closed = false;

  constructor(log, after, leave) {
    this.#log = log;
    this.#place = after;
    this.#leave = leave;
  }

  [Symbol.asyncIterator]() {
    return this;
  }

  next() {
    const found = this.#found();
    if (found) return Promise.resolve(found);
    return new Promise((resolve) => {
      this.#waiting = resolve;
      if (this.#timer) this.#timer.refresh();
      else {
        this.#timer = setTimeout(() => {
          this.#give({ done: false, value: { first: this.#place + 1, events: [] } });
        }, SILENCE_MILLISECONDS);
      }
    });
  }

  return() {
    this.#close();
    this.#give(END);
    return Promise.resolve(END);
  }

  /** There may be news. */
  look() {
    if (!this.#waiting) return;
    const found = this.#found();
    if (found) this.#give(found);
  }

  #found() {
    if (this.#closed) return END;
    if (!this.#log.holds(this.#place)) {
      this.#close();
      return Promise.reject(new TrimmedError());
    }
    if (this.#log.last > this.#place) {
      const value = this.#log.after(this.#place);
      this.#place = this.#log.last;
      return { done: false, value };
    }
    if (!this.#log.finished) return undefined;
    this.#close();
    return END;
  }

  #give(result) {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.(result);
  }

  #close() {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#leave();
  }
}
