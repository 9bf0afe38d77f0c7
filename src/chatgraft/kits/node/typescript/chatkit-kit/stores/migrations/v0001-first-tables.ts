/** The first tables: threads, items, feedback, sessions, runs. An own sequence orders every list: times tie, ids are random. */
import type { Compiled } from '../sql/builder.ts';
import { index, table, tiedToThread, type Spelling } from './columns.ts';

export function upgrade(spelling: Spelling): Compiled[] {
  return [...threads(spelling), ...items(spelling), ...feedback(spelling), ...sessions(spelling), ...runs(spelling)];
}

function threads(spelling: Spelling): Compiled[] {
  const columns = { seq: 'sequence', owner: 'owner', id: 'key', created_us: 'moment', data: 'json' } as const;
  return [
    table(spelling, 'chatkit_threads', columns)
      .addUniqueConstraint('chatkit_threads_owner_id', ['owner', 'id'])
      .compile(),
    index(spelling, 'chatkit_threads_page', 'chatkit_threads', ['owner', 'seq']),
  ];
}

function items(spelling: Spelling): Compiled[] {
  return [
    itemsTable(spelling, 'chatkit_items', false),
    index(spelling, 'chatkit_items_page', 'chatkit_items', ['owner', 'thread_id', 'seq']),
  ];
}

/** The table of items by this name; whether its items follow their thread to another owner. */
export function itemsTable(spelling: Spelling, name: string, follow: boolean): Compiled {
  const made = table(spelling, name, {
    seq: 'sequence',
    owner: 'owner',
    thread_id: 'key',
    id: 'key',
    type: 'text',
    open: 'flag',
    created_us: 'moment',
    data: 'json',
  }).addUniqueConstraint('chatkit_items_owner_thread_id', ['owner', 'thread_id', 'id']);
  return tiedToThread(made, 'chatkit_items_thread', follow).compile();
}

function feedback(spelling: Spelling): Compiled[] {
  return [feedbackTable(spelling, 'chatkit_feedback', false)];
}

/** The table of feedback by this name; whether its rows follow their thread to another owner. */
export function feedbackTable(spelling: Spelling, name: string, follow: boolean): Compiled {
  const made = table(spelling, name, {
    owner: 'owner',
    thread_id: 'key',
    item_id: 'key',
    kind: 'text',
    created_us: 'moment',
  }).addPrimaryKeyConstraint('chatkit_feedback_key', ['owner', 'thread_id', 'item_id']);
  return tiedToThread(made, 'chatkit_feedback_thread', follow).compile();
}

function sessions(spelling: Spelling): Compiled[] {
  const columns = {
    id: 'key primary',
    origin: 'text',
    created_us: 'moment',
    expires_us: 'moment',
    revoked: 'flag',
  } as const;
  return [
    table(spelling, 'chatkit_sessions', columns).compile(),
    index(spelling, 'chatkit_sessions_expiry', 'chatkit_sessions', ['expires_us']),
  ];
}

/** No key to chatkit_threads: the row is there before the turn that makes the thread. */
function runs(spelling: Spelling): Compiled[] {
  const made = table(spelling, 'chatkit_runs', {
    seq: 'sequence',
    id: 'key unique',
    owner: 'owner',
    key: 'key',
    thread_id: 'key',
    worker: 'text',
    state: 'text',
    stop: 'flag',
    lease_us: 'moment',
    ended_us: 'moment optional',
  });
  return [
    made.addUniqueConstraint('chatkit_runs_owner_key', ['owner', 'key']).compile(),
    index(spelling, 'chatkit_runs_thread', 'chatkit_runs', ['owner', 'thread_id', 'seq']),
    index(spelling, 'chatkit_runs_ended', 'chatkit_runs', ['ended_us']),
  ];
}
