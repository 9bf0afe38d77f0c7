import { RedisLink } from '../redis-link.mjs';

import { SharedLogs } from './shared-logs.mjs';

/** A first count lasts so many seconds: one short script, so that a count always ends. */
const COUNT = `
local count = redis.call('INCRBY', KEYS[1], ARGV[1])
if count == tonumber(ARGV[1]) then redis.call('EXPIRE', KEYS[1], ARGV[2]) end
return count
`;

/** Nothing for one worker. Throws `SettingsError`. */
export async function openSharing(settings) {
  if (!settings.redisUrl) return undefined;
  const link = await RedisLink.open(settings.redisUrl, settings.redisPrefix);
  return { link, logs: new SharedLogs(link, settings.runSeconds), counters: countersOf(link) };
}

/** Counts that fail with `RedisAwayError` while Redis is away. */
function countersOf(link) {
  return {
    add: async (key, seconds, amount) => Number(await link.ask('EVAL', COUNT, 1, link.key(key), amount, seconds)),
    get: async (key) => Number((await link.ask('GET', link.key(key))) ?? 0),
    left: async (key) => Math.max(0, Number(await link.ask('TTL', link.key(key)))),
  };
}
