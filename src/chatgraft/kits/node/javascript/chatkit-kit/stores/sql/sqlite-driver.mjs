/** The one way to SQLite: Node's own module where Node has it, else the package `libsql`, which needs no compiler. */
import { isMissing, load } from '../../optional.mjs';

/** Throws `SettingsError` where there is neither; `what` wants it, such as "DATABASE_URL". */
export async function loadSqlite(what) {
  const Sqlite = (await nodesOwn()) ?? (await load('libsql', what));
  return (path) => new Sqlite(path);
}

async function nodesOwn() {
  try {
    const name = 'node:sqlite'; // no literal: bundlers and Node's older types do not know it
    const found = await import(/* webpackIgnore: true */ /* turbopackIgnore: true */ /* @vite-ignore */ name);

    return found.DatabaseSync;
  } catch (error) {
    if (!isMissing(error)) throw error;
    return undefined;
  }
}
