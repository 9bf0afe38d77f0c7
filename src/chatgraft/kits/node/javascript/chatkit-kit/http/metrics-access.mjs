/** Who may read the metrics: whoever has the token, and whoever is on this machine. */
import { createHash, timingSafeEqual } from 'node:crypto';

import { areKept } from '../watch.mjs';
import { header } from '../web.mjs';

import { hostOf, isLoopbackAddress, isLoopbackHost } from './origins.mjs';

/** What proxies add to the requests that they pass on. */
const PASSED_ON = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/** To everybody else there is nothing under the address. */
export class MetricsAccess {
  #token;
  #api;

  constructor(settings) {
    this.#token = settings.metricsToken;
    this.#api = settings.api;
  }

  allows(request) {
    if (!areKept() || request.method !== 'GET') return false;
    const [, token = ''] = /^bearer (.*)$/i.exec(header(request, 'authorization')) ?? [];
    return (this.#token !== '' && isEqual(token, this.#token)) || this.#isOfThisMachine(request);
  }

  /**
   * A proxy on this machine passes on requests of the whole world: it shows by what it adds, by the name that the
   * visitor asked for, or by the API's path, which is the one that it is there to pass on.
   */
  #isOfThisMachine(request) {
    if (request.path.startsWith(this.#api) || PASSED_ON.some((name) => header(request, name))) return false;
    return isLoopbackHost(hostOf(`http://${header(request, 'host')}`)) && isLoopbackAddress(request.peer);
  }
}

function isEqual(one, other) {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
