/**
 * Who this browser is to the chat server, without an account: `POST {api}/session`.
 *
 * A server on the site's own origin sets an HttpOnly cookie that no script can read. A server on another origin could not
 * (browsers block third-party cookies), so it hands out a signed token that is bound to this origin and kept in
 * localStorage. Either way the value is the server's, never made here.
 */
import { csrfHeaders } from './csrf';
import { recall, remember } from './storage';

const TOKEN_KEY = 'chatkit_session_id';
/** Set once a cookie has been issued: spares every later page the question. */
const COOKIE_KEY = 'chatkit_session_cookie';
/** Milliseconds until every tab surely sees what one has written to localStorage: browsers spread it between processes. */
const SPREAD = 250;

export interface Session {
  readonly credentials: RequestCredentials;
  /** Headers that identify this browser; opens a session first if there is none. */
  headers: () => Promise<Record<string, string>>;
  /** Replaces a session that the server has refused. `refused` are the headers it was sent with. */
  renew: (refused: Record<string, string>) => Promise<void>;
}

/** The server's own answer to a request for a session, when it was not a session. */
export class SessionRefused extends Error {
  readonly response: Response;

  constructor(response: Response) {
    super(`The chat server gave no session (${String(response.status)}).`);
    this.response = response;
    this.name = 'SessionRefused';
  }
}

/** One tab at a time: two tabs opened together must not end up with two histories. */
function alone(work: () => Promise<void>): Promise<void> {
  // Absent on plain http addresses; the types do not know that.
  const locks = navigator.locks as LockManager | undefined;
  if (!locks) return work();
  return new Promise((resolve, reject) => {
    const locked = locks.request('chatkit_session', async () => {
      await work().then(resolve, reject);
      await new Promise((free) => setTimeout(free, SPREAD));
    });
    // Refused in sandboxed frames and where site data is blocked: then no other tab shares a session either.
    locked.catch(() => work().then(resolve, reject));
  });
}

/**
 * @param api absolute URL of the ChatKit endpoint
 * @param replaced called when a refused session was replaced: threads of the old one are out of reach
 */
export function createSession(api: string, replaced: () => void): Session {
  const sameOrigin = new URL(api).origin === window.location.origin;
  const key = sameOrigin ? COOKIE_KEY : TOKEN_KEY;
  const credentials: RequestCredentials = sameOrigin ? 'same-origin' : 'omit';
  let opening: Promise<void> | null = null;
  let unknown = false;

  async function request(): Promise<void> {
    const response = await fetch(`${api}/session`, {
      method: 'POST',
      credentials,
      headers: { 'content-type': 'application/json', ...csrfHeaders(api) },
      body: JSON.stringify({ as: sameOrigin ? 'cookie' : 'token' }),
    });
    // A stock ChatKit server has no sessions: it answers to anybody.
    unknown = response.status === 404 || response.status === 405;
    if (unknown) return;
    if (!response.ok) throw new SessionRefused(response);
    const { session_id: token } = (await response.json()) as { session_id: string | null };
    remember('localStorage', key, token ?? '1');
  }

  /** Opens a session unless another caller or tab has done so meanwhile. */
  function open(stale: string | null): Promise<void> {
    opening ??= alone(async () => {
      if (recall('localStorage', key) === stale) await request();
    }).finally(() => {
      opening = null;
    });
    return opening;
  }

  return {
    credentials,
    async headers(): Promise<Record<string, string>> {
      if (!unknown && recall('localStorage', key) === null) await open(null);
      const token = sameOrigin ? null : recall('localStorage', key);
      return token ? { 'x-session-id': token } : {};
    },
    async renew(refused) {
      const stale = sameOrigin ? recall('localStorage', key) : (refused['x-session-id'] ?? null);
      await open(stale);
      replaced();
    },
  };
}
