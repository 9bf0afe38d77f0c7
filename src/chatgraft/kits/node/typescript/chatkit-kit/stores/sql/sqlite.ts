/** SQLite on the event loop: one connection, write-ahead log. A statement costs less than a thread would. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseUnavailableError } from '../../errors.ts';
import { IntegrityError, translated, type Connection, type Executor, type Row } from './executor.ts';
import type { SqliteDriver, SqliteFile, SqliteStatement } from './sqlite-driver.ts';
import { bound, type Statement, type Step, type Values } from './statement.ts';

/** Another process may be reading or writing; streams wait meanwhile, so not for long. */
const PATIENT = 'busy_timeout = 2000';
const PRAGMAS = [
  'journal_mode = WAL',
  'synchronous = NORMAL', // safe against a killed process; a power cut can cost the last moments
  'foreign_keys = ON',
  PATIENT,
];
/** Another service that changes the tables is waited for so long. */
const LOCK_SECONDS = 30;

/** One database file. Statements are compiled once and kept. */
export class SqliteExecutor implements Executor {
  readonly #path: string;
  readonly #driver: SqliteDriver;
  #file: SqliteFile | undefined;
  #compiled = new Map<Statement, SqliteStatement>();

  constructor(url: string, driver: SqliteDriver) {
    this.#path = url.replace(/^sqlite:\/\/\//, '');
    this.#driver = driver;
  }

  fetch(statement: Statement, values: Values): Promise<Row[]> {
    return this.#attempt(() => this.#compile(statement).all(...bound(statement, values)) as Row[]);
  }

  execute(statement: Statement, values: Values): Promise<number> {
    return this.#attempt(() => Number(this.#compile(statement).run(...bound(statement, values)).changes));
  }

  transact(steps: readonly Step[]): Promise<void> {
    return this.#attempt(() => {
      const file = this.#open();
      file.exec('BEGIN IMMEDIATE');
      try {
        for (const { statement, values } of steps) this.#compile(statement).run(...bound(statement, values));
        file.exec('COMMIT');
      } catch (error) {
        undo(file);
        throw error;
      }
    });
  }

  hasTable(name: string): Promise<boolean> {
    const found = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?";
    return this.#attempt(() => this.#open().prepare(found).all(name).length > 0);
  }

  /** On a connection of its own, without foreign keys: to change a table SQLite copies it. */
  async change(work: (connection: Connection) => Promise<void>): Promise<void> {
    const file = await this.#attempt(() => this.#connect(['foreign_keys = OFF', 'busy_timeout = 0']));
    try {
      await this.#lock(file);
      set(file, PATIENT); // without a write-ahead log who only reads holds up the COMMIT
      await work({ run: (text) => this.#attempt(() => file.prepare(text).all() as Row[]) });
      await this.#attempt(() => {
        file.exec('COMMIT');
      });
    } finally {
      file.close(); // which undoes what was not committed
    }
  }

  close(): Promise<void> {
    this.#compiled.clear();
    this.#file?.close();
    this.#file = undefined;
    return Promise.resolve();
  }

  async #lock(file: SqliteFile): Promise<void> {
    const until = Date.now() + LOCK_SECONDS * 1000;
    for (;;) {
      try {
        file.exec('BEGIN IMMEDIATE');
        return;
      } catch (error) {
        if (Date.now() > until) throw translated(error, called);
        await pause(50);
      }
    }
  }

  #compile(statement: Statement): SqliteStatement {
    let compiled = this.#compiled.get(statement);
    if (compiled === undefined) {
      compiled = this.#open().prepare(statement.text);
      this.#compiled.set(statement, compiled);
    }
    return compiled;
  }

  #open(): SqliteFile {
    this.#file ??= this.#connect(PRAGMAS);
    return this.#file;
  }

  #connect(pragmas: readonly string[]): SqliteFile {
    mkdirSync(dirname(this.#path), { recursive: true });
    const file = this.#driver(this.#path);
    for (const pragma of pragmas) set(file, pragma);
    return file;
  }

  /** What is done at once, with the errors of every database. */
  // eslint-disable-next-line @typescript-eslint/require-await -- so that what it throws is told as others tell it
  readonly #attempt = async <T>(work: () => T): Promise<T> => {
    try {
      return work();
    } catch (error) {
      throw translated(error, called);
    }
  };
}

function set(file: SqliteFile, pragma: string): void {
  file.prepare(`PRAGMA ${pragma}`).all();
}

function undo(file: SqliteFile): void {
  try {
    file.exec('ROLLBACK');
  } catch {
    // Where the disk is full SQLite has undone it already, and says that there is nothing to undo.
  }
}

function called(error: Error): Error {
  return /constraint failed/i.test(error.message)
    ? new IntegrityError(error.message)
    : new DatabaseUnavailableError(error.message);
}
