/**
 * The tables `chatkit_*` and their versions, the same as those of the Python kit: a database can change hands between
 * the two. Which version stands in it is written where the Python kit's Alembic writes it.
 */
import { SchemaError } from '../../errors.mjs';

import { prepared } from '../sql/statement.mjs';

import * as v0001 from './v0001-first-tables.mjs';
import * as v0002 from './v0002-signed-in-owners.mjs';
import * as v0003 from './v0003-attachments.mjs';
import * as v0004 from './v0004-open-items.mjs';

const VERSION_TABLE = 'chatkit_alembic_version';
const REVISIONS = [
  ['0001', v0001.upgrade],
  ['0002', v0002.upgrade],
  ['0003', v0003.upgrade],
  ['0004', v0004.upgrade],
];
const HEAD = '0004';
/** From what is referred to, to what refers to it. */
const TABLES = ['threads', 'items', 'feedback', 'attachments', 'sessions', 'runs'].map((name) => `chatkit_${name}`);
/**
 * Texts are equal only where every byte is, blanks at the end included: MariaDB's name for it, MySQL's, and what older
 * versions have. Their usual collations take `Ann` and `ann` for one, who would be one owner.
 */
const COLLATIONS = ['utf8mb4_nopad_bin', 'utf8mb4_0900_bin', 'utf8mb4_bin'];
const COLLATION_OF_THREADS = `select table_collation as name from information_schema.tables
  where table_schema = database() and table_name = 'chatkit_threads'`;

/** The tables of a service that keeps its database itself. */
export class SqlTables {
  #executor;
  #dialect;
  #byHand;
  #findVersion;
  #migrating;

  /** `byHand`: missing tables are not made on the way. */
  constructor(executor, dialect, byHand) {
    this.#executor = executor;
    this.#dialect = dialect;
    this.#byHand = byHand;
    this.#findVersion = prepared(dialect.build.selectFrom(VERSION_TABLE).select(['version_num']));
  }

  async require() {
    const why = await this.#lacking();
    if (why === undefined) return;
    if (this.#byHand) throw new SchemaError(why);
    await this.migrate();
    const still = await this.#lacking();
    if (still !== undefined) throw new SchemaError(still);
  }

  /** To a revision, the newest if none is named. */
  async migrate(revision = HEAD) {
    this.#migrating ??= this.#executor
      .change((connection) => upgrade(connection, this.#dialect, revision))
      .finally(() => {
        this.#migrating = undefined;
      });
    await this.#migrating;
  }

  /** What is wrong with the tables, if anything is. */
  async #lacking() {
    if (!(await this.#executor.hasTable(VERSION_TABLE))) return "The chat's tables have not been created yet.";
    const rows = await this.#executor.fetch(this.#findVersion, {});
    const current = rows.length === 1 && rows[0]?.['version_num'] === HEAD;
    return current ? undefined : "The chat's tables belong to another version of this service.";
  }
}

async function upgrade(connection, dialect, revision) {
  const spelling = dialect.kind === 'mysql' ? { ...dialect, tableOptions: await options(connection) } : dialect;
  await connection.run(`create table if not exists ${VERSION_TABLE}
    (version_num varchar(32) not null, constraint ${VERSION_TABLE}_pkc primary key (version_num))
    ${spelling.tableOptions ?? ''}`);
  const [row] = await connection.run(`select version_num from ${VERSION_TABLE}`);
  const from = REVISIONS.findIndex(([name]) => name === row?.['version_num']);
  if (row !== undefined && from < 0) {
    throw new SchemaError("The chat's tables belong to another version of this service.");
  }
  if (row === undefined && dialect.kind === 'mysql') await dropBeginnings(connection);
  const until = REVISIONS.findIndex(([name]) => name === revision);
  for (const [name, changes] of REVISIONS.slice(from + 1, until + 1)) {
    for (const change of changes(spelling)) await connection.run(unquoted(change.sql));
    await connection.run(`delete from ${VERSION_TABLE}`);
    await connection.run(`insert into ${VERSION_TABLE} (version_num) values ('${name}')`);
  }
}

/** With plain names: SQLite keeps the text of a table, in which Alembic reads of its keys, and quoted ones mislead it. */
function unquoted(text) {
  return text.replaceAll('"', '');
}

/**
 * MySQL keeps each change as it is made: who was killed while making the first tables has left some of them, without a
 * version and with nothing in them.
 */
async function dropBeginnings(connection) {
  const found = await connection.run(
    'select table_name as name from information_schema.tables where table_schema = database()',
  );
  const there = TABLES.filter((table) => found.some((row) => row['name'] === table));
  for (const table of there) {
    if ((await connection.run(`select 1 from ${table} limit 1`)).length > 0) return;
  }
  for (const table of there.reverse()) await connection.run(`drop table ${table}`);
}

/** The collation of the tables that are there, as foreign keys want the same; else the best that the server knows. */
async function options(connection) {
  const [used] = await connection.run(COLLATION_OF_THREADS);
  const known = await connection.run('select collation_name as name from information_schema.collations');
  const collation = used?.['name'] ?? COLLATIONS.find((name) => known.some((row) => row['name'] === name));
  return `engine = InnoDB default charset = utf8mb4 collate = ${collation ?? 'utf8mb4_bin'}`;
}
