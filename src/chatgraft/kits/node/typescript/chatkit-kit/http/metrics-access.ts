/** Who may read the metrics: whoever has the token, and whoever is on this machine. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Settings } from '../settings.ts';
import { areKept } from '../watch.ts';
import { header } from '../web.ts';
import type { ChatRequest } from '../web.ts';
import { hostOf, isLoopbackAddress, isLoopbackHost } from './origins.ts';

/** What proxies add to the requests that they pass on. */
const PASSED_ON = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/** To everybody else there is nothing under the address. */
export class MetricsAccess {
  readonly #token: string;
  readonly #api: string;

  constructor(settings: Settings) {
    this.#token = settings.metricsToken;
    this.#api = settings.api;
  }

  allows(request: ChatRequest): boolean {
    if (!areKept() || request.method !== 'GET') return false;
    const [, token = ''] = /^bearer (.*)$/i.exec(header(request, 'authorization')) ?? [];
    return (this.#token !== '' && isEqual(token, this.#token)) || this.#isOfThisMachine(request);
  }

  /**
   * A proxy on this machine passes on requests of the whole world: it shows by what it adds, by the name that the
   * visitor asked for, or by the API's path, which is the one that it is there to pass on.
   */
  #isOfThisMachine(request: ChatRequest): boolean {
    if (request.path.startsWith(this.#api) || PASSED_ON.some((name) => header(request, name))) return false;
    return isLoopbackHost(hostOf(`http://${header(request, 'host')}`)) && isLoopbackAddress(request.peer);
  }
}

function isEqual(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
