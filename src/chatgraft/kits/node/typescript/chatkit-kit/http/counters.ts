/** Counts that end, in this process's memory. */

const SWEEP_MILLISECONDS = 60_000;

/** Where counts are kept. A first count of a key lasts so many seconds. */
export interface Counts {
  /** The new count. */
  add(key: string, seconds: number, amount: number): Promise<number> | number;
  get(key: string): Promise<number> | number;
  /** For how many seconds the count goes on. */
  left(key: string): Promise<number> | number;
}

interface Kept {
  count: number;
  end: number;
}

/** What has ended is swept out once a minute, so that visitors who are gone cost nothing. */
export class Counters implements Counts {
  readonly #kept = new Map<string, Kept>();
  readonly #now: () => number;
  #nextSweep: number;

  /** `now` gives milliseconds. */
  constructor(now: () => number = Date.now) {
    this.#now = now;
    this.#nextSweep = now() + SWEEP_MILLISECONDS;
  }

  add(key: string, seconds: number, amount: number): number {
    this.#sweep();
    const live = this.#live(key);
    if (live) return (live.count += amount);
    this.#kept.set(key, { count: amount, end: this.#now() + seconds * 1000 });
    return amount;
  }

  get(key: string): number {
    return this.#live(key)?.count ?? 0;
  }

  left(key: string): number {
    const live = this.#live(key);
    return live ? (live.end - this.#now()) / 1000 : 0;
  }

  get size(): number {
    return this.#kept.size;
  }

  #live(key: string): Kept | undefined {
    const found = this.#kept.get(key);
    return found && found.end > this.#now() ? found : undefined;
  }

  #sweep(): void {
    const now = this.#now();
    if (now < this.#nextSweep) return;
    for (const [key, { end }] of this.#kept) {
      if (end <= now) this.#kept.delete(key);
    }
    this.#nextSweep = now + SWEEP_MILLISECONDS;
  }
}
