/** Structured logs: a JSON object a line on standard error, without secrets or messages. */

/** Settings whose values must not be logged, even where a library's own error message repeats one. */
const SECRET_NAME = /(KEY|SECRET|TOKEN|PASSWORD|DATABASE_URL|REDIS_URL)$/;
const SHORTEST_SECRET = 8;
const SECRETS_MILLISECONDS = 10_000;

let sink = writeLine;
/** Values that stand in no variable of the environment. */
const hidden = new Set();
let secrets = [];
let secretsUntil = 0;

export function sendLogsTo(other) {
  sink = other;
}

/** Keeps a value out of the log. */
export function hideInLogs(value) {
  hidden.add(value);
  secretsUntil = 0;
}

/** A logger of the kit's module of that name. */
export function logger(name) {
  const full = `chatkit_kit.${name}`;
  return {
    debug: (message, facts = {}) => {
      if (sink !== writeLine) sink('debug', full, message, facts);
    },
    info: (message, facts = {}) => {
      sink('info', full, message, facts);
    },
    warning: (message, facts = {}) => {
      sink('warning', full, message, facts);
    },
    error: (message, error, facts = {}) => {
      sink('error', full, message, error === undefined ? facts : { ...facts, exception: traced(error) });
    },
  };
}

function writeLine(level, name, message, facts) {
  const entry = { time: new Date().toISOString(), level, logger: name, message, ...facts };
  process.stderr.write(`${withoutSecrets(JSON.stringify(entry))}\n`);
}

function traced(error) {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\nCaused by: ${traced(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}

function withoutSecrets(text) {
  const now = Date.now();
  if (now > secretsUntil) {
    secretsUntil = now + SECRETS_MILLISECONDS;
    const named = Object.entries(process.env).filter(([name]) => SECRET_NAME.test(name));
    secrets = [...hidden, ...named.map(([, value = '']) => value)]
      .filter((value) => value.length >= SHORTEST_SECRET)
      .map((value) => JSON.stringify(value).slice(1, -1)); // as it stands in a line
  }
  return secrets.reduce((kept, secret) => kept.replaceAll(secret, '[hidden]'), text);
}
