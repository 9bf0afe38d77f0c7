/** Renders once a second while a waiting time is shown. */

import type { ReactiveController, ReactiveControllerHost } from "lit";

export class Countdown implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #secondsLeft: () => number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, secondsLeft: () => number) {
    this.#host = host;
    this.#secondsLeft = secondsLeft;
    host.addController(this);
  }

  hostUpdated(): void {
    clearTimeout(this.#timer);
    if (this.#secondsLeft() > 0) this.#timer = setTimeout(() => { this.#host.requestUpdate(); }, 1000);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }
}
