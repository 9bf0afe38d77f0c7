/**
 * Says once, to screen readers, that an answer is there to be read. The log itself is silent: it changes with every piece
 * of an answer, and some readers would begin anew with each. The answer is not repeated here, so that it is found once.
 */

import type { LitElement, ReactiveController } from "lit";

export class Announcer implements ReactiveController {
  /** For a live region outside the log. */
  said = "";
  readonly #host: LitElement;
  #isOver = false;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  /** Something that is seen elsewhere and would not be heard. */
  say(text: string): void {
    if (text === this.said) return;
    this.said = text;
    this.#host.requestUpdate();
  }

  /** Takes note of the element's events. */
  heed(event: string): void {
    if (event === "chatkit.response.start") this.say("");
    this.#isOver ||= event === "chatkit.response.end";
  }

  /** Once the end of an answer is on screen; when another thread was opened instead, there is none on it yet. */
  hostUpdated(): void {
    if (!this.#isOver) return;
    this.#isOver = false;
    if (this.#host.renderRoot.querySelector(".answer")) this.say("The answer is complete.");
  }
}
