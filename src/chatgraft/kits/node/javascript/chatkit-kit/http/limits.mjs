/**
 * How much a visitor may ask for: requests and answers a minute, sessions an hour, and all visitors' tokens a day.
 *
 * Counted in Redis for all workers together, where there is one, else in this process's memory; while Redis is away,
 * too. Addresses count only as far as trusted proxies name them.
 */
import { ServiceError, SettingsError } from '../errors.mjs';
import { RedisAwayError } from '../redis-away.mjs';

import { watch } from '../watch.mjs';
import { Counters } from './counters.mjs';

import { UNKNOWN } from './origins.mjs';

/** What a token is differs by model; four bytes of UTF-8 is near enough for a budget, in any language. */
const BYTES_PER_TOKEN = 4;
const SECONDS = { second: 1, minute: 60, hour: 3600, day: 86_400, month: 2_592_000, year: 31_104_000 };

/** The service's counters. `count…` throw a `ServiceError` 429 with `Retry-After` when there have been too many. */
export class Limits {
  #own = new Counters();
  #common;
  #requests;
  #turns;
  #address;
  #sessions;
  #budget;

  constructor(settings, common) {
    this.#common = common;
    this.#requests = parseRates('CHATKIT_REQUESTS_RATE', settings.requestsRate);
    this.#turns = parseRates('CHATKIT_TURNS_RATE', settings.turnsRate);
    this.#address = parseRates('CHATKIT_ADDRESS_RATE', settings.addressRate);
    this.#sessions = parseRates('CHATKIT_SESSIONS_RATE', settings.sessionsRate);
    this.#budget = settings.dailyTokens ? parseRates('', `${String(settings.dailyTokens)}/day`)[0] : undefined;
  }

  async countRequest(address) {
    await this.#countAddress(this.#requests, 'request', address);
  }

  async countSession(address) {
    await this.#countAddress(this.#sessions, 'session', address);
  }

  async countTurn(owner, address) {
    await this.#count(this.#turns, 'turn', owner);
    await this.#countAddress(this.#address, 'address', address);
  }

  /** Visitors without an address are not counted by it: one of them would use up what all of them have. */
  async #countAddress(rates, kind, address) {
    if (address !== UNKNOWN) await this.#count(rates, kind, address);
  }

  /** Whether today's budget for models is not used up yet. */
  async hasTokens() {
    if (!this.#budget || (await this.#left(this.#budget)) > 0) return true;
    watch.refused('tokens');
    return false;
  }

  /** Takes an answer from today's budget: its tokens where they are known, else those of so much text. */
  async spend(tokens, textBytes) {
    const budget = this.#budget;
    if (!budget) return;
    const cost = Math.max(1, tokens || Math.floor(textBytes / BYTES_PER_TOKEN));
    const most = Math.max(1, Math.min(cost, await this.#left(budget)));
    await this.#ask((counts) => counts.add(keyOf(budget, 'tokens'), budget.seconds, most));
  }

  async #left(budget) {
    return budget.most - (await this.#ask((counts) => counts.get(keyOf(budget, 'tokens'))));
  }

  async #count(rates, what, who) {
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
  async #ask(ask) {
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
function keyOf(rate, ...who) {
  return `LIMITER/${who.join('/')}/${rate.name}`;
}

function parseRates(setting, text) {
  return text.split(/[,;|]/).map((part) => {
    const [, most, count = '1', unit = ''] =
      /^\s*(\d+)\s*(?:\/|\s*per\s*)\s*(\d+)?\s*(second|minute|hour|day|month|year)s?\s*$/i.exec(part) ?? [];
    if (most === undefined) {
      throw new SettingsError(`${setting} is '${text}'; write it like "20/minute" or "20/minute;300/hour".`);
    }
    const granularity = unit.toLowerCase();
    return {
      most: Number(most),
      seconds: Number(count) * SECONDS[granularity],
      name: `${most}/${count}/${granularity}`,
    };
  });
}
