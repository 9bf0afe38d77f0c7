/** A database that speaks SQL: the same statements for all, run by an executor of its own kind. */
import type { Database } from '../database.ts';
import { SqlTables } from '../migrations/tables.ts';
import type { Dialect } from './builder.ts';
import type { Executor } from './executor.ts';
import { SqlAttachments, SqlOwners, SqlSessions } from './rows.ts';
import { SqlRuns } from './runs.ts';
import { SqlStore } from './store.ts';

/** The chat's tables in the database of an executor. */
export class SqlDatabase implements Database {
  readonly tables: SqlTables;
  readonly runs: SqlRuns;
  readonly sessions: SqlSessions;
  readonly attachments: SqlAttachments;
  readonly owners: SqlOwners;
  readonly #executor: Executor;
  readonly #store: SqlStore;

  /** `byHand`: missing tables are not made on the way. */
  constructor(executor: Executor, dialect: Dialect, byHand: boolean) {
    this.#executor = executor;
    this.#store = new SqlStore(executor, dialect);
    this.tables = new SqlTables(executor, dialect, byHand);
    this.runs = new SqlRuns(executor, dialect);
    this.sessions = new SqlSessions(executor, dialect);
    this.attachments = new SqlAttachments(executor, dialect);
    this.owners = new SqlOwners(executor, dialect);
  }

  createStore(): SqlStore {
    return this.#store;
  }

  close(): Promise<void> {
    return this.#executor.close();
  }
}
