/** The service's settings: environment variables first, then the `.env` file beside `chatkit-server`. */
import { basename, join, resolve } from 'node:path';
import { ENV_FILE, ownValues, readEnvFile } from './env-file.ts';
import type { Values } from './env-file.ts';
import { SettingsError } from './errors.ts';
import { DATA_FOLDER } from './home.ts';
import { FLAVOR_NAMES } from './site-search/flavors.ts';

const MINIMUM_SECRET = 32;
const SCHEMES: Record<string, string> = {
  postgres: 'postgresql',
  postgresql: 'postgresql',
  mysql: 'mysql',
  mysql2: 'mysql',
  mariadb: 'mysql',
  mongodb: 'mongodb',
  'mongodb+srv': 'mongodb+srv',
};
const SHARED = ['DATABASE_URL', 'REDIS_URL'] as const;

/**
 * A folder of pages and the URL prefix under which the site serves them; `clean`: without `.html` at the end. `flavor`
 * names the generator whose rules make addresses of Markdown.
 */
export interface SiteRoot {
  readonly folder: string;
  readonly prefix: string;
  readonly clean: boolean;
  readonly flavor: string;
}

/** What holds where nothing is set. Sizes are bytes, times seconds. */
const DEFAULTS = {
  api: '/chatkit',
  host: '127.0.0.1',
  port: 8001,
  runSeconds: 300,
  /** Less than the 5 that `tsx watch` gives an application to end. */
  shutdownSeconds: 4,
  /** How long a worker that says nothing counts as alive; it speaks up once a second. */
  leaseSeconds: 10,
  /** Pieces of an answer that follow each other within so many milliseconds travel as one; 0 sends each by itself. */
  coalesceMs: 20,
  maxBody: 256 * 1024,
  /** Longest message and longest quotation, in characters. */
  maxMessage: 16_000,
  /** Answers a session may ask for. */
  turnsRate: '20/minute;300/hour',
  /** Answers all sessions of one address may ask for. */
  addressRate: '60/minute;1000/hour',
  /** Requests of any kind from one address. */
  requestsRate: '600/minute',
  /** Sessions that one address may open. */
  sessionsRate: '60/minute;500/hour',
  /** Budget of all visitors together; 0 means none. */
  dailyTokens: 1_000_000,
  /** How long an assistant may say nothing before the site's pages answer instead; 0: for ever. */
  firstWordSeconds: 90,
  /** Failures in a row, within the window, after which the assistant is left alone for a pause; 0: never. */
  breakerFailures: 5,
  breakerWindow: 60,
  breakerPause: 30,
  /** What the names of all keys in Redis begin with. */
  redisPrefix: 'chatkit:',
  maxAttachment: 20 * 1024 * 1024,
  /** Most files that one visitor may have in all conversations together. */
  ownerFiles: 100,
  /** Most bytes of those files. */
  ownerBytes: 200 * 1024 * 1024,
  /** Conversations in which nothing was said for so many days are deleted; 0 keeps them. */
  retentionDays: 0,
};

const ATTACHMENT_TYPES = [
  ...['image/png', 'image/jpeg', 'image/gif', 'image/webp'],
  ...['application/pdf', 'text/plain', 'text/markdown', 'text/csv'],
];

type Defaults = Readonly<typeof DEFAULTS>;

/** Everything the machinery reads from outside. */
export interface Settings extends Defaults {
  /** Folder of `chatkit-server`; relative paths start here. */
  readonly folder: string;
  readonly secret: string;
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly production: boolean;
  readonly origins: readonly string[];
  readonly trustedProxies: readonly string[];
  /** Who sends it as a bearer token may read the metrics from anywhere; without one, from this machine alone. */
  readonly metricsToken: string;
  /** Where several workers share runs and limits; empty for one worker. */
  readonly redisUrl: string;
  /** Whether visitors may attach files to their messages. */
  readonly attachments: boolean;
  /** Where the bytes of attached files lie, as s3://bucket/prefix; empty for the data folder. */
  readonly filesUrl: string;
  readonly attachmentTypes: readonly string[];
  readonly siteRoots: readonly SiteRoot[];
  readonly siteUrl: string;
  readonly siteName: string;
  readonly migrateCommand: string;
}

/**
 * The settings of the service in `folder`; the first development start also makes its secret.
 *
 * What stands in `.env` and not in the environment is put into the environment, where AI libraries look for keys.
 */
export function loadSettings(folder: string): Settings {
  takeIntoEnvironment(ownValues(folder, process.env));
  const settings = settingsFrom(folder, process.env);
  return { ...settings, migrateCommand: `node ${basename(folder)}/chatkit-server.mjs migrate` };
}

/**
 * As `loadSettings`, for a chat that another app carries: DATABASE_URL and REDIS_URL in the environment are that app's.
 * The chat's are CHATKIT_DATABASE_URL and CHATKIT_REDIS_URL, or those in its own `.env`.
 */
export function loadSettingsInside(folder: string): Settings {
  const own = ownValues(folder, process.env);
  const kept = SHARED.map((name) => [name, process.env[`CHATKIT_${name}`] ?? own[name] ?? ''] as const);
  takeIntoEnvironment(
    Object.fromEntries(Object.entries(own).filter(([name]) => !SHARED.some((shared) => shared === name))),
  );
  const settings = settingsFrom(folder, { ...process.env, ...Object.fromEntries(kept) });
  return { ...settings, migrateCommand: `node ${basename(folder)}/chatkit-server.mjs migrate` };
}

/** The API's path alone, for those who need it before anything is set up; `otherwise` where none is set. Makes no file. */
export function findApi(folder: string, otherwise: string): string {
  try {
    const named = process.env['CHATKIT_API_PATH'] ?? readEnvFile(join(folder, ENV_FILE))['CHATKIT_API_PATH'];
    return apiPath(named ?? '', otherwise);
  } catch (error) {
    if (error instanceof SettingsError) return otherwise;
    throw error;
  }
}

/** The settings that `values` spell out; touches no file. Throws `SettingsError`. */
export function settingsFrom(folder: string, values: Values): Settings {
  const reader = new Reader(values);
  const production = reader.choice('CHATKIT_ENV', ['development', 'production']) === 'production';
  const dataDir = resolve(folder, reader.text('CHATKIT_DATA_DIR') || DATA_FOLDER);
  return {
    ...simple(reader),
    folder,
    secret: reader.secret(production),
    dataDir,
    databaseUrl: databaseUrl(reader.text('DATABASE_URL'), dataDir),
    production,
    api: apiPath(reader.text('CHATKIT_API_PATH')),
    origins: reader.parts('CHATKIT_ORIGINS').map(originOf),
    trustedProxies: reader.parts('CHATKIT_TRUSTED_PROXIES'),
    metricsToken: reader.text('CHATKIT_METRICS_TOKEN'),
    redisUrl: reader.text('REDIS_URL'),
    attachments: reader.choice('CHATKIT_ATTACHMENTS', ['0', '1']) === '1',
    filesUrl: filesUrl(reader.text('CHATKIT_FILES')),
    attachmentTypes: reader.parts('CHATKIT_ATTACHMENT_TYPES', ATTACHMENT_TYPES),
    siteRoots: reader.parts('SITE_ROOT').map((part) => siteRoot(folder, part)),
    siteUrl: reader.text('SITE_URL').replace(/\/+$/, ''),
    siteName: reader.text('CHATKIT_SITE_NAME'),
    migrateCommand: 'node chatkit-server.mjs migrate',
  };
}

/** The settings that have a default: `maxBody` is CHATKIT_MAX_BODY, and so on. */
function simple(reader: Reader): Defaults {
  const found = Object.entries(DEFAULTS).map(([name, value]) => {
    const setting = `CHATKIT_${name.replace(/[A-Z]/g, '_$&').toUpperCase()}`;
    return [name, typeof value === 'number' ? reader.number(setting, value) : reader.text(setting) || value];
  });
  return Object.fromEntries(found) as typeof DEFAULTS;
}

/** Typed access to named values, with errors that name the setting. */
class Reader {
  readonly #values: Values;

  constructor(values: Values) {
    this.#values = values;
  }

  text(name: string): string {
    return (this.#values[name] ?? '').trim();
  }

  parts(name: string, otherwise: readonly string[] = []): readonly string[] {
    const parts = this.text(name)
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean);
    return parts.length ? parts : otherwise;
  }

  number(name: string, otherwise: number): number {
    const text = this.text(name);
    const value = text ? Number(text) : otherwise;
    if (!(value >= 0)) throw new SettingsError(`${name} is '${text}'; it must be a number, 0 or more.`);
    return value;
  }

  choice<T extends string>(name: string, allowed: readonly [T, ...T[]]): T {
    const text = this.text(name) || allowed[0];
    const found = allowed.find((one) => one === text);
    if (!found) throw new SettingsError(`${name} is '${text}'; it must be one of: ${allowed.join(', ')}.`);
    return found;
  }

  secret(production: boolean): string {
    const text = this.text('CHATKIT_SECRET');
    if (!text) {
      const where = production ? 'the environment of the service' : `the environment or ${ENV_FILE}`;
      throw new SettingsError(
        `CHATKIT_SECRET is not set. Put a random value of ${String(MINIMUM_SECRET)} or more characters into ${where}, ` +
          `for example from: node -p "crypto.randomBytes(36).toString('base64url')"`,
      );
    }
    if (text.length < MINIMUM_SECRET) {
      throw new SettingsError(`CHATKIT_SECRET is too short: ${String(MINIMUM_SECRET)} characters or more are needed.`);
    }
    return text;
  }
}

/** To where AI libraries look for their keys; what is set there already stays. */
function takeIntoEnvironment(values: Record<string, string>): void {
  for (const [name, value] of Object.entries(values)) {
    process.env[name] = process.env[name] || value; // eslint-disable-line @typescript-eslint/prefer-nullish-coalescing
  }
}

function databaseUrl(text: string, dataDir: string): string {
  if (!text) return `sqlite:///${join(dataDir, 'chatkit.sqlite3').replaceAll('\\', '/')}`;
  if (text.startsWith('sqlite:///')) return text;
  // Hosts and frameworks have other words for a scheme, and add their driver; the server is the same one.
  const [, named = '', rest = ''] = /^([^:]*):\/\/([^]*)$/.exec(text) ?? [];
  const scheme = SCHEMES[named.toLowerCase()] ?? SCHEMES[named.toLowerCase().split('+')[0] ?? ''];
  if (!scheme || !rest) {
    const known = ['mongodb', 'mongodb+srv', 'mysql', 'postgresql'].map((name) => `${name}://`).join(', ');
    const begin = text.split(':')[0] ?? '';
    throw new SettingsError(`DATABASE_URL begins with '${begin}'; the service knows sqlite:///, ${known}.`);
  }
  // Hosts put it there for libpq; other drivers take what they do not know for a setting of the server.
  return `${scheme}://${rest}`.replace(/(?<=[?&])channel_binding=\w*&?/, '').replace(/[?&]+$/, '');
}

function filesUrl(text: string): string {
  if (text && !/^s3:\/\/[^/?#]+\/+[^/?#][^?#]*$/.test(text)) {
    throw new SettingsError(
      `CHATKIT_FILES is '${text}'; it looks like s3://bucket/prefix, or is empty for a folder here. ` +
        'The prefix is needed: below it the service deletes files that its database does not know.',
    );
  }
  return text;
}

function apiPath(text: string, otherwise: string = DEFAULTS.api): string {
  const path = `/${(text || otherwise).replace(/^\/+|\/+$/g, '')}`;
  if (path === '/') throw new SettingsError('CHATKIT_API_PATH must name a path, such as /chatkit.');
  return path;
}

function originOf(text: string): string {
  const [, origin] = /^(https?:\/\/[^/?#\s]+)\/*$/i.exec(text) ?? [];
  if (!origin) {
    throw new SettingsError(
      `CHATKIT_ORIGINS has '${text}'; an origin looks like https://www.example.com, without a path.`,
    );
  }
  return origin.toLowerCase();
}

function siteRoot(folder: string, text: string): SiteRoot {
  const [name, address] = split(text, '=');
  const [prefix, flavor] = split(address, ':');
  if (flavor.trim() && !FLAVOR_NAMES.includes(flavor.trim())) {
    const known = FLAVOR_NAMES.join(', ');
    throw new SettingsError(`SITE_ROOT has '${text}'; after the last colon one of these may stand: ${known}.`);
  }
  const clean = prefix.trim().endsWith('*');
  const place = `/${prefix
    .trim()
    .replace(/\*$/, '')
    .replace(/^\/+|\/+$/g, '')}`;
  return { folder: resolve(folder, name.trim()), prefix: place, clean, flavor: flavor.trim() };
}

function split(text: string, mark: string): [string, string] {
  const place = text.indexOf(mark);
  return place < 0 ? [text, ''] : [text.slice(0, place), text.slice(place + mark.length)];
}
