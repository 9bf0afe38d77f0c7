/** MongoDB's driver, and what its failures are called here. */
import { DatabaseUnavailableError, ImpossibleValueError } from '../../errors.mjs';
import { load } from '../../optional.mjs';
import { timed } from '../../watch.mjs';

/** The database, where the address names none. */
const NAME = 'chatkit';
const CONNECT_SECONDS = 4;
const STATEMENT_SECONDS = 15;
const WAIT_SECONDS = 5;
const DUPLICATE = 11000;

export function loadMongo() {
  return load('mongodb', 'DATABASE_URL');
}

/** There is a document with this key already. */
export class DuplicateError extends Error {}

/** The client. It connects when it is first asked. */
export class Mongo {
  #url;
  #connections;
  #driver;
  #client;

  constructor(url, connections, driver) {
    this.#url = url;
    this.#connections = connections;
    this.#driver = driver;
  }

  /**
   * What `ask` makes of the collection `chatkit_<name>`. Throws `DuplicateError` beside the errors of every store.
   * `operation` is for the metrics.
   */
  async do(operation, name, ask) {
    try {
      return await timed(operation, () => ask(this.#collection(name)));
    } catch (error) {
      throw translated(error);
    }
  }

  find(name, which) {
    return this.do('select', name, (all) => all.findOne(which));
  }

  async insert(name, document) {
    await this.do('insert', name, (all) => all.insertOne(document));
  }

  /** Whether there was one. */
  async update(name, which, values) {
    const updated = await this.do('update', name, (all) => all.updateOne(which, { $set: values }));
    return updated.matchedCount > 0;
  }

  /** Sets the values; `first` only where it is new. One that is there and does not fit `which` stays as it is. */
  async upsert(name, which, values, first) {
    const change = { $set: values, $setOnInsert: first };
    try {
      await this.do('insert', name, (all) => all.updateOne(which, change, { upsert: true }));
    } catch (error) {
      // Another has inserted it at the same moment, or `which` asks for more than its key.
      if (!(error instanceof DuplicateError)) throw error;
      await this.update(name, which, values);
    }
  }

  async delete(name, which) {
    await this.do('delete', name, (all) => all.deleteMany(which));
  }

  /** The next number of a sequence: one that nobody else is given. */
  async next(name) {
    const counted = await this.do('update', 'counters', (counters) =>
      counters.findOneAndUpdate({ _id: name }, { $inc: { number: 1 } }, { returnDocument: 'after' }),
    );
    if (counted !== null) return counted['number'];
    try {
      await this.do('insert', 'counters', (counters) => counters.insertOne({ _id: name, number: 0 }));
    } catch (error) {
      if (!(error instanceof DuplicateError)) throw error; // of two who begin the sequence at once
    }
    return this.next(name);
  }

  async close() {
    const client = this.#client;
    this.#client = undefined;
    await client?.close();
  }

  #collection(name) {
    this.#client ??= this.#open();
    // Whatever the address says for other readers: who has written must read it, also after a failover.
    const options = { readPreference: 'primary', writeConcern: { w: 'majority' } };
    return this.#client.db(databaseOf(this.#url), options).collection(`chatkit_${name}`);
  }

  #open() {
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
function databaseOf(url) {
  const [, name = ''] = /^[^:]+:\/\/[^/?]+\/([^?]*)/.exec(url) ?? [];
  return name === '' ? NAME : decodeURIComponent(name);
}

function translated(error) {
  if (!(error instanceof Error)) return new DatabaseUnavailableError(String(error));
  if (error instanceof DatabaseUnavailableError || error instanceof TypeError) return error;
  if (error.code === DUPLICATE) return new DuplicateError(error.message);
  return error.name === 'BSONError' || error.message.includes('larger than')
    ? new ImpossibleValueError(error.message)
    : new DatabaseUnavailableError(error.message);
}

/** A whole number of 64 bits, as the Python kit keeps times; the driver would make a number of that size a fraction. */
export function int64(value) {
  return BigInt(value);
}
