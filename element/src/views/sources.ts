/** Citations: the numbered chips in an answer and the list of its sources. */

import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../icons.js";
import { aim, safeLink } from "../markdown/links.js";
import type { Source } from "../protocol.js";

/** A chip is plain DOM, since the markdown renderer puts it into text that lit does not manage. */
export function sourceChip(sources: readonly Source[], number: number): Node | null {
  const source = sources[number - 1];
  if (!source) return null;
  const link = source.type === "url" ? safeLink(source.url) : null;
  const chip = document.createElement(link ? "a" : "span");
  chip.className = "chip";
  chip.textContent = String(number);
  chip.title = titleOf(source);
  chip.setAttribute("aria-label", `Source ${String(number)}: ${titleOf(source)}`);
  if (link) aim(chip as HTMLAnchorElement, link);
  return chip;
}

export function renderSources(sources: readonly Source[]): TemplateResult | typeof nothing {
  if (sources.length === 0) return nothing;
  return html`<section class="sources" part="sources" aria-label="Sources">
    <h3>Sources</h3>
    <ol>${sources.map((source, index) => html`<li>
      <span class="source-number" aria-hidden="true">${index + 1}</span>${renderSource(source)}</li>`)}</ol>
  </section>`;
}

export function renderSource(source: Source): TemplateResult {
  const link = source.type === "url" ? safeLink(source.url) : null;
  if (!link) {
    return html`<span class="source">${icon("document")}<span dir="auto">${titleOf(source)}</span></span>`;
  }
  const foreign = link.origin !== location.origin;
  return html`<a class="source" href=${link.href} rel="noopener noreferrer" target=${foreign ? "_blank" : nothing}>
    <span class="source-title" dir="auto">${titleOf(source)}</span>
    <span class="source-place" dir="ltr">${foreign ? link.host : link.pathname}</span></a>`;
}

function titleOf(source: Source): string {
  if (source.title) return source.title;
  if (source.type === "url") return source.url;
  return source.type === "file" ? source.filename : source.id;
}
