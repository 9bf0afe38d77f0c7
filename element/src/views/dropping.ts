/** Files dragged over the chat: shown where they would land, and taken when they are let go. */

import type { ReactiveController, ReactiveControllerHost } from "lit";

export class Dropping implements ReactiveController {
  /** Files are held over the chat just now. */
  over = false;
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #take: (files: File[]) => void;
  readonly #isWelcome: () => boolean;

  constructor(host: ReactiveControllerHost & HTMLElement, isWelcome: () => boolean, take: (files: File[]) => void) {
    this.#host = host;
    this.#isWelcome = isWelcome;
    this.#take = take;
    host.addController(this);
  }

  hostConnected(): void {
    for (const name of EVENTS) this.#host.addEventListener(name, this.#heed);
  }

  hostDisconnected(): void {
    for (const name of EVENTS) this.#host.removeEventListener(name, this.#heed);
    this.#show(false);
  }

  readonly #heed = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes("Files") || !this.#isWelcome()) return;
    // Otherwise the browser would leave the page and open the file.
    event.preventDefault();
    // Leaving one part of the chat for another is no leaving: there the place that is entered lies within.
    const leaves = event.type === "dragleave" && !isWithin(this.#host, event.relatedTarget);
    this.#show(event.type !== "drop" && !leaves);
    if (event.type === "drop") this.#take([...event.dataTransfer.files]);
  };

  #show(over: boolean): void {
    if (over === this.over) return;
    this.over = over;
    this.#host.requestUpdate();
  }
}

const EVENTS = ["dragenter", "dragover", "dragleave", "drop"] as const;

function isWithin(host: HTMLElement, place: EventTarget | null): boolean {
  return place instanceof Node && (host.contains(place) || (host.shadowRoot?.contains(place) ?? false));
}
