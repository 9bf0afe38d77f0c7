/** A circuit breaker: an assistant that keeps failing is left alone for a while, so that nobody waits in vain. */
import { logger } from '../logs.mjs';

import { watch } from '../watch.mjs';

const log = logger('breaker');

/**
 * Opens after so many failures in a row within the window, for a pause; then one question tries again.
 *
 * Each `admits` that said yes is followed by one of `succeeded`, `failed` and `undecided`. 0 failures: never opens.
 */
export class Breaker {
  /** After how many seconds without a word an answer has failed; 0: never. */
  silence;
  #most;
  #window;
  #pause;
  #clock;
  #failures = [];
  #closedFrom;
  #isTried = false;

  /** `clock` gives seconds. */
  constructor(settings, clock = () => performance.now() / 1000) {
    this.silence = settings.firstWordSeconds;
    this.#most = settings.breakerFailures;
    this.#window = settings.breakerWindow;
    this.#pause = settings.breakerPause;
    this.#clock = clock;
  }

  /** Whether the assistant may be asked now. */
  admits() {
    if (this.#closedFrom === undefined) return true;
    if (this.#isTried || this.#clock() < this.#closedFrom) return false;
    this.#isTried = true;
    return true;
  }

  succeeded() {
    this.#failures = [];
    this.#isTried = false;
    if (this.#closedFrom === undefined) return;
    this.#closedFrom = undefined;
    watch.breaker(false);
    log.warning('The assistant answers again');
  }

  failed() {
    const now = this.#clock();
    const wasTried = this.#isTried;
    this.#isTried = false;
    this.#failures = this.#most ? [...this.#failures, now].slice(-this.#most) : [];
    const [first = now] = this.#failures;
    const isFull = this.#most > 0 && this.#failures.length === this.#most;
    if (!wasTried && !(isFull && now - first <= this.#window)) return;
    if (this.#closedFrom === undefined) watch.breaker(true);
    this.#closedFrom = now + this.#pause;
    log.warning('The assistant keeps failing and is not asked for a while', { seconds: this.#pause });
  }

  /** It was left before it had shown anything, as by a visitor who pressed stop: somebody else may try. */
  undecided() {
    this.#isTried = false;
  }
}
