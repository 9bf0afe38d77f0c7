/** MySQL and MariaDB through a pool of mysql2 connections. */
import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseUnavailableError, ImpossibleValueError } from '../../errors.ts';
import { load } from '../../optional.ts';
import { IntegrityError, translated, type Connection, type Executor, type Row } from './executor.ts';
import { readMysqlAddress } from './mysql-address.ts';
import { bound, type Statement, type Step, type Value, type Values } from './statement.ts';

const CONNECT_SECONDS = 4;
const STATEMENT_SECONDS = 15;
/** A server that has fallen silent holds every connection for a statement's time: who waits longer is told so. */
const WAIT_SECONDS = 5;
const IDLE_SECONDS = 60;
/** How often a statement is tried that the server undid because others were in its way. */
const ATTEMPTS = 4;
const DEADLOCK = 1213;
const LOCK_TIMEOUT = 1205;
const INCORRECT_STRING = 1366;
/** Without it the server cuts what is too long, and two owners may become one. */
const SQL_MODE = "set session sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'";
/** The locks of a server are common to its databases. The Python kit takes the same one. */
const LOCK = "concat('chatkit ', md5(database()))";
const LOCK_SECONDS = 60;
/** Changes of tables that are large. */
const CHANGE_SECONDS = 3600;

type Result = Row[] | { affectedRows: number };

interface Query {
  sql: string;
  values?: Value[];
  /** Milliseconds. */
  timeout: number;
}

type Done = (error: Error | null, result: Result) => void;

interface Client {
  query: (query: Query, done: Done) => void;
  release: () => void;
  destroy: () => void;
}

interface Pool {
  getConnection: (done: (error: Error | null, client: Client) => void) => void;
  on: (event: 'connection', listener: (client: Client) => void) => void;
  end: (done: () => void) => void;
}

/** As much of the package `mysql2` as is used here. */
export interface Driver {
  createPool: (options: object) => Pool;
}

export function loadMysql(): Promise<Driver> {
  return load<Driver>('mysql2', 'DATABASE_URL');
}

/** A pool that is opened by its first statement and, after an outage, fills itself again. */
export class MysqlExecutor implements Executor {
  readonly #url: string;
  readonly #connections: number;
  readonly #driver: Driver;
  #pool: Pool | undefined;

  constructor(url: string, connections: number, driver: Driver) {
    this.#url = url;
    this.#connections = connections;
    this.#driver = driver;
  }

  async fetch(statement: Statement, values: Values): Promise<Row[]> {
    return (await this.#run(statement, values)) as Row[];
  }

  async execute(statement: Statement, values: Values): Promise<number> {
    return ((await this.#run(statement, values)) as { affectedRows: number }).affectedRows;
  }

  async transact(steps: readonly Step[]): Promise<void> {
    const timeout = STATEMENT_SECONDS * 1000;
    await this.#attempt(() =>
      this.#together(async (client) => {
        await ask(client, { sql: 'start transaction', timeout });
        for (const { statement, values } of steps) await ask(client, timed(statement, values));
        await ask(client, { sql: 'commit', timeout });
      }),
    );
  }

  async hasTable(name: string): Promise<boolean> {
    const sql = 'select 1 from information_schema.tables where table_schema = database() and table_name = ?';
    const query = { sql, values: [name], timeout: STATEMENT_SECONDS * 1000 };
    const found = await this.#attempt(() => this.#ask(query));
    return (found as Row[]).length > 0;
  }

  async change(work: (connection: Connection) => Promise<void>): Promise<void> {
    const timeout = CHANGE_SECONDS * 1000;
    await this.#attempt(() =>
      this.#together(async (client) => {
        const sql = `select get_lock(${LOCK}, ${String(LOCK_SECONDS)}) as taken`;
        const [row] = (await ask(client, { sql, timeout })) as Row[];
        if (row?.['taken'] !== 1) throw new Error("Another service has been changing the chat's tables for a minute.");
        await work({ run: async (text) => (await ask(client, { sql: text, timeout })) as Row[] });
        await ask(client, { sql: `do release_lock(${LOCK})`, timeout });
      }),
    );
  }

  close(): Promise<void> {
    const pool = this.#pool;
    this.#pool = undefined;
    return new Promise((resolve) => {
      if (pool === undefined) resolve();
      else pool.end(resolve);
    });
  }

  #run(statement: Statement, values: Values): Promise<Result> {
    const query = timed(statement, values);
    return this.#attempt(() => this.#ask(query));
  }

  /** What comes of `work`; once more when the server has undone it for the sake of others. */
  async #attempt<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        if (!isUndone(error) || attempt === ATTEMPTS) throw translated(error, called);
        await pause(10 * attempt);
      }
    }
  }

  async #ask(query: Query): Promise<Result> {
    const client = await this.#connect();
    try {
      const result = await ask(client, query);
      client.release();
      return result;
    } catch (error) {
      // A statement that was given up is still being answered on its connection.
      if (isAnswer(error)) client.release();
      else client.destroy();
      throw error;
    }
  }

  /** Several statements on one connection, which ends with the first that fails: the server then undoes them. */
  async #together(work: (client: Client) => Promise<void>): Promise<void> {
    const client = await this.#connect();
    try {
      await work(client);
      client.release();
    } catch (error) {
      client.destroy();
      throw error;
    }
  }

  #connect(): Promise<Client> {
    const pool = this.#open();
    return new Promise((resolve, reject) => {
      let late = false;
      const timer = setTimeout(() => {
        late = true;
        reject(new Error('Every connection to the database is busy.'));
      }, WAIT_SECONDS * 1000);
      pool.getConnection((error, client) => {
        clearTimeout(timer);
        if (error) reject(error);
        else if (late) client.release();
        else resolve(client);
      });
    });
  }

  #open(): Pool {
    if (this.#pool === undefined) {
      this.#pool = this.#driver.createPool({
        ...readMysqlAddress(this.#url),
        charset: 'utf8mb4',
        connectionLimit: this.#connections,
        connectTimeout: CONNECT_SECONDS * 1000,
        maxIdle: 1,
        idleTimeout: IDLE_SECONDS * 1000,
      });
      this.#pool.on('connection', (client) => {
        client.query({ sql: SQL_MODE, timeout: CONNECT_SECONDS * 1000 }, (error) => {
          if (error) client.destroy();
        });
      });
    }
    return this.#pool;
  }
}

function timed(statement: Statement, values: Values): Query {
  return { sql: statement.text, values: bound(statement, values), timeout: STATEMENT_SECONDS * 1000 };
}

function ask(client: Client, query: Query): Promise<Result> {
  return new Promise((resolve, reject) => {
    client.query(query, (error, result) => {
      if (error) reject(error);
      else resolve(result);
    });
  });
}

/** The numbers of what the server itself has said, or of something else that went wrong. */
function numbersOf(error: unknown): { errno: number; sqlState: string } {
  const { errno, sqlState } = error as { errno?: number; sqlState?: string };
  return { errno: errno ?? 0, sqlState: sqlState ?? '' };
}

function isAnswer(error: unknown): boolean {
  return numbersOf(error).sqlState !== '';
}

function isUndone(error: unknown): boolean {
  return [DEADLOCK, LOCK_TIMEOUT].includes(numbersOf(error).errno);
}

function called(error: Error): Error {
  const { errno, sqlState } = numbersOf(error);
  if (sqlState.startsWith('23')) return new IntegrityError(error.message);
  if (sqlState.startsWith('22') || errno === INCORRECT_STRING) return new ImpossibleValueError(error.message);
  return new DatabaseUnavailableError(error.message);
}
