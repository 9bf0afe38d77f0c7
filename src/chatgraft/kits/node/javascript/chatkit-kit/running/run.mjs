import { hasText, isHidden } from '../protocol/items.mjs';

import { aroundDelta, eventJson, shownItem } from '../protocol/wire.mjs';
import { OpenItems } from './open-items.mjs';
import { RunLog } from './run-log.mjs';

/** When a delta goes out that no other has taken along, in windows: a little later than the next one may come. */
const LONGEST_HOLD = 1.25;
const OUTCOMES = { stop: 'stopped', time: 'timed_out', shutdown: 'shut_down' };

/** The run was ended while its answer was being made. */
export class InterruptedError extends Error {}

/** A turn of one thread. */
export class Run {
  id;
  threadId;
  /** A claim may change it. */
  owner;
  log = new RunLog();
  items = new OpenItems();
  ending;
  /** The turn being carried; it never fails. */
  task = Promise.resolve();
  /** A checkpoint of it that is being written. */
  keeping;
  /** Whether unfinished items were stored, which its end must close. */
  checkpointed = false;
  /** Whether an error was told. */
  failed = false;
  /** Seconds from the question to the first words of its answer. */
  firstWord;
  #abort = new AbortController();
  #begun = performance.now();
  #window;
  #interruptible = false;
  #place = { itemId: '', index: 0, before: '', after: '' };
  #held = '';
  #flush;
  #lastDelta = 0;

  /**
   * A fast model costs mostly framing: the deltas of `window` milliseconds travel together, the first of them at once.
   */
  constructor(id, owner, threadId, window = 20) {
    this.id = id;
    this.owner = owner;
    this.threadId = threadId;
    this.#window = window;
  }

  /** Aborted as soon as the answer is to end. */
  get signal() {
    return this.#abort.signal;
  }

  /** How it ended, in a word. */
  get outcome() {
    if (this.ending) return OUTCOMES[this.ending];
    return this.failed ? 'failed' : 'answered';
  }

  /** Ends the run as soon as what the visitor said is stored; later calls change nothing. */
  end(ending) {
    if (this.ending || this.log.finished) return;
    this.ending = ending;
    if (this.#interruptible) this.#abort.abort();
  }

  /** From here on the run may be interrupted. Throws `InterruptedError` when it already was. */
  beginAnswer() {
    this.#interruptible = true;
    if (this.ending) this.#abort.abort();
    this.requireGoingOn();
  }

  finishAnswer() {
    this.#interruptible = false;
  }

  /** Throws `InterruptedError` when the answer is to go no further. */
  requireGoingOn() {
    if (this.#interruptible && this.#abort.signal.aborted) throw new InterruptedError();
  }

  /** Logs an event. */
  append(event) {
    if (event.type === 'thread.item.updated' && event.update.type === 'assistant_message.content_part.text_delta') {
      this.say(event.item_id, event.update.content_index, event.update.delta);
      return;
    }
    this.flush();
    this.failed ||= event.type === 'error';
    this.#write(event);
  }

  /** Logs a text delta. Those that follow each other closely become one; the first goes out at once. */
  say(itemId, index, text) {
    if (this.#place.itemId !== itemId || this.#place.index !== index) {
      this.flush();
      const [before, after] = aroundDelta(itemId, index);
      this.#place = { itemId, index, before, after };
    }
    this.#held += text;
    const wait = this.#lastDelta + LONGEST_HOLD * this.#window - performance.now();
    if (wait <= (LONGEST_HOLD - 1) * this.#window) this.flush();
    else this.#flush ??= setTimeout(this.flush, wait);
  }

  /** Logs the deltas that are held back. */
  flush = () => {
    clearTimeout(this.#flush);
    this.#flush = undefined;
    if (!this.#held) return;
    const now = performance.now();
    this.firstWord ??= (now - this.#begun) / 1000;
    this.#lastDelta = now;
    const text = this.#held;
    this.#held = '';
    const { itemId, index, before, after } = this.#place;
    this.items.addText(itemId, index, text);
    this.log.append(before + JSON.stringify(text) + after);
  };

  /** The items that are not done, with all that was said. */
  openItems() {
    this.flush();
    return this.items.all();
  }

  /** The run's open items exactly as of its last logged event. */
  snapshot() {
    return snapshot(this.id, this.log.last, this.items.all());
  }

  /** Tells readers how the items ended that no event has ended: kept where something was said, else gone. */
  closeItems() {
    for (const item of this.openItems()) {
      if (isHidden(item)) continue;
      this.#write(
        hasText(item) ? { type: 'thread.item.done', item } : { type: 'thread.item.removed', item_id: item.id },
      );
    }
  }

  fail(message, allowRetry) {
    this.append({ type: 'error', code: 'custom', message, allow_retry: allowRetry });
  }

  #write(event) {
    const data = eventJson(event); // what cannot be written is not open, either
    this.items.apply(event);
    this.log.append(data);
  }
}

/** Its open items as of the event with the number `last`. */
export function snapshot(runId, last, items) {
  const shown = items.filter((item) => !isHidden(item)).map(shownItem);
  return { run_id: runId, last_event_id: String(last), items: shown };
}
