/** The statements of conversations. */
import type { Dialect, Query } from './builder.ts';
import { place } from './groups.ts';
import { given, scoped, upsert, type Scoped, type Upsert } from './statement.ts';

interface Pages {
  first: Scoped;
  /** The page behind the row whose sequence is `start`. */
  next: Scoped;
}

/** A table that is read in pages. */
export interface Listing {
  /** The sequence of the row that a cursor names. */
  cursor: Scoped;
  asc: Pages;
  desc: Pages;
}

export function storeStatements(dialect: Dialect) {
  return { ...threadStatements(dialect), ...itemStatements(dialect), ...attachmentStatements(dialect) };
}

function threadStatements(dialect: Dialect) {
  const { build } = dialect;
  const one = (query: Query, owner: unknown): Query => query.where('owner', '=', owner).where('id', '=', given('id'));
  return {
    findThread: scoped(dialect, (owner) => one(build.selectFrom('chatkit_threads').select(['data']), owner)),
    putThread: scoped(dialect, (owner) =>
      upsert(dialect, {
        table: 'chatkit_threads',
        row: { owner, id: given('id'), created_us: given('created_us'), data: given('data') },
        key: ['owner', 'id'],
        update: ['data'],
      }),
    ),
    changeThread: scoped(dialect, (owner) =>
      one(build.updateTable('chatkit_threads').set({ data: given('after') }), owner).where(
        'data',
        '=',
        given('before'),
      ),
    ),
    deleteThread: scoped(dialect, (owner) => one(build.deleteFrom('chatkit_threads'), owner)),
    threads: listing(dialect, (owner) => build.selectFrom('chatkit_threads').where('owner', '=', owner)),
  };
}

function itemStatements(dialect: Dialect) {
  const { build, sql } = dialect;
  const ofThread = (query: Query, owner: unknown): Query =>
    query.where('owner', '=', owner).where('thread_id', '=', given('thread_id'));
  const one = (query: Query, owner: unknown): Query => ofThread(query, owner).where('id', '=', given('id'));
  const open = (query: Query, owner: unknown): Query => ofThread(query, owner).where('open', '=', sql.lit(1));
  const put = (owner: unknown, isOpen: number, onlyIf: Pick<Upsert, 'onlyIf'> = {}): Query => {
    const values = Object.fromEntries(['thread_id', 'id', 'type', 'created_us', 'data'].map(place));
    const row = { owner, ...values, open: sql.lit(isOpen) };
    const key = ['owner', 'thread_id', 'id'];
    return upsert(dialect, { table: 'chatkit_items', row, key, update: ['open', 'data'], ...onlyIf });
  };
  return {
    findItem: scoped(dialect, (owner) => one(build.selectFrom('chatkit_items').select(['data']), owner)),
    putItem: scoped(dialect, (owner) => put(owner, 0)),
    checkpointItem: scoped(dialect, (owner) => put(owner, 1, { onlyIf: (was) => sql`${was('open')} = 1` })),
    openItems: scoped(dialect, (owner) =>
      open(build.selectFrom('chatkit_items').select(['id', 'data']), owner).orderBy('seq'),
    ),
    closeItems: scoped(dialect, (owner) => open(build.updateTable('chatkit_items').set({ open: sql.lit(0) }), owner)),
    deleteItem: scoped(dialect, (owner) => one(build.deleteFrom('chatkit_items'), owner)),
    items: listing(dialect, (owner) => ofThread(build.selectFrom('chatkit_items'), owner)),
    putFeedback: scoped(dialect, (owner) =>
      upsert(dialect, {
        table: 'chatkit_feedback',
        row: {
          owner,
          ...Object.fromEntries(['thread_id', 'item_id', 'kind', 'created_us'].map(place)),
        },
        key: ['owner', 'thread_id', 'item_id'],
        update: ['kind', 'created_us'],
      }),
    ),
  };
}

function attachmentStatements(dialect: Dialect) {
  const { build, sql } = dialect;
  const one = (query: Query, owner: unknown): Query => query.where('owner', '=', owner).where('id', '=', given('id'));
  return {
    putAttachment: scoped(dialect, (owner) =>
      upsert(dialect, {
        table: 'chatkit_attachments',
        row: {
          owner,
          ...Object.fromEntries(['id', 'thread_id', 'created_us', 'data'].map(place)),
        },
        key: ['id'],
        update: ['thread_id', 'data'],
        onlyIf: (was, becomes) => sql`${was('owner')} = ${becomes('owner')}
          and (${was('thread_id')} is null or ${was('thread_id')} = ${becomes('thread_id')})`,
      }),
    ),
    findAttachment: scoped(dialect, (owner) =>
      one(build.selectFrom('chatkit_attachments').select(['thread_id', 'data']), owner),
    ),
    deleteAttachment: scoped(dialect, (owner) => one(build.deleteFrom('chatkit_attachments'), owner)),
  };
}

function listing(dialect: Dialect, from: (owner: unknown) => Query): Listing {
  const pages = (order: 'asc' | 'desc'): Pages => {
    const page = (owner: unknown): Query =>
      from(owner).select(['id', 'data']).orderBy('seq', order).limit(given('size'));
    const compare = order === 'asc' ? '>' : '<';
    return {
      first: scoped(dialect, page),
      next: scoped(dialect, (owner) => page(owner).where('seq', compare, given('start'))),
    };
  };
  const cursor = scoped(dialect, (owner) => from(owner).select(['seq']).where('id', '=', given('id')));
  return { cursor, asc: pages('asc'), desc: pages('desc') };
}
