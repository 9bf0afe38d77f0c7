// MySQL indexes no text without a length, and no more than 3072 bytes together, of which a character may need four.
const TYPES = {
  sequence: { sqlite: 'integer', postgresql: 'bigserial', mysql: 'bigint' },
  owner: { sqlite: 'text', postgresql: 'text', mysql: 'varchar(255)' },
  key: { sqlite: 'text', postgresql: 'text', mysql: 'varchar(191)' },
  text: { sqlite: 'text', postgresql: 'text', mysql: 'text' },
  json: { sqlite: 'text', postgresql: 'text', mysql: 'longtext' },
  moment: { sqlite: 'bigint', postgresql: 'bigint', mysql: 'bigint' },
  flag: { sqlite: 'smallint', postgresql: 'smallint', mysql: 'smallint' },
};

/** A new table of these columns. A `sequence` is its primary key and counts; a `flag` is 0 at first. */
export function table({ kind, build, sql, tableOptions }, name, columns) {
  let made = build.schema.createTable(name);
  for (const [column, said] of Object.entries(columns)) {
    const [type, also] = said.split(' ');
    made = made.addColumn(column, sql.raw(TYPES[type][kind]), (which) => {
      if (also === 'optional') return which;
      if (also === 'unique') return which.notNull().unique();
      if (also === 'primary') return which.notNull().primaryKey();
      if (type === 'flag') return which.notNull().defaultTo(sql.lit('0'));
      if (type !== 'sequence') return which.notNull();
      return kind === 'mysql' ? which.notNull().autoIncrement().primaryKey() : which.notNull().primaryKey();
    });
  }
  return tableOptions === undefined ? made : made.modifyEnd(sql.raw(tableOptions));
}

/** Ties rows to the thread of their owner: they go with it, and where they follow it, also to another owner. */
export function tiedToThread(made, name, follow) {
  return made.addForeignKeyConstraint(name, ['owner', 'thread_id'], 'chatkit_threads', ['owner', 'id'], (key) =>
    follow ? key.onDelete('cascade').onUpdate('cascade') : key.onDelete('cascade'),
  );
}

export function index({ build }, name, on, columns) {
  return build.schema.createIndex(name).on(on).columns(columns).compile();
}
