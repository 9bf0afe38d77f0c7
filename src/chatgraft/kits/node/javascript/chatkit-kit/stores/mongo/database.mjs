/**
 * MongoDB. A single server does: nothing here needs a transaction.
 *
 * What belongs together is written in an order in which others may meet it half done, and finished by whoever comes
 * next: `store.ts` and `rows.ts` say how. Fields are named as the columns of the SQL tables, collections as the tables.
 */
import { SchemaError } from '../../errors.mjs';

import { Mongo } from './client.mjs';
import { MongoAttachments, MongoOwners, MongoRuns, MongoSessions } from './rows.mjs';
import { MongoStore } from './store.mjs';

const VERSION = 1;
/** What is searched for, and whether it is unique. */
const INDEXES = {
  threads: [
    [['owner', 'id'], true],
    [['owner', 'seq'], false],
    [['created_us'], false],
  ],
  items: [
    [['owner', 'thread_id', 'id'], true],
    [['owner', 'thread_id', 'seq'], false],
    [['owner', 'thread_id', 'open'], false],
  ],
  feedback: [[['owner', 'thread_id', 'item_id'], true]],
  attachments: [
    [['owner', 'thread_id'], false],
    [['thread_id', 'created_us'], false],
  ],
  sessions: [[['expires_us'], false]],
  runs: [
    [['owner', 'key'], true],
    [['owner', 'thread_id', 'seq'], false],
    [['ended_us'], false],
    [['state', 'lease_us'], false],
  ],
};

/** The indexes, which are made at the start where they are missing; and a number that says who made them. */
class MongoTables {
  #mongo;
  #making;

  constructor(mongo) {
    this.#mongo = mongo;
  }

  async require() {
    if (this.#making !== undefined) {
      await this.#making;
      await this.#requireVersion();
      return;
    }
    this.#making = this.migrate();
    try {
      await this.#making;
    } catch (error) {
      this.#making = undefined;
      throw error;
    }
  }

  async migrate() {
    await this.#requireVersion();
    for (const [name, indexes] of Object.entries(INDEXES)) {
      const made = indexes.map(([fields, isUnique]) => ({
        key: Object.fromEntries(fields.map((field) => [field, 1])),
        ...(isUnique ? { unique: true } : {}),
      }));
      await this.#mongo.do('index', name, (all) => all.createIndexes(made));
    }
    const newest = { $max: { number: VERSION } };
    await this.#mongo.do('update', 'meta', (meta) => meta.updateOne({ _id: 'version' }, newest, { upsert: true }));
  }

  async #requireVersion() {
    const found = await this.#mongo.do('select', 'meta', (meta) => meta.findOne({ _id: 'version' }));
    if (found !== null && found['number'] > VERSION) {
      throw new SchemaError("The chat's collections belong to another version of this service.");
    }
  }
}

/** The chat's collections in a database of MongoDB's. */
export class MongoDatabase {
  tables;
  runs;
  sessions;
  attachments;
  owners;
  #mongo;

  constructor(url, connections, driver) {
    this.#mongo = new Mongo(url, connections, driver);
    this.tables = new MongoTables(this.#mongo);
    this.runs = new MongoRuns(this.#mongo);
    this.sessions = new MongoSessions(this.#mongo);
    this.attachments = new MongoAttachments(this.#mongo);
    this.owners = new MongoOwners(this.#mongo);
  }

  createStore() {
    return new MongoStore(this.#mongo);
  }

  close() {
    return this.#mongo.close();
  }
}
