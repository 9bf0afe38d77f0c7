/** PostgreSQL through a pool of `pg` connections, which prepare each statement once. */
import { DatabaseUnavailableError, ImpossibleValueError } from '../../errors.mjs';
import { load } from '../../optional.mjs';
import { IntegrityError, translated } from './executor.mjs';
import { bound } from './statement.mjs';

/** For a new connection, and for one of those that are busy. */
const CONNECT_SECONDS = 4;
const STATEMENT_SECONDS = 15;
const IDLE_SECONDS = 60;
/** Changes of tables that are large, and waiting for another service that makes them. */
const CHANGE_SECONDS = 3600;
/** Any number does, as long as no other program on the same database takes the same one. The Python kit's is this. */
const LOCK = 7_263_101_975;
/** Types of numbers; those of all other columns are texts. */
const NUMBERS = new Set([20, 21, 23]);

/** The server has undone a transaction, as it and another waited for each other. */
class UndoneError extends DatabaseUnavailableError {}

export function loadPostgres() {
  return load('pg', 'DATABASE_URL');
}

/** A pool that is opened by its first statement and, after an outage, fills itself again. */
export class PostgresExecutor {
  #driver;
  #options;
  #address;
  #pool;

  constructor(url, connections, driver) {
    this.#driver = driver;
    this.#address = readAddress(url);
    this.#options = {
      max: connections,
      connectionTimeoutMillis: CONNECT_SECONDS * 1000,
      query_timeout: STATEMENT_SECONDS * 1000,
      idleTimeoutMillis: IDLE_SECONDS * 1000,
      allowExitOnIdle: true,
      keepAlive: true,
      types: { getTypeParser: (type) => (NUMBERS.has(type) ? Number : String) },
    };
  }

  async fetch(statement, values) {
    return (await this.#query(statement, values)).rows;
  }

  async execute(statement, values) {
    return (await this.#query(statement, values)).rowCount ?? 0;
  }

  /** Once more when the server has undone it, as it and another waited for each other. */
  async transact(steps) {
    const work = async (client) => {
      for (const { statement, values } of steps) await client.query(named(statement, values));
    };
    try {
      await this.#together(work);
    } catch (error) {
      if (!(error instanceof UndoneError)) throw error;
      await this.#together(work);
    }
  }

  async hasTable(name) {
    const text = 'select 1 where to_regclass($1) is not null';
    const found = await this.#attempt((pool) => pool.query({ name: 'chatkit_has_table', text, values: [name] }));
    return found.rows.length > 0;
  }

  async change(work) {
    const query_timeout = CHANGE_SECONDS * 1000;
    await this.#together(async (client) => {
      await client.query({ text: `select pg_advisory_xact_lock(${String(LOCK)})`, query_timeout });
      await work({ run: async (text) => (await client.query({ text, query_timeout })).rows });
    });
  }

  async close() {
    const opening = this.#pool;
    this.#pool = undefined;
    const pool = await opening?.catch(() => undefined); // one that could not be opened needs no end
    await pool?.end();
  }

  #query(statement, values) {
    const query = named(statement, values);
    return this.#attempt((pool) => pool.query(query));
  }

  /** What `work` does with one connection, as a whole or not at all. */
  #together(work) {
    return this.#attempt(async (pool) => {
      const client = await pool.connect();
      // A connection may be lost between two statements, when nobody waits for it: the next statement tells.
      const isLost = () => undefined;
      client.on('error', isLost);
      try {
        await client.query('BEGIN');
        await work(client);
        await client.query('COMMIT');
        client.release();
      } catch (error) {
        client.release(true); // the server undoes what a lost connection has begun
        throw error;
      } finally {
        client.off('error', isLost);
      }
    });
  }

  async #attempt(work) {
    try {
      this.#pool ??= this.#open();
      return await work(await this.#pool);
    } catch (error) {
      throw translated(error, called);
    }
  }

  /** The pool. All who come while it is being opened wait for the same attempt, and fail with it. */
  async #open() {
    const { url, mayDoWithoutTls } = this.#address;
    try {
      new this.#driver.Client({ connectionString: url }); // which reads the address
    } catch {
      // whose text holds what it could not read, which may be a part of the password
      this.#pool = undefined;
      throw new DatabaseUnavailableError('DATABASE_URL cannot be read.');
    }
    if (!mayDoWithoutTls) return this.#create({});
    const pool = this.#create({ ssl: { rejectUnauthorized: false } });
    try {
      await pool.query('select 1');
      return pool;
    } catch (error) {
      await pool.end();
      if (error instanceof Error && error.message.includes('does not support SSL')) return this.#create({});
      this.#pool = undefined;
      throw error;
    }
  }

  #create(tls) {
    const pool = new this.#driver.Pool({ ...this.#options, connectionString: this.#address.url, ...tls });
    pool.on('error', () => undefined); // an idle connection was lost: the next statement gets another
    return pool;
  }
}

function named(statement, values) {
  return { name: statement.name, text: statement.text, values: bound(statement, values) };
}

/**
 * The address for `pg`, with `sslmode` as libpq and the Python kit's driver understand it: without one TLS is
 * preferred, and `require` alone does not check the server's certificate.
 */
function readAddress(url) {
  const mode = /[?&]sslmode=([^&]*)/.exec(url)?.[1] ?? 'prefer';
  if (mode !== 'prefer' && mode !== 'allow') {
    const compatible = url.includes('sslmode=') ? '&uselibpqcompat=true' : '';
    return { url: url + compatible, mayDoWithoutTls: false };
  }
  return { url: url.replace(/([?&])sslmode=[^&]*&?/, '$1'), mayDoWithoutTls: !/[?&]ssl=/.test(url) };
}

function called(error) {
  const { code = '' } = error;
  if (code.startsWith('23')) return new IntegrityError(error.message);
  if (code.startsWith('22')) return new ImpossibleValueError(error.message);
  return code.startsWith('40') ? new UndoneError(error.message) : new DatabaseUnavailableError(error.message);
}
