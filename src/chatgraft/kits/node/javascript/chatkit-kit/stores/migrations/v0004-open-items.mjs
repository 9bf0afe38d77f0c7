export function upgrade({ kind, build, sql }) {
  // MySQL has no index of some rows alone: it gets one of them all.
  const some = kind === 'mysql' ? '' : ' where open = 1';
  const made = `create index chatkit_items_open on chatkit_items (owner, thread_id, open)${some}`;
  return [sql.raw(made).compile(build)];
}
