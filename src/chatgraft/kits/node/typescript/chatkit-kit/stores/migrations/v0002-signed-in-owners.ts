/** A session can be claimed by a user who signs in: its threads get another owner, and what hangs on them follows. */
import type { Compiled } from '../sql/builder.ts';
import { index, type Spelling } from './columns.ts';
import { feedbackTable, itemsTable } from './v0001-first-tables.ts';

const TIES = { items: 'chatkit_items_thread', feedback: 'chatkit_feedback_thread' };

export function upgrade(spelling: Spelling): Compiled[] {
  const claimed = statement(spelling, 'alter table chatkit_sessions add column claimed_by text');
  return [claimed, ...(spelling.kind === 'sqlite' ? copied(spelling) : tied(spelling))];
}

function tied(spelling: Spelling): Compiled[] {
  const drop = spelling.kind === 'mysql' ? 'drop foreign key' : 'drop constraint';
  return Object.entries(TIES).flatMap(([name, tie]) => [
    statement(spelling, `alter table chatkit_${name} ${drop} ${tie}`),
    statement(
      spelling,
      `alter table chatkit_${name} add constraint ${tie} foreign key (owner, thread_id)
        references chatkit_threads (owner, id) on delete cascade on update cascade`,
    ),
  ]);
}

/** SQLite changes no key of a table that is there. */
function copied(spelling: Spelling): Compiled[] {
  const made = {
    items: itemsTable(spelling, 'chatkit_items_new', true),
    feedback: feedbackTable(spelling, 'chatkit_feedback_new', true),
  };
  const copies = Object.entries(made).flatMap(([name, create]) => [
    create,
    statement(spelling, `insert into chatkit_${name}_new select * from chatkit_${name}`),
    statement(spelling, `drop table chatkit_${name}`),
    statement(spelling, `alter table chatkit_${name}_new rename to chatkit_${name}`),
  ]);
  return [...copies, index(spelling, 'chatkit_items_page', 'chatkit_items', ['owner', 'thread_id', 'seq'])];
}

function statement({ sql, build }: Spelling, text: string): Compiled {
  return sql.raw(text).compile(build);
}
