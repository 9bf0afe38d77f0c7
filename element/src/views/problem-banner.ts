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
  return html`<div class="problem" part="error" role="alert">
    ${icon(problem.kind === "offline" ? "offline" : "alert")}
    <p dir="auto">${problem.message}
      ${wait > 0 ? html`<span class="wait" role="timer">You can try again in ${inWords(wait)}.</span>` : nothing}</p>
    ${problem.canRetry && actions.retry
      ? html`<button class="button" part="retry-button" type="button" ?disabled=${wait > 0}
          @click=${actions.retry}>Try again</button>`
      : nothing}
    <button class="quiet" type="button" aria-label="Dismiss" @click=${actions.dismiss}>${icon("close")}</button>
  </div>`;
}

export function secondsLeft(problem: Problem, now: number): number {
  return problem.retryAt === undefined ? 0 : Math.max(0, Math.ceil((problem.retryAt - now) / 1000));
}

function inWords(seconds: number): string {
  if (seconds < 90) return `${String(seconds)} s`;
  return `${String(Math.ceil(seconds / 60))} min`;
}
