/** Says in one sentence what went wrong, when another try makes sense, and offers it. */

import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../icons.js";
import type { Problem } from "../problem.js";

export function renderProblem(
  problem: Problem,
  now: number,
  actions: { retry: (() => void) | null; dismiss: () => void },
): TemplateResult {
  const wait = secondsLeft(problem, now);
  // The seconds that pass are shown, but read aloud only once.
  return html`<div class="problem" part="error">
    ${icon(problem.kind === "offline" ? "offline" : "alert")}
    <p><span dir="auto" role="alert">${problem.message}
      ${problem.wait ? html`<span class="unseen">You can try again in ${problem.wait.seconds} seconds.</span>` : nothing}</span>
      ${wait > 0 ? html`<span class="wait" aria-hidden="true">You can try again in ${inWords(wait)}.</span>` : nothing}</p>
    ${problem.canRetry && actions.retry
      ? html`<button class="button" part="retry-button" type="button" ?disabled=${wait > 0}
          @click=${actions.retry}>Try again</button>`
      : nothing}
    <button class="quiet" type="button" aria-label="Dismiss" @click=${actions.dismiss}>${icon("close")}</button>
  </div>`;
}

export function secondsLeft(problem: Problem, now: number): number {
  return problem.wait ? Math.max(0, Math.ceil((problem.wait.until - now) / 1000)) : 0;
}

/** `9` becomes `9 s`, `75` becomes `1:15`. */
function inWords(seconds: number): string {
  if (seconds < 60) return `${String(seconds)} s`;
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, "0")}`;
}
