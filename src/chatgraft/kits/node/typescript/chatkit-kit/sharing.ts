/** What several workers of one service have in common, where there is a Redis for it. */
import type { Counts } from './counters.ts';
import type { CommonLogs } from './elsewhere.ts';

export interface Sharing {
  readonly counters: Counts;
  readonly logs: CommonLogs;
  readonly link: { isThere(): Promise<boolean> };
  /** Calls `stop` with each run that another worker was asked to stop, from now on. */
  hearStops(stop: (runId: string) => void): void;
  close(): Promise<void>;
}
