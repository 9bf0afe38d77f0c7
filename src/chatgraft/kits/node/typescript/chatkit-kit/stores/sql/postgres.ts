/** PostgreSQL through a pool of `pg` connections, which prepare each statement once. */
import { DatabaseUnavailableError, ImpossibleValueError } from '../../errors.ts';
import { load } from '../../optional.ts';
import { IntegrityError, translated, type Connection, type Executor, type Row } from './executor.ts';
import { bound, type Statement, type Step, type Value, type Values } from './statement.ts';

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

interface Result {
  rows: Row[];
  rowCount: number | null;
}

interface Query {
  text: string;
  /** A statement with a name is prepared once on each connection. */
  name?: string;
  values?: Value[];
  /** Milliseconds. */
  query_timeout?: number;
}

interface Client {
  query: (query: string | Query) => Promise<Result>;
  release: (destroy?: boolean) => void;
  on: (event: 'error', listener: () => void) => void;
  off: (event: 'error', listener: () => void) => void;
}

interface Pool {
  connect: () => Promise<Client>;
  query: Client['query'];
  on: (event: 'error', listener: (error: Error) => void) => void;
  end: () => Promise<void>;
}

/** The server has undone a transaction, as it and another waited for each other. */
class UndoneError extends DatabaseUnavailableError {}

/** As much of the package `pg` as is used here. */
export interface Driver {
  Pool: new (options: object) => Pool;
  Client: new (options: object) => unknown;
}

export function loadPostgres(): Promise<Driver> {
  return load<Driver>('pg', 'DATABASE_URL');
}

/** A pool that is opened by its first statement and, after an outage, fills itself again. */
export class PostgresExecutor implements Executor {
  readonly #driver: Driver;
  readonly #options: object;
  readonly #address: Address;
  #pool: Promise<Pool> | undefined;

  constructor(url: string, connections: number, driver: Driver) {
    this.#driver = driver;
    this.#address = readAddress(url);
    this.#options = {
      max: connections,
      connectionTimeoutMillis: CONNECT_SECONDS * 1000,
      query_timeout: STATEMENT_SECONDS * 1000,
      idleTimeoutMillis: IDLE_SECONDS * 1000,
      allowExitOnIdle: true,
      keepAlive: true,
      types: { getTypeParser: (type: number) => (NUMBERS.has(type) ? Number : String) },
    };
  }

  async fetch(statement: Statement, values: Values): Promise<Row[]> {
    return (await this.#query(statement, values)).rows;
  }

  async execute(statement: Statement, values: Values): Promise<number> {
    return (await this.#query(statement, values)).rowCount ?? 0;
  }

  /** Once more when the server has undone it, as it and another waited for each other. */
  async transact(steps: readonly Step[]): Promise<void> {
    const work = async (client: Client): Promise<void> => {
      for (const { statement, values } of steps) await client.query(named(statement, values));
    };
    try {
      await this.#together(work);
    } catch (error) {
      if (!(error instanceof UndoneError)) throw error;
      await this.#together(work);
    }
  }

  async hasTable(name: string): Promise<boolean> {
    const text = 'select 1 where to_regclass($1) is not null';
    const found = await this.#attempt((pool) => pool.query({ name: 'chatkit_has_table', text, values: [name] }));
    return found.rows.length > 0;
  }

  async change(work: (connection: Connection) => Promise<void>): Promise<void> {
    const query_timeout = CHANGE_SECONDS * 1000;
    await this.#together(async (client) => {
      await client.query({ text: `select pg_advisory_xact_lock(${String(LOCK)})`, query_timeout });
      await work({ run: async (text) => (await client.query({ text, query_timeout })).rows });
    });
  }

  async close(): Promise<void> {
    const opening = this.#pool;
    this.#pool = undefined;
    const pool = await opening?.catch(() => undefined); // one that could not be opened needs no end
    await pool?.end();
  }

  #query(statement: Statement, values: Values): Promise<Result> {
    const query = named(statement, values);
    return this.#attempt((pool) => pool.query(query));
  }

  /** What `work` does with one connection, as a whole or not at all. */
  #together(work: (client: Client) => Promise<void>): Promise<void> {
    return this.#attempt(async (pool) => {
      const client = await pool.connect();
      // A connection may be lost between two statements, when nobody waits for it: the next statement tells.
      const isLost = (): void => undefined;
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

  async #attempt<T>(work: (pool: Pool) => Promise<T>): Promise<T> {
    try {
      this.#pool ??= this.#open();
      return await work(await this.#pool);
    } catch (error) {
      throw translated(error, called);
    }
  }

  /** The pool. All who come while it is being opened wait for the same attempt, and fail with it. */
  async #open(): Promise<Pool> {
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

  #create(tls: object): Pool {
    const pool = new this.#driver.Pool({ ...this.#options, connectionString: this.#address.url, ...tls });
    pool.on('error', () => undefined); // an idle connection was lost: the next statement gets another
    return pool;
  }
}

function named(statement: Statement, values: Values): Query {
  return { name: statement.name, text: statement.text, values: bound(statement, values) };
}

interface Address {
  url: string;
  /** TLS is tried, and done without where the server has none. */
  mayDoWithoutTls: boolean;
}

/**
 * The address for `pg`, with `sslmode` as libpq and the Python kit's driver understand it: without one TLS is
 * preferred, and `require` alone does not check the server's certificate.
 */
function readAddress(url: string): Address {
  const mode = /[?&]sslmode=([^&]*)/.exec(url)?.[1] ?? 'prefer';
  if (mode !== 'prefer' && mode !== 'allow') {
    const compatible = url.includes('sslmode=') ? '&uselibpqcompat=true' : '';
    return { url: url + compatible, mayDoWithoutTls: false };
  }
  return { url: url.replace(/([?&])sslmode=[^&]*&?/, '$1'), mayDoWithoutTls: !/[?&]ssl=/.test(url) };
}

function called(error: Error): Error {
  const { code = '' } = error as { code?: string };
  if (code.startsWith('23')) return new IntegrityError(error.message);
  if (code.startsWith('22')) return new ImpossibleValueError(error.message);
  return code.startsWith('40') ? new UndoneError(error.message) : new DatabaseUnavailableError(error.message);
}
