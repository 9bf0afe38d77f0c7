import { SqlTables } from '../migrations/tables.mjs';

import { SqlAttachments, SqlOwners, SqlSessions } from './rows.mjs';
import { SqlRuns } from './runs.mjs';
import { SqlStore } from './store.mjs';

/** The chat's tables in the database of an executor. */
export class SqlDatabase {
  tables;
  runs;
  sessions;
  attachments;
  owners;
  #executor;
  #store;

  /** `byHand`: missing tables are not made on the way. */
  constructor(executor, dialect, byHand) {
    this.#executor = executor;
    this.#store = new SqlStore(executor, dialect);
    this.tables = new SqlTables(executor, dialect, byHand);
    this.runs = new SqlRuns(executor, dialect);
    this.sessions = new SqlSessions(executor, dialect);
    this.attachments = new SqlAttachments(executor, dialect);
    this.owners = new SqlOwners(executor, dialect);
  }

  createStore() {
    return this.#store;
  }

  close() {
    return this.#executor.close();
  }
}
