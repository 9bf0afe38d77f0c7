/** MySQL and MariaDB through a pool of mysql2 connections. */
import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseUnavailableError, ImpossibleValueError } from '../../errors.mjs';
import { load } from '../../optional.mjs';
import { IntegrityError, translated } from './executor.mjs';
import { readMysqlAddress } from './mysql-address.mjs';
import { bound } from './statement.mjs';

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

export function loadMysql() {
  return load('mysql2', 'DATABASE_URL');
}

/** A pool that is opened by its first statement and, after an outage, fills itself again. */
export class MysqlExecutor {
  #url;
  #connections;
  #driver;
  #pool;

  constructor(url, connections, driver) {
    this.#url = url;
    this.#connections = connections;
    this.#driver = driver;
  }

  async fetch(statement, values) {
    return await this.#run(statement, values);
  }

  async execute(statement, values) {
    return (await this.#run(statement, values)).affectedRows;
  }

  async transact(steps) {
    const timeout = STATEMENT_SECONDS * 1000;
    await this.#attempt(() =>
      this.#together(async (client) => {
        await ask(client, { sql: 'start transaction', timeout });
        for (const { statement, values } of steps) await ask(client, timed(statement, values));
        await ask(client, { sql: 'commit', timeout });
      }),
    );
  }

  async hasTable(name) {
    const sql = 'select 1 from information_schema.tables where table_schema = database() and table_name = ?';
    const query = { sql, values: [name], timeout: STATEMENT_SECONDS * 1000 };
    const found = await this.#attempt(() => this.#ask(query));
    return found.length > 0;
  }

  async change(work) {
    const timeout = CHANGE_SECONDS * 1000;
    await this.#attempt(() =>
      this.#together(async (client) => {
        const sql = `select get_lock(${LOCK}, ${String(LOCK_SECONDS)}) as taken`;
        const [row] = await ask(client, { sql, timeout });
        if (row?.['taken'] !== 1) throw new Error("Another service has been changing the chat's tables for a minute.");
        await work({ run: async (text) => await ask(client, { sql: text, timeout }) });
        await ask(client, { sql: `do release_lock(${LOCK})`, timeout });
      }),
    );
  }

  close() {
    const pool = this.#pool;
    this.#pool = undefined;
    return new Promise((resolve) => {
      if (pool === undefined) resolve();
      else pool.end(resolve);
    });
  }

  #run(statement, values) {
    const query = timed(statement, values);
    return this.#attempt(() => this.#ask(query));
  }

  /** What comes of `work`; once more when the server has undone it for the sake of others. */
  async #attempt(work) {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        if (!isUndone(error) || attempt === ATTEMPTS) throw translated(error, called);
        await pause(10 * attempt);
      }
    }
  }

  async #ask(query) {
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
  async #together(work) {
    const client = await this.#connect();
    try {
      await work(client);
      client.release();
    } catch (error) {
      client.destroy();
      throw error;
    }
  }

  #connect() {
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

  #open() {
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

function timed(statement, values) {
  return { sql: statement.text, values: bound(statement, values), timeout: STATEMENT_SECONDS * 1000 };
}

function ask(client, query) {
  return new Promise((resolve, reject) => {
    client.query(query, (error, result) => {
      if (error) reject(error);
      else resolve(result);
    });
  });
}

/** The numbers of what the server itself has said, or of something else that went wrong. */
function numbersOf(error) {
  const { errno, sqlState } = error;
  return { errno: errno ?? 0, sqlState: sqlState ?? '' };
}

function isAnswer(error) {
  return numbersOf(error).sqlState !== '';
}

function isUndone(error) {
  return [DEADLOCK, LOCK_TIMEOUT].includes(numbersOf(error).errno);
}

function called(error) {
  const { errno, sqlState } = numbersOf(error);
  if (sqlState.startsWith('23')) return new IntegrityError(error.message);
  if (sqlState.startsWith('22') || errno === INCORRECT_STRING) return new ImpossibleValueError(error.message);
  return new DatabaseUnavailableError(error.message);
}
