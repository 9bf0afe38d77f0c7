/** The `.env` file beside the service: read, and given a secret at the first development start. */
import { randomBytes } from 'node:crypto';
import { appendFileSync, closeSync, existsSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { SettingsError } from './errors.ts';

export const ENV_FILE = '.env';
const EXAMPLE_FILE = '.env.example';
const SECRET = 'CHATKIT_SECRET';

/** How long another process may take to write the secret; whoever takes longer was killed on the way. */
const LOCK_MILLISECONDS = 5000;
const LOOK_MILLISECONDS = 20;

export type Values = Record<string, string | undefined>;

/** What an env file sets; nothing where there is none. Throws `SettingsError`. */
export function readEnvFile(path: string): Record<string, string> {
  if (!existsSync(path)) return {};
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new SettingsError(`${basename(path)} cannot be read (${codeOf(error)}).`);
  }
  try {
    return parsed(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new SettingsError(`${basename(path)} is not UTF-8 text. Save it as UTF-8 and start again.`);
  }
}

/** What `.env` says, made now with a secret where one works on the project and there is none. */
export function ownValues(folder: string, environment: Values): Record<string, string> {
  const path = join(folder, ENV_FILE);
  const own = readEnvFile(path);
  const said = (name: string): string => environment[name] ?? own[name] ?? '';
  if (said(SECRET) || (said('CHATKIT_ENV') || 'development') !== 'development') return own;
  addSecret(path, join(folder, EXAMPLE_FILE));
  return readEnvFile(path);
}

const LINE = /^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*=[ \t]*('[^']*'|"(?:\\.|[^"\\])*"|[^\r\n]*)/gm;

function parsed(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [, name, raw] of text.matchAll(LINE)) {
    const value = name && raw ? unquoted(raw) : '';
    if (name && value) values[name] = value;
  }
  return values;
}

function unquoted(raw: string): string {
  if (raw.startsWith("'") && raw.length > 1) return raw.slice(1, -1);
  if (!raw.startsWith('"') || raw.length < 2) return raw.replace(/(^|\s+)#.*$/, '').trim();
  return raw.slice(1, -1).replace(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));
}

/** Makes a secret and keeps it in the file, which starts as a copy of `example`. Only its owner may read it. */
function addSecret(path: string, example: string): void {
  try {
    locked(path, () => {
      // The other workers of a server start at the same time, and all must sign with one secret.
      if (readEnvFile(path)[SECRET]) return;
      const isNew = !existsSync(path) || statSync(path).size === 0;
      const start = isNew && existsSync(example) ? readFileSync(example, 'utf8') : '';
      appendFileSync(path, `${start}\n${SECRET}=${randomBytes(36).toString('base64url')}\n`, { mode: 0o600 });
    });
  } catch (error) {
    if (error instanceof SettingsError) throw error;
    throw new SettingsError(`${SECRET} is not set and ${path} cannot be written (${codeOf(error)}). Set it yourself.`);
  }
}

/** Does the work while every other process that comes this way waits. */
function locked(path: string, work: () => void): void {
  const lock = `${path}.lock`;
  const begun = Date.now();
  while (!taken(lock)) {
    if (Date.now() - begun > LOCK_MILLISECONDS) rmSync(lock, { force: true });
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_MILLISECONDS);
  }
  try {
    work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function taken(lock: string): boolean {
  try {
    closeSync(openSync(lock, 'wx', 0o600));
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
