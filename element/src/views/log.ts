/** The thread's log: items in turns, the actions below each answer, what the assistant is doing now. */

import { html, nothing, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import type { Conversation } from "../conversation.js";
import type { Feedback, Rating } from "../feedback.js";
import { icon, namedIcon } from "../icons.js";
import type { ThreadItem } from "../protocol.js";
import type { Notice } from "../thread-state.js";
import { renderItem, renderMarkdown } from "./item.js";
import type { WidgetActions } from "./widget.js";

export interface LogView {
  conversation: Conversation;
  feedback: Feedback;
  widgets: WidgetActions;
  showFeedback: boolean;
  showRetry: boolean;
  /** Id of the answer that was just copied. */
  copiedId: string | null;
  copy: (turn: readonly ThreadItem[]) => void;
  retry: (itemId: string) => void;
  rate: (itemIds: string[], kind: Rating) => void;
}

const NO_DOMAINS: readonly string[] = [];

export function renderLog(view: LogView): TemplateResult {
  const { conversation } = view;
  const { state } = conversation;
  const turnsEnd = turnEnds(state.items);
  return html`
    ${conversation.older.loading ? html`<div class="paging" role="status">Loading earlier messages</div>` : nothing}
    ${conversation.older.failed && !conversation.older.loading
      ? html`<div class="paging"><button class="button" type="button"
          @click=${() => void conversation.loadOlder()}>Show earlier messages</button></div>`
      : nothing}
    ${repeat(state.items, (item) => item.id, (item, index) => {
      const turn = turnsEnd.get(index);
      const isRunning = conversation.responding && index === state.items.length - 1;
      return html`${renderGuarded(item, view)}${turn && !isRunning ? renderActions(turn, view) : nothing}`;
    })}
    ${state.notices.map((notice) => renderNotice(notice))}
    ${conversation.responding ? renderActivity(view) : nothing}`;
}

/** An item is rendered again only when it, or what it depends on, has changed: long threads stay fluid. */
function renderGuarded(item: ThreadItem, view: LogView): unknown {
  const { state } = view.conversation;
  const open = state.open.has(item.id);
  const imageDomains = state.thread?.allowed_image_domains ?? NO_DOMAINS;
  return guard([item, open, imageDomains.join(" ")], () =>
    renderItem(item, { open, imageDomains, widgets: view.widgets }),
  );
}

/** For the index of each turn's last item: the turn's answers. */
function turnEnds(items: readonly ThreadItem[]): Map<number, ThreadItem[]> {
  const ends = new Map<number, ThreadItem[]>();
  let turn: ThreadItem[] = [];
  items.forEach((item, index) => {
    if (item.type === "user_message") turn = [];
    else turn.push(item);
    const next = items[index + 1];
    const isLast = !next || next.type === "user_message";
    if (isLast && turn.some((answer) => answer.type === "assistant_message")) ends.set(index, turn);
  });
  return ends;
}

function renderActions(turn: ThreadItem[], view: LogView): TemplateResult {
  const last = turn.at(-1);
  if (!last) return html``;
  const ids = turn.map((item) => item.id);
  const rating = view.feedback.of(last.id);
  const copied = view.copiedId === last.id;
  return html`<div class="actions" part="actions" role="group" aria-label="Answer actions">
    <button class="quiet" type="button" title="Copy" aria-label=${copied ? "Copied" : "Copy answer"}
      @click=${() => { view.copy(turn); }}>${icon(copied ? "check" : "copy")}</button>
    ${view.showFeedback
      ? (["positive", "negative"] as const).map((kind) => html`<button class="quiet" type="button"
          title=${kind === "positive" ? "Good answer" : "Bad answer"}
          aria-label=${kind === "positive" ? "Good answer" : "Bad answer"} aria-pressed=${rating === kind}
          @click=${() => { view.rate(ids, kind); }}>${icon(kind === "positive" ? "up" : "down")}</button>`)
      : nothing}
    ${view.showRetry
      ? html`<button class="quiet" type="button" title="Answer again" aria-label="Answer again"
          ?disabled=${view.conversation.responding} @click=${() => { view.retry(last.id); }}>${icon("retry")}</button>`
      : nothing}
  </div>`;
}

function renderActivity(view: LogView): TemplateResult | typeof nothing {
  const { items, progress } = view.conversation.state;
  if (progress) {
    return html`<div class="activity" part="progress" role="status">
      ${namedIcon(progress.icon)}<span class="shimmer" dir="auto">${progress.text}</span></div>`;
  }
  const last = items.at(-1);
  const isWriting = last?.type === "assistant_message" && last.content.some((part) => part.text !== "");
  if (isWriting) return nothing;
  return html`<div class="activity dots" role="status" aria-label="The assistant is answering"><i></i><i></i><i></i></div>`;
}

function renderNotice(notice: Notice): TemplateResult {
  return html`<aside class="notice" part="notice" data-level=${notice.level} role=${notice.level === "danger" ? "alert" : "note"}>
    ${icon(notice.level === "info" ? "info" : "alert")}
    <div>${notice.title ? html`<strong dir="auto">${notice.title}</strong>` : nothing}
      ${renderMarkdown(notice.message, { open: false, imageDomains: NO_DOMAINS })}</div>
  </aside>`;
}
