/** MySQL's addresses, as frameworks and hosts write them. */
import { readFileSync } from 'node:fs';
import { DatabaseUnavailableError } from '../../errors.mjs';

const OFF = new Set(['', '0', 'false', 'disabled', 'preferred', 'disable', 'prefer', 'allow']);
const STRICT = new Set(['verify_ca', 'verify_identity', 'verify-ca', 'verify-full']);

/** What mysql2 takes to connect. Throws `DatabaseUnavailableError` for an address without sense. */
export function readMysqlAddress(url) {
  const address = parsed(url);
  if (address.database === '') {
    throw new DatabaseUnavailableError('DATABASE_URL names no database: mysql://user:password@host:3306/name.');
  }
  return address;
}

function parsed(url) {
  try {
    const parts = new URL(url);
    const query = new Map(
      [...parts.searchParams].map(([name, value]) => [name.toLowerCase().replaceAll('-', '_'), value]),
    );
    const socketPath = query.get('unix_socket') ?? query.get('socket');
    const ssl = tls(query);
    return {
      host: parts.hostname.replace(/^\[(.*)\]$/, '$1') || 'localhost',
      port: Number(parts.port || 3306),
      user: decodeURIComponent(parts.username),
      password: decodeURIComponent(parts.password),
      database: decodeURIComponent(parts.pathname.replace(/^\/+/, '')),
      ...(socketPath === undefined ? {} : { socketPath }),
      ...(ssl === undefined ? {} : { ssl }),
    };
  } catch {
    // whose text holds what it could not read, which may be a part of the password
    throw new DatabaseUnavailableError('DATABASE_URL cannot be read.');
  }
}

/**
 * TLS as the address asks for it; drivers and hosts have many words for it. Whether the server's certificate is checked
 * follows MySQL's own `ssl-mode`: REQUIRED alone does not.
 */
function tls(query) {
  const mode = (query.get('ssl_mode') ?? query.get('sslmode') ?? '').toLowerCase();
  const asked = (query.get('ssl') ?? '').toLowerCase();
  const authority = query.get('ssl_ca');
  let strict = STRICT.has(mode) || query.get('sslaccept') === 'strict';
  if (asked.startsWith('{')) {
    strict ||= JSON.parse(asked).rejectunauthorized ?? true;
  } else if (!OFF.has(asked)) {
    strict ||= mode === '';
  }
  if (OFF.has(mode) && OFF.has(asked) && authority === undefined && !strict) return undefined;
  const checked = strict || authority !== undefined;
  return {
    ...(authority === undefined ? {} : { ca: readFileSync(authority, 'utf8') }),
    rejectUnauthorized: checked,
    verifyIdentity: checked && mode !== 'verify_ca' && mode !== 'verify-ca',
  };
}
