/** Redis cannot be reached, or does not do what it is asked. Carries no address: that may hold a password. */
export class RedisAwayError extends Error {}
