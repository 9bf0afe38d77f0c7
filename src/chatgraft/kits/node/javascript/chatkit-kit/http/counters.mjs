/** Counts that end, in this process's memory. */

const SWEEP_MILLISECONDS = 60_000;

/** What has ended is swept out once a minute, so that visitors who are gone cost nothing. */
export class Counters {
  #kept = new Map();
  #now;
  #nextSweep;

  /** `now` gives milliseconds. */
  constructor(now = Date.now) {
    this.#now = now;
    this.#nextSweep = now() + SWEEP_MILLISECONDS;
  }

  add(key, seconds, amount) {
    this.#sweep();
    const live = this.#live(key);
    if (live) return (live.count += amount);
    this.#kept.set(key, { count: amount, end: this.#now() + seconds * 1000 });
    return amount;
  }

  get(key) {
    return this.#live(key)?.count ?? 0;
  }

  left(key) {
    const live = this.#live(key);
    return live ? (live.end - this.#now()) / 1000 : 0;
  }

  get size() {
    return this.#kept.size;
  }

  #live(key) {
    const found = this.#kept.get(key);
    return found && found.end > this.#now() ? found : undefined;
  }

  #sweep() {
    const now = this.#now();
    if (now < this.#nextSweep) return;
    for (const [key, { end }] of this.#kept) {
      if (end <= now) this.#kept.delete(key);
    }
    this.#nextSweep = now + SWEEP_MILLISECONDS;
  }
}
