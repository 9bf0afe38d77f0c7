/** The one way to SQLite: Node's own module where Node has it, else the package `libsql`, which needs no compiler. */
import { isMissing, load } from '../../optional.ts';
import type { Value } from './statement.ts';

export interface SqliteStatement {
  all: (...values: Value[]) => unknown[];
  /** The first row, if there is one. */
  get: (...values: Value[]) => unknown;
  run: (...values: Value[]) => { changes: number | bigint };
}

/** A connection to a file. Every statement commits itself unless a transaction was begun. */
export interface SqliteFile {
  prepare: (text: string) => SqliteStatement;
  exec: (text: string) => unknown;
  close: () => unknown;
}

export type SqliteDriver = (path: string) => SqliteFile;

type SqliteClass = new (path: string) => SqliteFile;

/** Throws `SettingsError` where there is neither; `what` wants it, such as "DATABASE_URL". */
export async function loadSqlite(what: string): Promise<SqliteDriver> {
  const Sqlite = (await nodesOwn()) ?? (await load<SqliteClass>('libsql', what));
  return (path) => new Sqlite(path);
}

async function nodesOwn(): Promise<SqliteClass | undefined> {
  try {
    const name = 'node:sqlite'; // no literal: bundlers and Node's older types do not know it
    const found = (await import(/* webpackIgnore: true */ /* turbopackIgnore: true */ /* @vite-ignore */ name)) as {
      DatabaseSync: SqliteClass;
    };
    return found.DatabaseSync;
  } catch (error) {
    if (!isMissing(error)) throw error;
    return undefined;
  }
}
