/** A way to the items that are being written: each turn asks for those that an earlier one left open. */
import type { Compiled } from '../sql/builder.ts';
import type { Spelling } from './columns.ts';

export function upgrade({ kind, build, sql }: Spelling): Compiled[] {
  // MySQL has no index of some rows alone: it gets one of them all.
  const some = kind === 'mysql' ? '' : ' where open = 1';
  const made = `create index chatkit_items_open on chatkit_items (owner, thread_id, open)${some}`;
  return [sql.raw(made).compile(build)];
}
