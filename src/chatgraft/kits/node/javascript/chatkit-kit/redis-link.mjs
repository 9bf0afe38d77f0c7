/** Redis as one worker sees it: there, or away. No caller waits for a server that does not answer. */
import { SettingsError } from './errors.mjs';
import { logger } from './logs.mjs';
import { load } from './optional.mjs';
import { RedisAwayError } from './redis-away.mjs';

const log = logger('redis_link');

/** How long a command may take; where Redis is near, it takes less than a thousandth. */
export const ANSWER_MILLISECONDS = 1000;
/** After a command that was not answered nobody asks for so long. */
const AWAY_MILLISECONDS = 1000;
const RECONNECT_MILLISECONDS = 500;

export const SETTING = 'REDIS_URL (of an app that carries the chat: CHATKIT_REDIS_URL)';

/** Commands to the Redis of `REDIS_URL`. It connects at once, and again by itself after an outage. */
export class RedisLink {
  #client;
  #prefix;
  #connected;
  /** Connections of their own for commands that wait, those that are free. */
  #idle = [];
  #others = new Set();
  #awayUntil = 0;
  #isAway = false;

  constructor(client, prefix) {
    this.#client = client;
    this.#prefix = prefix;
    client.on('ready', () => {
      this.#foundBack();
    });
    this.#connected = connect(client);
  }

  /** Throws `SettingsError` for an address that is none, or where the package is not installed. */
  static async open(url, prefix) {
    const redis = await load('redis', SETTING);
    const socket = { connectTimeout: ANSWER_MILLISECONDS, reconnectStrategy: RECONNECT_MILLISECONDS };
    try {
      return new RedisLink(redis.createClient({ url, socket, disableOfflineQueue: true }), prefix);
    } catch {
      const form = 'redis://:password@host:6379/0 (rediss:// for TLS)';
      throw new SettingsError(`${SETTING} cannot be read; it looks like ${form}.`);
    }
  }

  /** A name in Redis that no other program uses. */
  key(...parts) {
    return this.#prefix + parts.join(':');
  }

  /** The answer to one command. Throws `RedisAwayError`, at once while Redis is known to be away. */
  async ask(...command) {
    await this.#connected;
    return this.#send(this.#client, command, ANSWER_MILLISECONDS);
  }

  /** The answers to several commands, sent together. */
  askAll(...commands) {
    return Promise.all(commands.map((command) => this.ask(...command)));
  }

  /** The answer to a command that may take so long, if it must. */
  async wait(milliseconds, ...command) {
    await this.#connected;
    this.#requireThere();
    const client = this.#idle.pop() ?? (await this.#another());
    try {
      const answer = await this.#send(client, command, milliseconds + ANSWER_MILLISECONDS);
      this.#idle.push(client);
      return answer;
    } catch (error) {
      this.#others.delete(client);
      client.destroy();
      throw error;
    }
  }

  /** Calls `told` with each word that is said on a channel, from now on and after every outage. */
  async hear(channel, told) {
    const client = this.#client.duplicate();
    this.#others.add(client);
    let isHeard = false;
    client.on('ready', () => {
      if (isHeard) return; // the client itself takes up again what it heard before an outage
      isHeard = true;
      client.subscribe(this.key(channel), told).catch(() => {
        isHeard = false;
      });
    });
    await connect(client);
  }

  async isThere() {
    try {
      await this.ask('PING');
      return true;
    } catch {
      return false;
    }
  }

  close() {
    for (const client of [this.#client, ...this.#others]) client.destroy();
  }

  async #another() {
    const client = this.#client.duplicate();
    this.#others.add(client);
    await connect(client);
    return client;
  }

  #requireThere() {
    if (!this.#client.isReady) this.#foundAway('not connected');
    if (this.#isAway && Date.now() < this.#awayUntil) throw new RedisAwayError();
  }

  async #send(client, command, milliseconds) {
    this.#requireThere();
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => {
        reject(new Error('no answer'));
      }, milliseconds);
    });
    try {
      const answer = await Promise.race([client.sendCommand(command.map(String)), late]);
      this.#foundBack();
      return answer;
    } catch (error) {
      return this.#foundAway(error instanceof Error ? error.name : 'Error');
    } finally {
      clearTimeout(timer);
    }
  }

  #foundAway(why) {
    if (!this.#isAway) log.warning(`Redis is away: ${why}`);
    this.#isAway = true;
    this.#awayUntil = Date.now() + AWAY_MILLISECONDS;
    throw new RedisAwayError();
  }

  #foundBack() {
    if (this.#isAway) log.info('Redis is back');
    this.#isAway = false;
  }
}

/** Resolves when a client is connected, or has tried for so long as a command may take. It goes on trying. */
async function connect(client) {
  client.on('error', () => undefined); // each command says it for itself
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, ANSWER_MILLISECONDS);
  });
  await Promise.race([client.connect().catch(() => undefined), late]);
  clearTimeout(timer);
}
