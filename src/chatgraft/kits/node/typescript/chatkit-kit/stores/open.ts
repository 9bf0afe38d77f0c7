/** Where threads, items, runs and sessions are kept: one kind of database for each scheme of its URL. */
import { SettingsError } from '../errors.ts';
import type { Database } from './database.ts';
import { loadDialect, type Kind } from './sql/builder.ts';
import { SqlDatabase } from './sql/database.ts';
import type { Executor } from './sql/executor.ts';
import { loadSqlite } from './sql/sqlite-driver.ts';
import { SqliteExecutor } from './sql/sqlite.ts';

/** Where the database is, and whether its tables are made by hand, as in production. */
export interface Place {
  databaseUrl: string;
  production: boolean;
}

/** The ways to the databases that speak SQL, by the scheme of the URL. Each loads the driver for it. */
const EXECUTORS: Partial<Record<Kind, (url: string, connections: number) => Promise<Executor>>> = {
  sqlite: async (url) => new SqliteExecutor(url, await loadSqlite('DATABASE_URL')),
};

/**
 * The database at `databaseUrl`, of which `connections` are opened at most. It connects when it is first asked, so that
 * a service starts before it. Throws `SettingsError` when a package for it is not installed.
 */
export async function openDatabase({ databaseUrl, production }: Place, connections: number): Promise<Database> {
  const scheme = databaseUrl.slice(0, databaseUrl.indexOf(':'));
  const open = Object.hasOwn(EXECUTORS, scheme) ? EXECUTORS[scheme as Kind] : undefined;
  if (open === undefined) throw new SettingsError(`DATABASE_URL cannot be used: ${scheme}://`);
  return new SqlDatabase(await open(databaseUrl, connections), await loadDialect(scheme as Kind), production);
}
