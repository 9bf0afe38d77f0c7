/**
 * Sessions: who a visitor is, by a signed value in a cookie or, from another origin, in a header.
 *
 * The value is `v1.<id>.<base64url HMAC-SHA256(secret, "v1.<id>.<origin, or empty for a cookie>")>` and never changes.
 * How long it counts, and whether it was revoked, stands in the table `chatkit_sessions`. A visitor who is signed in
 * with the host application has a session as well: it says which anonymous conversations are theirs.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { ServiceError } from '../errors.mjs';
import { nowUs } from '../stores/database.mjs';

import { cookies, header } from '../web.mjs';

const COOKIE = 'chatkit_session';
/** Browsers accept one only over https, for the whole host and without a Domain: no subdomain can plant one. */
const SECURE_COOKIE = '__Host-chatkit_session';
const TOKEN_HEADER = 'x-session-id';

const DAY_US = 24 * 3600 * 1_000_000;
const LIFETIME_US = 30 * DAY_US;
/** The longest that browsers keep one; the table decides. */
const COOKIE_SECONDS = 400 * 24 * 3600;
const VALUE_FORM = /^v1\.([0-9a-f]{32})\.[\w-]{43}$/;

/** Opens sessions and recognises them. `isSecure` tells whether a request came by https. */
export class Sessions {
  #rows;
  #secret;
  #isSecure;

  constructor(rows, secret, isSecure) {
    this.#rows = rows;
    this.#secret = secret;
    this.#isSecure = isSecure;
  }

  /** A new session, bound to `origin`; empty for one that travels in a cookie. */
  async open(origin) {
    const id = randomBytes(16).toString('hex');
    await this.#rows.insert(id, origin, nowUs() + LIFETIME_US);
    return { id, value: this.#sign(id, origin), claimedBy: '' };
  }

  /** The session that the request carries, or null when it has none that counts. Using it prolongs it. */
  async find(request, kind) {
    const token = header(request, TOKEN_HEADER);
    if (token && kind !== 'cookie') return this.#check(token, request, true);
    if (kind === 'token') return null;
    const sent = cookies(request);
    // Over https the plain name proves nothing: any subdomain, or a forged http page, can have planted it.
    const value = sent.get(SECURE_COOKIE) ?? (this.#isSecure(request) ? undefined : sent.get(COOKIE));
    return value ? this.#check(value, request, false) : null;
  }

  /**
   * Whose rows the request is about: the signed-in user's, else the session's. The first user who signs in with a
   * session claims, once and for all, what was said in it before.
   */
  async owner(request) {
    const session = await this.find(request);
    if (session === null) {
      const hint = 'Ask for a session first: POST …/session.';
      throw new ServiceError(401, 'session_required', 'Your chat session has ended. Please try again.', { hint });
    }
    if (!request.user) return ownerOf(session);
    const owner = `user:${request.user}`;
    if (!session.claimedBy) await this.#rows.claim(session.id, ownerOf(session), owner);
    return owner;
  }

  deleteExpired() {
    return this.#rows.deleteExpired();
  }

  async #check(value, request, isToken) {
    const id = VALUE_FORM.exec(value)?.[1];
    if (id === undefined) return null;
    const row = (await this.#rows.find(id)) ?? { origin: '', expiresUs: 0, claimedBy: '' };
    const right = this.#sign(id, isToken ? row.origin : '');
    const isSigned = timingSafeEqual(Buffer.from(right), Buffer.from(value));
    if (!isSigned || row.expiresUs < nowUs() || (isToken && !isFromOrigin(request, row.origin))) return null;
    await this.#prolong(id, row.expiresUs);
    return { id, value, claimedBy: row.claimedBy };
  }

  /** Slides the expiry, at most once a day: a read of the chat need not be a write. */
  async #prolong(id, expiresUs) {
    const end = nowUs() + LIFETIME_US;
    if (expiresUs < end - DAY_US) await this.#rows.prolong(id, end);
  }

  #sign(id, origin) {
    const text = `v1.${id}`;
    return `${text}.${createHmac('sha256', this.#secret).update(`${text}.${origin}`).digest('base64url')}`;
  }
}

/**
 * What a session's rows are kept under while nobody is signed in. A claimed session gets a new name: nothing that is,
 * or in another process still seems to be, under the first one can be reached without the user.
 */
function ownerOf(session) {
  return session.claimedBy ? `session:${session.id}:later` : `session:${session.id}`;
}

/** The id of the session that an anonymous owner is; empty for a user. */
export function sessionOf(owner) {
  const [kind, id = ''] = owner.split(':');
  return kind === 'session' ? id : '';
}

/** The Set-Cookie header for a session. */
export function setCookie(session, secure) {
  return cookie(session.value, COOKIE_SECONDS, secure);
}

/** The Set-Cookie header that takes a session away. */
export function forgetCookie(secure) {
  return cookie('', 0, secure);
}

function cookie(value, seconds, secure) {
  const name = secure ? SECURE_COOKIE : COOKIE;
  return `${name}=${value}; Path=/; Max-Age=${String(seconds)}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}

function isFromOrigin(request, origin) {
  // A same-origin GET carries no Origin; everything else that a browser sends across origins does.
  const sent = header(request, 'origin');
  return sent === origin || (!sent && request.method === 'GET');
}
