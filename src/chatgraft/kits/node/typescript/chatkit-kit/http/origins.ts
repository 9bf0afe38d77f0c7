/** Which web origins may use the chat, what CORS tells them, and whose address a request has. */
import { BlockList, isIP } from 'node:net';
import { SettingsError } from '../errors.ts';
import type { Settings } from '../settings.ts';
import { header, reply } from '../web.ts';
import type { ChatRequest, Reply } from '../web.ts';

/** The address of a visitor whose framework tells none. */
export const UNKNOWN = 'unknown';

const ALLOWED_HEADERS =
  'content-type, accept, authorization, x-session-id, idempotency-key, last-event-id, x-csrftoken, ' +
  'chatkit-frame-instance-id'; // sent by OpenAI's own element
const EXPOSED_HEADERS = 'X-Run-Id, Retry-After';
const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);

/** The origin rules of one service. Wildcards are not known: an origin is allowed by name or not at all. */
export class Origins {
  readonly #named: ReadonlySet<string>;
  readonly #development: boolean;
  readonly #proxies: BlockList;
  readonly #hasProxies: boolean;

  constructor(settings: Settings) {
    this.#named = new Set(settings.origins);
    this.#development = !settings.production;
    this.#hasProxies = settings.trustedProxies.length > 0;
    this.#proxies = networks(settings.trustedProxies);
  }

  /** Whether pages of `origin` may talk to this service. */
  allows(request: ChatRequest, origin: string): boolean {
    return (
      this.#named.has(origin.toLowerCase()) ||
      this.#same(request, origin) ||
      (this.#development && isLoopbackHost(hostOf(origin)))
    );
  }

  /**
   * Whether a POST or PUT comes from a page that has no business here. Browsers send Origin with every POST; a request
   * without one is a program, which no cookie of a visitor helps.
   */
  refusesChange(request: ChatRequest): boolean {
    const origin = header(request, 'origin');
    return origin ? !this.allows(request, origin) : header(request, 'sec-fetch-site') === 'cross-site';
  }

  /** Whether the request comes from a page of this very origin, so that its cookies are the site's own. */
  isSame(request: ChatRequest): boolean {
    const origin = header(request, 'origin');
    return origin ? this.#same(request, origin) : header(request, 'sec-fetch-site') === 'same-origin';
  }

  /** Whether the visitor came by https: as we see it, a trusted proxy says, or the page's own origin shows. */
  isSecure(request: ChatRequest): boolean {
    const said = this.#fromProxy(request) ? header(request, 'x-forwarded-proto') : '';
    if (said) return (said.split(',')[0] ?? '').trim() === 'https';
    const origin = header(request, 'origin');
    return request.scheme === 'https' || (origin.startsWith('https://') && this.#same(request, origin));
  }

  /** Scheme, host, port and, below another app, path by which the visitor reaches this service. */
  address(request: ChatRequest): string {
    return `${this.isSecure(request) ? 'https' : 'http'}://${this.#host(request)}${encodeURI(request.root)}`;
  }

  /** The visitor's address, empty where nobody tells. X-Forwarded-For counts only as far as trusted proxies wrote it. */
  clientAddress(request: ChatRequest): string {
    let address = request.peer;
    if (this.#fromProxy(request)) {
      for (const hop of header(request, 'x-forwarded-for').split(',').reverse()) {
        if (!hop.trim()) break;
        address = hop.trim();
        if (!this.#isProxy(address)) break;
      }
    }
    return address && networkOf(plainAddress(address));
  }

  /** What lets a page of another, allowed origin read the reply. */
  corsHeaders(request: ChatRequest): Record<string, string> {
    const origin = header(request, 'origin');
    if (!origin || !this.allows(request, origin)) return { Vary: 'Origin' };
    return {
      Vary: 'Origin',
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Allow-Credentials': 'true',
      'Access-Control-Expose-Headers': EXPOSED_HEADERS,
    };
  }

  /** Answer to the browser's question before a cross-origin request. */
  preflight(request: ChatRequest): Reply {
    const headers = this.corsHeaders(request);
    if (!headers['Access-Control-Allow-Origin']) return reply(403, headers);
    return reply(204, {
      ...headers,
      'Access-Control-Allow-Methods': 'GET, POST, PUT, DELETE, OPTIONS',
      'Access-Control-Allow-Headers': ALLOWED_HEADERS,
      'Access-Control-Max-Age': '600',
    });
  }

  #same(request: ChatRequest, origin: string): boolean {
    // An https page of our host is ours even where a proxy hides the scheme; an http page of an https host is not.
    const [scheme, host = ''] = origin.split('://');
    const own = this.#host(request).toLowerCase();
    return (scheme === 'https' || scheme === request.scheme) && own !== '' && host.toLowerCase() === own;
  }

  #host(request: ChatRequest): string {
    return (this.#fromProxy(request) && header(request, 'x-forwarded-host')) || header(request, 'host');
  }

  #fromProxy(request: ChatRequest): boolean {
    // Where the framework does not say who is at the other end, its own server or a proxy has written the headers.
    return this.#hasProxies && (request.peer === '' || this.#isProxy(request.peer));
  }

  #isProxy(address: string): boolean {
    const plain = plainAddress(address);
    const version = isIP(plain);
    return version !== 0 && this.#proxies.check(plain, version === 4 ? 'ipv4' : 'ipv6');
  }
}

/** Whether a host, without its port, is this machine by name. */
export function isLoopbackHost(host: string): boolean {
  return LOOPBACK_HOSTS.has(host);
}

/** Whether an address is this machine's own. */
export function isLoopbackAddress(address: string): boolean {
  const plain = plainAddress(address);
  return plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'));
}

/** The host of an http(s) address, without its port; empty for anything else. */
export function hostOf(address: string): string {
  const [, host = ''] = /^https?:\/\/(\[[^\]]*\]|[^/?#:]*)(?::\d+)?\/*$/i.exec(address) ?? [];
  return host.toLowerCase();
}

function networks(texts: readonly string[]): BlockList {
  const list = new BlockList();
  for (const text of texts) {
    const [address = '', width, ...more] = text.split('/');
    const version = isIP(address);
    const longest = version === 4 ? 32 : 128;
    const bits = width === undefined ? longest : /^\d{1,3}$/.test(width) ? Number(width) : Infinity;
    if (version === 0 || more.length > 0 || bits > longest) {
      throw new SettingsError(
        `CHATKIT_TRUSTED_PROXIES has '${text}'; it takes addresses and networks, such as 10.0.0.0/8.`,
      );
    }
    list.addSubnet(address, bits, version === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}

/** Servers that listen to both versions write IPv4 addresses as IPv6 ones. */
function plainAddress(address: string): string {
  return /^::ffff:\d+\.\d+\.\d+\.\d+$/i.test(address) ? address.slice(7) : address;
}

/** IPv6 visitors own a whole /64, so that is what limits count. */
function networkOf(address: string): string {
  const version = isIP(address);
  if (version === 0) return UNKNOWN;
  if (version === 4) return address;
  const [left = '', right] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const head = left ? left.split(':') : [];
  const tail = right ? right.split(':') : [];
  const gap = right === undefined ? [] : Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0');
  const groups = [...head, ...gap, ...tail].map((group) => group.replace(/^0+(?=.)/, ''));
  return `${groups.slice(0, 4).join(':')}::/64`;
}
