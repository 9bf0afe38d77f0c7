/**
 * What the service notes of its own work: how turns end, how long things take. Does nothing until metrics are kept.
 *
 * For a piece of an answer that is being written nothing is counted or timed but the first and the last.
 */
import type { Usage } from './questions.ts';

/** The numbers that are kept, as `metrics.ts` makes them. Seconds. */
export interface Numbers {
  turnEnded(outcome: string, firstWordSeconds: number | undefined): void;
  error(kind: string): void;
  streams(change: 1 | -1): void;
  resumed(at: 'here' | 'elsewhere'): void;
  refused(limit: string): void;
  stoodIn(why: string): void;
  breaker(isOpen: boolean): void;
  used(usage: Usage): void;
  modelFirst(seconds: number): void;
  modelWhole(seconds: number): void;
  /** One statement on conversations, by what it does. */
  stored(operation: string, seconds: number): void;
  /** The metrics as Prometheus reads them, and their content type. */
  page(): Promise<{ body: string; contentType: string }>;
}

function nothing(): void {
  // Nobody keeps metrics.
}

const NOT_KEPT: Numbers = {
  turnEnded: nothing,
  error: nothing,
  streams: nothing,
  resumed: nothing,
  refused: nothing,
  stoodIn: nothing,
  breaker: nothing,
  used: nothing,
  modelFirst: nothing,
  modelWhole: nothing,
  stored: nothing,
  page: () => Promise.resolve({ body: '', contentType: '' }),
};

/** One per process, as the numbers are the process's. */
export let watch: Numbers = NOT_KEPT;

export function keepNumbers(numbers: Numbers): void {
  watch = numbers;
}

export function areKept(): boolean {
  return watch !== NOT_KEPT;
}

/** Times a statement of the store; does no more than run it where nobody keeps metrics. */
export async function timed<T>(operation: string, run: () => Promise<T>): Promise<T> {
  if (!areKept()) return run();
  const begun = performance.now();
  try {
    return await run();
  } finally {
    watch.stored(operation, (performance.now() - begun) / 1000);
  }
}
