/** MongoDB's driver, and what its failures are called here. */
import { DatabaseUnavailableError, ImpossibleValueError } from '../../errors.ts';
import { load } from '../../optional.ts';
import { timed } from '../../watch.ts';

/** The database, where the address names none. */
const NAME = 'chatkit';
const CONNECT_SECONDS = 4;
const STATEMENT_SECONDS = 15;
const WAIT_SECONDS = 5;
const DUPLICATE = 11000;

export type Document = Readonly<Record<string, unknown>>;

interface Cursor {
  sort: (order: Record<string, 1 | -1>) => Cursor;
  limit: (documents: number) => Cursor;
  toArray: () => Promise<Document[]>;
}

/** As much of a collection as is used here. */
export interface Collection {
  findOne: (which: Document, options?: object) => Promise<Document | null>;
  find: (which: Document, options?: object) => Cursor & AsyncIterable<Document>;
  findOneAndUpdate: (which: Document, change: object, options: object) => Promise<Document | null>;
  insertOne: (document: Document) => Promise<unknown>;
  updateOne: (which: Document, change: object, options?: object) => Promise<{ matchedCount: number }>;
  updateMany: (which: Document, change: object) => Promise<unknown>;
  deleteMany: (which: Document) => Promise<unknown>;
  createIndexes: (indexes: readonly object[]) => Promise<unknown>;
}

interface Client {
  db: (name?: string, options?: object) => { collection: (name: string) => Collection };
  close: () => Promise<void>;
}

/** As much of the package `mongodb` as is used here. */
export interface Driver {
  MongoClient: new (url: string, options: object) => Client;
}

export function loadMongo(): Promise<Driver> {
  return load<Driver>('mongodb', 'DATABASE_URL');
}

/** There is a document with this key already. */
export class DuplicateError extends Error {}

/** The client. It connects when it is first asked. */
export class Mongo {
  readonly #url: string;
  readonly #connections: number;
  readonly #driver: Driver;
  #client: Client | undefined;

  constructor(url: string, connections: number, driver: Driver) {
    this.#url = url;
    this.#connections = connections;
    this.#driver = driver;
  }

  /**
   * What `ask` makes of the collection `chatkit_<name>`. Throws `DuplicateError` beside the errors of every store.
   * `operation` is for the metrics.
   */
  async do<T>(operation: string, name: string, ask: (collection: Collection) => Promise<T>): Promise<T> {
    try {
      return await timed(operation, () => ask(this.#collection(name)));
    } catch (error) {
      throw translated(error);
    }
  }

  find(name: string, which: Document): Promise<Document | null> {
    return this.do('select', name, (all) => all.findOne(which));
  }

  async insert(name: string, document: Document): Promise<void> {
    await this.do('insert', name, (all) => all.insertOne(document));
  }

  /** Whether there was one. */
  async update(name: string, which: Document, values: Document): Promise<boolean> {
    const updated = await this.do('update', name, (all) => all.updateOne(which, { $set: values }));
    return updated.matchedCount > 0;
  }

  /** Sets the values; `first` only where it is new. One that is there and does not fit `which` stays as it is. */
  async upsert(name: string, which: Document, values: Document, first: Document): Promise<void> {
    const change = { $set: values, $setOnInsert: first };
    try {
      await this.do('insert', name, (all) => all.updateOne(which, change, { upsert: true }));
    } catch (error) {
      // Another has inserted it at the same moment, or `which` asks for more than its key.
      if (!(error instanceof DuplicateError)) throw error;
      await this.update(name, which, values);
    }
  }

  async delete(name: string, which: Document): Promise<void> {
    await this.do('delete', name, (all) => all.deleteMany(which));
  }

  /** The next number of a sequence: one that nobody else is given. */
  async next(name: string): Promise<number> {
    const counted = await this.do('update', 'counters', (counters) =>
      counters.findOneAndUpdate({ _id: name }, { $inc: { number: 1 } }, { returnDocument: 'after' }),
    );
    if (counted !== null) return counted['number'] as number;
    try {
      await this.do('insert', 'counters', (counters) => counters.insertOne({ _id: name, number: 0 }));
    } catch (error) {
      if (!(error instanceof DuplicateError)) throw error; // of two who begin the sequence at once
    }
    return this.next(name);
  }

  async close(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await client?.close();
  }

  #collection(name: string): Collection {
    this.#client ??= this.#open();
    // Whatever the address says for other readers: who has written must read it, also after a failover.
    const options = { readPreference: 'primary', writeConcern: { w: 'majority' } };
    return this.#client.db(databaseOf(this.#url), options).collection(`chatkit_${name}`);
  }

  #open(): Client {
    try {
      return new this.#driver.MongoClient(this.#url, {
        maxPoolSize: this.#connections,
        connectTimeoutMS: CONNECT_SECONDS * 1000,
        serverSelectionTimeoutMS: CONNECT_SECONDS * 1000,
        socketTimeoutMS: STATEMENT_SECONDS * 1000,
        waitQueueTimeoutMS: WAIT_SECONDS * 1000,
      });
    } catch {
      // whose text may hold a part of the password
      throw new DatabaseUnavailableError('DATABASE_URL cannot be read.');
    }
  }
}

/** The database that the address names: what stands between the hosts and the options. */
function databaseOf(url: string): string {
  const [, name = ''] = /^[^:]+:\/\/[^/?]+\/([^?]*)/.exec(url) ?? [];
  return name === '' ? NAME : decodeURIComponent(name);
}

function translated(error: unknown): Error {
  if (!(error instanceof Error)) return new DatabaseUnavailableError(String(error));
  if (error instanceof DatabaseUnavailableError || error instanceof TypeError) return error;
  if ((error as { code?: unknown }).code === DUPLICATE) return new DuplicateError(error.message);
  return error.name === 'BSONError' || error.message.includes('larger than')
    ? new ImpossibleValueError(error.message)
    : new DatabaseUnavailableError(error.message);
}

/** A whole number of 64 bits, as the Python kit keeps times; the driver would make a number of that size a fraction. */
export function int64(value: number): bigint {
  return BigInt(value);
}
