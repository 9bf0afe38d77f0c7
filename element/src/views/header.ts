/** The header: the thread's title, the page's own buttons, new chat and history. */

import { html, nothing, type TemplateResult } from "lit";
import { icon, namedIcon } from "../icons.js";
import type { Options } from "../options.js";

export interface HeaderView {
  header: Options["header"];
  /** Title of the open thread, if it has one. */
  title: string | null;
  frameTitle: string;
  historyEnabled: boolean;
  canStartNew: boolean;
  startNew: () => void;
  showHistory: () => void;
}

export function renderHeader(view: HeaderView): TemplateResult | typeof nothing {
  const { header } = view;
  if (header?.enabled === false) return nothing;
  const title = header?.title?.enabled === false ? "" : (header?.title?.text ?? (view.title || view.frameTitle));
  return html`<header class="header" part="header">
    ${renderAction(header?.leftAction)}
    <h2 class="title" part="title"><bdi>${title}</bdi></h2>
    ${view.historyEnabled
      ? html`<button class="quiet" part="history-button" type="button" title="History" aria-label="Show chat history"
          @click=${view.showHistory}>${icon("history")}</button>`
      : nothing}
    <button class="quiet" part="new-button" type="button" title="New chat" aria-label="Start a new chat"
      ?disabled=${!view.canStartNew} @click=${view.startNew}>${icon("compose")}</button>
    ${renderAction(header?.rightAction)}
  </header>`;
}

function renderAction(action: { icon: string; onClick: () => void } | undefined): TemplateResult | typeof nothing {
  if (!action) return nothing;
  const label = action.icon.replaceAll("-", " ");
  return html`<button class="quiet" part="header-action" type="button" title=${label} aria-label=${label}
    @click=${() => { action.onClick(); }}>${namedIcon(action.icon)}</button>`;
}
