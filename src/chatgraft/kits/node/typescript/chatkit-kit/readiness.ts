/** Whether the database is there and its tables are current. */
import { DatabaseUnavailableError, SchemaError, ServiceError, databaseUnavailable } from './errors.ts';
import { logger } from './logs.ts';
import type { Settings } from './settings.ts';
import type { Tables } from './stores/database.ts';
import { jsonReply } from './web.ts';
import type { Reply } from './web.ts';

const log = logger('readiness');

const REDIS_CURE =
  'Start Redis, or correct REDIS_URL (of an app that carries the chat: CHATKIT_REDIS_URL). Until then each worker ' +
  'counts by itself, and an answer whose connection was lost is read on only at the worker that writes it.';

/** Something whose absence is told and refuses nothing. */
interface Link {
  isThere(): Promise<boolean>;
}

/** Asks again until the answer is yes, and after that only when `/readyz` wants to know. */
export class Readiness {
  readonly #tables: Tables;
  readonly #settings: Settings;
  readonly #link: Link | undefined;
  #isReady = false;

  constructor(tables: Tables, settings: Settings, link?: Link) {
    this.#tables = tables;
    this.#settings = settings;
    this.#link = link;
  }

  /** Throws a `ServiceError` 503 while requests cannot be served. */
  async require(): Promise<void> {
    if (this.#isReady) return;
    try {
      await this.#check();
    } catch (error) {
      if (error instanceof DatabaseUnavailableError) {
        log.warning(`The database cannot be used: ${error.message}`);
        throw databaseUnavailable();
      }
      if (!(error instanceof SchemaError)) throw error;
      log.error(`${error.message} Run: ${this.#settings.migrateCommand}`);
      const message = 'The chat is being set up. Please try again later.';
      throw new ServiceError(503, 'not_ready', message, { retryAfter: 30 });
    }
  }

  /** The answer to `/readyz`. */
  async report(): Promise<Reply> {
    try {
      await this.#check();
    } catch (error) {
      return jsonReply({ status: 'not ready', ...this.#reason(error) }, 503);
    }
    return jsonReply({ status: 'ready', ...(await this.#redis()) });
  }

  async #check(): Promise<void> {
    await this.#tables.require();
    this.#isReady = true;
  }

  #reason(error: unknown): { reason: string; cure: string } {
    if (error instanceof SchemaError) return { reason: error.message, cure: `Run: ${this.#settings.migrateCommand}` };
    if (!(error instanceof DatabaseUnavailableError)) throw error;
    return { reason: 'The database cannot be reached.', cure: 'Start the database, or correct DATABASE_URL.' };
  }

  async #redis(): Promise<object> {
    if (!this.#link) return {};
    return (await this.#link.isThere()) ? { redis: 'there' } : { redis: 'away', redis_cure: REDIS_CURE };
  }
}
