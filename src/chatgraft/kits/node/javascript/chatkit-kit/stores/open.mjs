/** Where threads, items, runs and sessions are kept: one kind of database for each scheme of its URL. */
import { SettingsError } from '../errors.mjs';

import { loadMongo } from './mongo/client.mjs';
import { MongoDatabase } from './mongo/database.mjs';
import { loadDialect } from './sql/builder.mjs';
import { SqlDatabase } from './sql/database.mjs';

import { loadMysql, MysqlExecutor } from './sql/mysql.mjs';
import { loadPostgres, PostgresExecutor } from './sql/postgres.mjs';
import { loadSqlite } from './sql/sqlite-driver.mjs';
import { SqliteExecutor } from './sql/sqlite.mjs';

/** The ways to the databases that speak SQL, by the scheme of the URL. Each loads the driver for it. */
const EXECUTORS = {
  sqlite: async (url) => new SqliteExecutor(url, await loadSqlite('DATABASE_URL')),
  postgresql: async (url, connections) => new PostgresExecutor(url, connections, await loadPostgres()),
  mysql: async (url, connections) => new MysqlExecutor(url, connections, await loadMysql()),
};

/**
 * The database at `databaseUrl`, of which `connections` are opened at most. It connects when it is first asked, so that
 * a service starts before it. Throws `SettingsError` when a package for it is not installed.
 */
export async function openDatabase({ databaseUrl, production }, connections) {
  const scheme = databaseUrl.slice(0, databaseUrl.indexOf(':'));
  if (databaseUrl.startsWith('mongodb')) return new MongoDatabase(databaseUrl, connections, await loadMongo());
  if (!Object.hasOwn(EXECUTORS, scheme)) throw new SettingsError(`DATABASE_URL cannot be used: ${scheme}://`);
  const kind = scheme;
  return new SqlDatabase(await EXECUTORS[kind](databaseUrl, connections), await loadDialect(kind), production);
}
