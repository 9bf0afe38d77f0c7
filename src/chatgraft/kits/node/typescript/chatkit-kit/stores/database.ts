/**
 * What the service asks of the place where chats are kept, whatever kind of database it is.
 *
 * Everything belongs to an owner, who is asked for on every way to it; what a foreign owner asks for looks like
 * missing. Whoever cannot reach the server throws `DatabaseUnavailableError`. Times are microseconds of UTC.
 */
import type { FeedbackKind } from '../protocol/items.ts';
import type { ChatStore } from './chat-store.ts';

/** A run that goes on, one that came to its end, and one whose worker died. */
export type RunState = 'running' | 'ended' | 'lost';

/** What any worker can know about a run, whoever carries it. */
export interface RunRow {
  id: string;
  owner: string;
  threadId: string;
  worker: string;
  state: RunState;
  /** Until when its worker has said to be alive. */
  leaseUs: number;
}

/** Whether its worker stopped renewing the lease: it was killed, or cut off from the database. */
export function isExpired(row: RunRow): boolean {
  return row.state === 'running' && row.leaseUs < nowUs();
}

/** Runs. What visitors ask is scoped to the owner; who carries a run, or buries it, knows its id. */
export interface RunRows {
  /** Claims `key` for a new run; false when the owner has used it for another. */
  insert: (row: RunRow, key: string) => Promise<boolean>;
  find: (owner: string, runId: string) => Promise<RunRow | undefined>;
  findByKey: (owner: string, key: string) => Promise<RunRow | undefined>;
  /** The run that a thread's turn is in: the oldest, as later ones wait for it. */
  findRunning: (owner: string, threadId: string) => Promise<RunRow | undefined>;
  /** The oldest run that has not ended in the thread of this one. */
  findFirstBeside: (runId: string) => Promise<RunRow | undefined>;
  /** Prolongs the leases. Which of the runs someone has asked to stop. */
  renew: (runIds: readonly string[], leaseUs: number) => Promise<string[]>;
  /** Sets the stop flag; false when the owner has no such run. */
  askToStop: (owner: string, runId: string) => Promise<boolean>;
  /** Moves a running run to its last state; false when somebody else did. */
  end: (runId: string, state: RunState) => Promise<boolean>;
  /** Forgets runs that ended before, and those whose lease did: they are of killed workers. */
  deleteOld: (beforeUs: number) => Promise<void>;
}

/** A session that was not revoked. `claimedBy` is the owner who took over what was said in it, or empty. */
export interface SessionRow {
  origin: string;
  expiresUs: number;
  claimedBy: string;
}

/** Visitors' sessions. */
export interface SessionRows {
  insert: (sessionId: string, origin: string, expiresUs: number) => Promise<void>;
  find: (sessionId: string) => Promise<SessionRow | undefined>;
  prolong: (sessionId: string, expiresUs: number) => Promise<void>;
  /**
   * Gives all that belongs to the owner `before` to `owner`, who is then written into the session, once and for all.
   * Only who is written there gets it, whoever else asks at the same moment; runs that are going on write for the new
   * owner from then on.
   */
  claim: (sessionId: string, before: string, owner: string) => Promise<void>;
  deleteExpired: () => Promise<void>;
}

/** Whose an attachment is, and its JSON. */
export interface AttachmentRow {
  owner: string;
  data: string;
}

/** Attachments, as those find them who have a signed address. What requests name goes through `ChatStore`. */
export interface AttachmentRows {
  find: (attachmentId: string) => Promise<AttachmentRow | undefined>;
  /** Changes the JSON of the owner's attachment. */
  replace: (attachmentId: string, row: AttachmentRow) => Promise<void>;
  /** All that the owner has, announced and not uploaded ones among them. */
  ofOwner: (owner: string) => Promise<AttachmentRow[]>;
  /** The ids of what was sent in a thread. */
  ofThread: (owner: string, threadId: string) => Promise<string[]>;
  /** Those of some hundred ids that are there, whoever's they are. */
  known: (attachmentIds: readonly string[]) => Promise<Set<string>>;
  /** Forgets what was announced before, and never sent with a message. */
  deleteUnsent: (beforeUs: number) => Promise<void>;
}

/** What a visitor thought of an item. */
export interface FeedbackRow {
  itemId: string;
  kind: FeedbackKind;
  createdUs: number;
}

export interface OldThread {
  owner: string;
  id: string;
}

/** All that is kept of an owner, and what has been kept for long. */
export interface OwnerRows {
  feedback: (owner: string, threadId: string) => Promise<FeedbackRow[]>;
  /** Threads that were begun before, and have no item that came later. */
  findOldThreads: (beforeUs: number, most: number) => Promise<OldThread[]>;
  /** Deletes all that belongs to the owner, this session, and those whose conversations the owner took over. */
  erase: (owner: string, sessionId: string) => Promise<void>;
}

/** The chat's tables, or what a database has in their place. */
export interface Tables {
  /**
   * Throws `SchemaError` unless the tables are current, `DatabaseUnavailableError` when nobody answers. In development
   * it makes them current on the way.
   */
  require: () => Promise<void>;
  /** Creates the tables or brings them up to date. Several services may do it at once. */
  migrate: () => Promise<void>;
}

/** A place where chats are kept. It connects when it is first asked. */
export interface Database {
  readonly runs: RunRows;
  readonly sessions: SessionRows;
  readonly attachments: AttachmentRows;
  readonly owners: OwnerRows;
  readonly tables: Tables;
  /** Conversations. */
  createStore: () => ChatStore;
  close: () => Promise<void>;
}

/** What lies between the fine clock, which runs on its own, and that of the machine. */
let anchor = 0;

/** The time, in microseconds since 1970 UTC: that of the machine's clock, which knows milliseconds, and a finer one's. */
export function nowUs(): number {
  const machine = Date.now() * 1000;
  const fine = Math.floor(performance.now() * 1000) + anchor;
  if (fine >= machine && fine < machine + 1000) return fine;
  anchor += machine - fine;
  return machine;
}
