/** Where threads, items, runs and sessions are kept: one kind of database for each scheme of its URL. */
import { SettingsError } from '../errors.ts';
import type { Database } from './database.ts';
import { loadMongo } from './mongo/client.ts';
import { MongoDatabase } from './mongo/database.ts';
import { loadDialect, type Kind } from './sql/builder.ts';
import { SqlDatabase } from './sql/database.ts';
import type { Executor } from './sql/executor.ts';
import { loadMysql, MysqlExecutor } from './sql/mysql.ts';
import { loadPostgres, PostgresExecutor } from './sql/postgres.ts';
import { loadSqlite } from './sql/sqlite-driver.ts';
import { SqliteExecutor } from './sql/sqlite.ts';

/** Where the database is, and whether its tables are made by hand, as in production. */
export interface Place {
  databaseUrl: string;
  production: boolean;
}

/** The ways to the databases that speak SQL, by the scheme of the URL. Each loads the driver for it. */
const EXECUTORS: Record<Kind, (url: string, connections: number) => Promise<Executor>> = {
  sqlite: async (url) => new SqliteExecutor(url, await loadSqlite('DATABASE_URL')),
  postgresql: async (url, connections) => new PostgresExecutor(url, connections, await loadPostgres()),
  mysql: async (url, connections) => new MysqlExecutor(url, connections, await loadMysql()),
};

/**
 * The database at `databaseUrl`, of which `connections` are opened at most. It connects when it is first asked, so that
 * a service starts before it. Throws `SettingsError` when a package for it is not installed.
 */
export async function openDatabase({ databaseUrl, production }: Place, connections: number): Promise<Database> {
  const scheme = databaseUrl.slice(0, databaseUrl.indexOf(':'));
  if (databaseUrl.startsWith('mongodb')) return new MongoDatabase(databaseUrl, connections, await loadMongo());
  if (!Object.hasOwn(EXECUTORS, scheme)) throw new SettingsError(`DATABASE_URL cannot be used: ${scheme}://`);
  const kind = scheme as Kind;
  return new SqlDatabase(await EXECUTORS[kind](databaseUrl, connections), await loadDialect(kind), production);
}
