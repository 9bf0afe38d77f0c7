/** Redis as one worker sees it: there, or away. No caller waits for a server that does not answer. */
import { SettingsError } from './errors.ts';
import { logger } from './logs.ts';
import { load } from './optional.ts';
import { RedisAwayError } from './redis-away.ts';

const log = logger('redis_link');

/** How long a command may take; where Redis is near, it takes less than a thousandth. */
export const ANSWER_MILLISECONDS = 1000;
/** After a command that was not answered nobody asks for so long. */
const AWAY_MILLISECONDS = 1000;
const RECONNECT_MILLISECONDS = 500;

export const SETTING = 'REDIS_URL (of an app that carries the chat: CHATKIT_REDIS_URL)';

export type Command = readonly (string | number)[];

/** What is used of a client of the package `redis`. */
interface Client {
  readonly isReady: boolean;
  on(event: 'error' | 'ready', listener: () => void): unknown;
  connect(): Promise<unknown>;
  sendCommand(words: string[]): Promise<unknown>;
  subscribe(channel: string, listener: (word: string) => void): Promise<unknown>;
  duplicate(): Client;
  destroy(): void;
}

interface Package {
  createClient(options: object): Client;
}

/** Commands to the Redis of `REDIS_URL`. It connects at once, and again by itself after an outage. */
export class RedisLink {
  readonly #client: Client;
  readonly #prefix: string;
  readonly #connected: Promise<void>;
  /** Connections of their own for commands that wait, those that are free. */
  readonly #idle: Client[] = [];
  readonly #others = new Set<Client>();
  #awayUntil = 0;
  #isAway = false;

  private constructor(client: Client, prefix: string) {
    this.#client = client;
    this.#prefix = prefix;
    client.on('ready', () => {
      this.#foundBack();
    });
    this.#connected = connect(client);
  }

  /** Throws `SettingsError` for an address that is none, or where the package is not installed. */
  static async open(url: string, prefix: string): Promise<RedisLink> {
    const redis = await load<Package>('redis', SETTING);
    const socket = { connectTimeout: ANSWER_MILLISECONDS, reconnectStrategy: RECONNECT_MILLISECONDS };
    try {
      return new RedisLink(redis.createClient({ url, socket, disableOfflineQueue: true }), prefix);
    } catch {
      const form = 'redis://:password@host:6379/0 (rediss:// for TLS)';
      throw new SettingsError(`${SETTING} cannot be read; it looks like ${form}.`);
    }
  }

  /** A name in Redis that no other program uses. */
  key(...parts: string[]): string {
    return this.#prefix + parts.join(':');
  }

  /** The answer to one command. Throws `RedisAwayError`, at once while Redis is known to be away. */
  async ask(...command: Command): Promise<unknown> {
    await this.#connected;
    return this.#send(this.#client, command, ANSWER_MILLISECONDS);
  }

  /** The answers to several commands, sent together. */
  askAll(...commands: Command[]): Promise<unknown[]> {
    return Promise.all(commands.map((command) => this.ask(...command)));
  }

  /** The answer to a command that may take so long, if it must. */
  async wait(milliseconds: number, ...command: Command): Promise<unknown> {
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
  async hear(channel: string, told: (word: string) => void): Promise<void> {
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

  async isThere(): Promise<boolean> {
    try {
      await this.ask('PING');
      return true;
    } catch {
      return false;
    }
  }

  close(): void {
    for (const client of [this.#client, ...this.#others]) client.destroy();
  }

  async #another(): Promise<Client> {
    const client = this.#client.duplicate();
    this.#others.add(client);
    await connect(client);
    return client;
  }

  #requireThere(): void {
    if (!this.#client.isReady) this.#foundAway('not connected');
    if (this.#isAway && Date.now() < this.#awayUntil) throw new RedisAwayError();
  }

  async #send(client: Client, command: Command, milliseconds: number): Promise<unknown> {
    this.#requireThere();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
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

  #foundAway(why: string): never {
    if (!this.#isAway) log.warning(`Redis is away: ${why}`);
    this.#isAway = true;
    this.#awayUntil = Date.now() + AWAY_MILLISECONDS;
    throw new RedisAwayError();
  }

  #foundBack(): void {
    if (this.#isAway) log.info('Redis is back');
    this.#isAway = false;
  }
}

/** Resolves when a client is connected, or has tried for so long as a command may take. It goes on trying. */
async function connect(client: Client): Promise<void> {
  client.on('error', () => undefined); // each command says it for itself
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ANSWER_MILLISECONDS);
  });
  await Promise.race([client.connect().catch(() => undefined), late]);
  clearTimeout(timer);
}
