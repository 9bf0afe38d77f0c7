/** What the SQL of this package needs from a database. */
import { DatabaseUnavailableError, ImpossibleValueError, SchemaError } from '../../errors.ts';
import type { Statement, Step, Values } from './statement.ts';

/** A row by the names of its columns. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * Runs one statement at a time, each in a transaction of its own; `transact` runs several in one. Every failure to
 * reach the server throws `DatabaseUnavailableError`; a broken rule of the schema throws `IntegrityError`, a value that
 * the database cannot hold `ImpossibleValueError`.
 */
export interface Executor {
  fetch: (statement: Statement, values: Values) => Promise<Row[]>;
  /** How many rows it inserted, deleted, or found to update; of an upsert, any number. */
  execute: (statement: Statement, values: Values) => Promise<number>;
  /** Runs all of them or none. */
  transact: (steps: readonly Step[]) => Promise<void>;
  /** Whether the database, as we see it, has a table of this name. */
  hasTable: (name: string) => Promise<boolean>;
  /**
   * Gives one connection to `work`, while no other service changes the tables. What it does is done as a whole where
   * the database can undo the making of tables.
   */
  change: (work: (connection: Connection) => Promise<void>) => Promise<void>;
  close: () => Promise<void>;
}

/** A connection that changes tables. */
export interface Connection {
  run: (text: string) => Promise<Row[]>;
}

/** A statement would break a unique or foreign key. */
export class IntegrityError extends Error {}

const OURS = [DatabaseUnavailableError, ImpossibleValueError, SchemaError, IntegrityError, TypeError];

/** What an error of a driver is called here, by `name`; one of our own, and a mistake of ours, stay as they are. */
export function translated(error: unknown, name: (error: Error) => Error): Error {
  if (!(error instanceof Error)) return new DatabaseUnavailableError(String(error));
  return OURS.some((ours) => error instanceof ours) ? error : name(error);
}
