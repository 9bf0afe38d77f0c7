/** Keeps the log's end in sight while an answer grows, unless the reader has scrolled up; keeps their place on paging. */

import type { ReactiveController, ReactiveControllerHost } from "lit";

const NEAR_END_PX = 64;
const NEAR_START_PX = 240;

export class LogScroll implements ReactiveController {
  /** False once the reader has scrolled away from the end. */
  atEnd = true;
  follow = true;

  readonly #host: ReactiveControllerHost;
  readonly #nearStart: () => void;
  #log: HTMLElement | null = null;
  #firstId: string | null = null;
  #heightBefore = 0;
  /** Where the log was last put at its end. */
  #keptTop = 0;
  readonly #resize = new ResizeObserver(() => { this.#keepEnd(); });

  constructor(host: ReactiveControllerHost, nearStart: () => void) {
    this.#host = host;
    this.#nearStart = nearStart;
    host.addController(this);
  }

  /** For lit's `ref`: called with the log, and with undefined when it goes. */
  readonly attach = (log: Element | undefined): void => {
    this.#resize.disconnect();
    this.#log?.removeEventListener("scroll", this.#scrolled);
    this.#log = log instanceof HTMLElement ? log : null;
    if (!this.#log) return;
    this.#log.addEventListener("scroll", this.#scrolled, { passive: true });
    this.#resize.observe(this.#log);
    for (const child of this.#log.children) this.#resize.observe(child);
  };

  hostUpdate(): void {
    const log = this.#log;
    if (!log) return;
    this.#heightBefore = log.scrollHeight;
    // A scroll is reported a frame late: what renders in between must not pull the reader back.
    if (log.scrollTop < this.#keptTop - 1 && !isNearEnd(log)) this.atEnd = false;
  }

  /** After a render. `firstId`: the first shown item's, by which older items put before it are noticed. */
  settle(firstId: string | null): void {
    const log = this.#log;
    if (!log) return;
    if (this.#firstId !== null && this.#firstId !== firstId && !this.atEnd) {
      log.scrollTop += log.scrollHeight - this.#heightBefore;
    } else this.#keepEnd();
    this.#firstId = firstId;
    if (log.scrollHeight <= log.clientHeight + NEAR_START_PX) this.#nearStart();
  }

  toEnd(smooth = false): void {
    this.atEnd = true;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#log?.scrollTo({ top: this.#log.scrollHeight, behavior: smooth && !calm ? "smooth" : "instant" });
  }

  #keepEnd(): void {
    if (!this.atEnd || !this.follow || !this.#log) return;
    this.#log.scrollTop = this.#log.scrollHeight;
    this.#keptTop = this.#log.scrollTop;
  }

  readonly #scrolled = (): void => {
    const log = this.#log;
    if (!log) return;
    const atEnd = isNearEnd(log);
    if (atEnd !== this.atEnd) {
      this.atEnd = atEnd;
      this.#host.requestUpdate();
    }
    if (log.scrollTop < NEAR_START_PX) this.#nearStart();
  };
}

function isNearEnd(log: HTMLElement): boolean {
  return log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END_PX;
}
