/**
 * How much a visitor may ask for: requests and answers a minute, sessions an hour, and all visitors' tokens a day.
 *
 * Counted in Redis for all workers together, where there is one, else in this process's memory; while Redis is away,
 * too. Addresses count only as far as trusted proxies name them.
 */
import { ServiceError, SettingsError } from '../errors.ts';
import { RedisAwayError } from '../redis-away.ts';
import type { Settings } from '../settings.ts';
import { watch } from '../watch.ts';
import { Counters } from './counters.ts';
import type { Counts } from './counters.ts';
import { UNKNOWN } from './origins.ts';

/** What a token is differs by model; four bytes of UTF-8 is near enough for a budget, in any language. */
const BYTES_PER_TOKEN = 4;
const SECONDS = { second: 1, minute: 60, hour: 3600, day: 86_400, month: 2_592_000, year: 31_104_000 };

/** So many in so many seconds; `name` tells it from the other rates, as `20/1/minute`. */
interface Rate {
  most: number;
  seconds: number;
  name: string;
}

/** The service's counters. `count…` throw a `ServiceError` 429 with `Retry-After` when there have been too many. */
export class Limits {
  readonly #own: Counts = new Counters();
  readonly #common: Counts | undefined;
  readonly #requests: Rate[];
  readonly #turns: Rate[];
  readonly #address: Rate[];
  readonly #sessions: Rate[];
  readonly #budget: Rate | undefined;

  constructor(settings: Settings, common?: Counts) {
    this.#common = common;
    this.#requests = parseRates('CHATKIT_REQUESTS_RATE', settings.requestsRate);
    this.#turns = parseRates('CHATKIT_TURNS_RATE', settings.turnsRate);
    this.#address = parseRates('CHATKIT_ADDRESS_RATE', settings.addressRate);
    this.#sessions = parseRates('CHATKIT_SESSIONS_RATE', settings.sessionsRate);
    this.#budget = settings.dailyTokens ? parseRates('', `${String(settings.dailyTokens)}/day`)[0] : undefined;
  }

  async countRequest(address: string): Promise<void> {
    await this.#countAddress(this.#requests, 'request', address);
  }

  async countSession(address: string): Promise<void> {
    await this.#countAddress(this.#sessions, 'session', address);
  }

  async countTurn(owner: string, address: string): Promise<void> {
    await this.#count(this.#turns, 'turn', owner);
    await this.#countAddress(this.#address, 'address', address);
  }

  /** Visitors without an address are not counted by it: one of them would use up what all of them have. */
  async #countAddress(rates: Rate[], kind: string, address: string): Promise<void> {
    if (address !== UNKNOWN) await this.#count(rates, kind, address);
  }

  /** Whether today's budget for models is not used up yet. */
  async hasTokens(): Promise<boolean> {
    if (!this.#budget || (await this.#left(this.#budget)) > 0) return true;
    watch.refused('tokens');
    return false;
  }

  /** Takes an answer from today's budget: its tokens where they are known, else those of so much text. */
  async spend(tokens: number, textBytes: number): Promise<void> {
    const budget = this.#budget;
    if (!budget) return;
    const cost = Math.max(1, tokens || Math.floor(textBytes / BYTES_PER_TOKEN));
    const most = Math.max(1, Math.min(cost, await this.#left(budget)));
    await this.#ask((counts) => counts.add(keyOf(budget, 'tokens'), budget.seconds, most));
  }

  async #left(budget: Rate): Promise<number> {
    return budget.most - (await this.#ask((counts) => counts.get(keyOf(budget, 'tokens'))));
  }

  async #count(rates: readonly Rate[], what: string, who: string): Promise<void> {
    if (!who) return; // the framework tells no addresses: to count all visitors as one would lock them out together
    for (const rate of rates) {
      const key = keyOf(rate, what, who);
      if ((await this.#ask((counts) => counts.add(key, rate.seconds, 1))) <= rate.most) continue;
      watch.refused(what);
      const retryAfter = Math.max(1, await this.#ask((counts) => counts.left(key)));
      const message = 'That was a lot of messages. Please wait a moment.';
      throw new ServiceError(429, 'too_many_requests', message, { retryAfter });
    }
  }

  /** In common with the other workers as long as that can be had. */
  async #ask(ask: (counts: Counts) => Promise<number> | number): Promise<number> {
    if (this.#common) {
      try {
        return await ask(this.#common);
      } catch (error) {
        if (!(error instanceof RedisAwayError)) throw error;
      }
    }
    return ask(this.#own);
  }
}

/** As the Python kit names them, so that both count together in one Redis. */
function keyOf(rate: Rate, ...who: string[]): string {
  return `LIMITER/${who.join('/')}/${rate.name}`;
}

function parseRates(setting: string, text: string): Rate[] {
  return text.split(/[,;|]/).map((part) => {
    const [, most, count = '1', unit = ''] =
      /^\s*(\d+)\s*(?:\/|\s*per\s*)\s*(\d+)?\s*(second|minute|hour|day|month|year)s?\s*$/i.exec(part) ?? [];
    if (most === undefined) {
      throw new SettingsError(`${setting} is '${text}'; write it like "20/minute" or "20/minute;300/hour".`);
    }
    const granularity = unit.toLowerCase() as keyof typeof SECONDS;
    return {
      most: Number(most),
      seconds: Number(count) * SECONDS[granularity],
      name: `${most}/${count}/${granularity}`,
    };
  });
}
