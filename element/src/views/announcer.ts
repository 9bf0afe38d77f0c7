/**
 * Says each finished answer once to screen readers. The log itself is silent: it changes with every piece of an answer,
 * and some readers would begin anew with each.
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

  /** Takes note of the element's events. */
  heed(event: string): void {
    if (event === "chatkit.response.start") this.#say("");
    this.#isOver ||= event === "chatkit.response.end";
  }

  /** Once the end of an answer is on screen; when another thread was opened instead, there is no question on it yet. */
  hostUpdated(): void {
    if (!this.#isOver) return;
    this.#isOver = false;
    const question = [...this.#host.renderRoot.querySelectorAll(".question")].at(-1);
    if (question) this.#say(answersTo(question));
  }

  #say(text: string): void {
    if (text === this.said) return;
    this.said = text;
    this.#host.requestUpdate();
  }
}

function answersTo(question: Element): string {
  const texts: string[] = [];
  for (let next = question.nextElementSibling; next; next = next.nextElementSibling) {
    if (next.matches(".answer, .widget")) texts.push(wordsOf(next));
  }
  return texts.join(" ");
}

function wordsOf(answer: Element): string {
  const copy = answer.cloneNode(true) as Element;
  for (const button of copy.querySelectorAll("button")) button.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
}
