/**
 * Kysely, which writes the SQL of each kind of database. It compiles every statement once, when a database is opened;
 * the drivers run them by an `Executor`.
 *
 * The types are as much of Kysely's as is used here, so that this compiles in a project that does without Kysely, as
 * its chat is kept in MongoDB.
 */
import { load } from '../../optional.mjs';

/** Throws `SettingsError` where Kysely is not installed. */
export async function loadDialect(kind) {
  const kysely = await load('kysely', 'DATABASE_URL');
  const [Adapter, Compiler] = {
    sqlite: [kysely.SqliteAdapter, kysely.SqliteQueryCompiler],
    postgresql: [kysely.PostgresAdapter, kysely.PostgresQueryCompiler],
    mysql: [kysely.MysqlAdapter, kysely.MysqlQueryCompiler],
  }[kind];
  const dialect = {
    createAdapter: () => new Adapter(),
    createDriver: () => new kysely.DummyDriver(),
    createIntrospector: () => ({}),
    createQueryCompiler: () => new Compiler(),
  };
  return { kind, build: new kysely.Kysely({ dialect }), sql: kysely.sql };
}
