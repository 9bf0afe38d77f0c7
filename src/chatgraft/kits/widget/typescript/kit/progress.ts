/** What the transport tells the panel, so that the visitor learns in plain words what goes on. */
export type Progress =
  | { kind: 'connected' }
  /** The request waits for the network. */
  | { kind: 'offline' }
  /** `gaveUp`: the chat element is told of the failure. */
  | { kind: 'unreachable'; gaveUp: boolean }
  /** HTTP 429. `until` is a time in milliseconds; `repeats`: the request is sent again then, without the visitor, else the chat element is told. */
  | { kind: 'limited'; until: number; repeats: boolean }
  /** The answer is to be read from the stored thread: another worker makes it, or its log is gone. */
  | { kind: 'stored'; threadId: string | null };

export type Report = (progress: Progress) => void;
