/** The list of the visitor's threads, laid over the conversation. */

import { html, nothing, type TemplateResult } from "lit";
import { ref } from "lit/directives/ref.js";
import { repeat } from "lit/directives/repeat.js";
import type { History } from "../history.js";
import { icon } from "../icons.js";
import type { Thread } from "../protocol.js";

export interface HistoryView {
  history: History;
  currentId: string | null;
  showRename: boolean;
  showDelete: boolean;
  open: (threadId: string) => void;
  close: () => void;
  rename: (threadId: string, title: string) => void;
  remove: (threadId: string) => void;
}

const UNTITLED = "New chat";

/** Remembers which row is being renamed or about to be deleted. */
export class HistoryPanel {
  readonly #changed: () => void;
  #renaming: string | null = null;
  #deleting: string | null = null;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  reset(): void {
    this.#mark(null, null);
  }

  render(view: HistoryView): TemplateResult {
    const { history } = view;
    const isEmpty = history.threads.length === 0 && !history.loading && !history.problem;
    return html`<section class="history" part="history" role="dialog" aria-label="Chat history"
      @keydown=${(event: KeyboardEvent) => { this.#keyDown(event, view); }}>
      <header class="header">
        <button class="quiet" type="button" aria-label="Back to the chat" @click=${view.close}>${icon("back")}</button>
        <h2 class="title">Chats</h2>
      </header>
      ${history.problem ? html`<p class="history-note" role="alert">${history.problem.message}
        <button class="button" type="button" @click=${() => void history.reload()}>Try again</button></p>` : nothing}
      ${isEmpty ? html`<p class="history-note">No chats yet. What you ask is kept here.</p>` : nothing}
      <ul class="threads" part="threads">
        ${repeat(history.threads, (thread) => thread.id, (thread) => this.#renderRow(thread, view))}
      </ul>
      ${history.loading ? html`<p class="history-note" role="status">Loading chats</p>` : nothing}
      ${history.hasMore && !history.loading
        ? html`<button class="button more" type="button" @click=${() => void history.more()}>Show older chats</button>`
        : nothing}
    </section>`;
  }

  #renderRow(thread: Thread, view: HistoryView): TemplateResult {
    if (this.#renaming === thread.id) return this.#renderRename(thread, view);
    if (this.#deleting === thread.id) return this.#renderDelete(thread, view);
    const title = thread.title || UNTITLED;
    const isCurrent = thread.id === view.currentId;
    return html`<li class="thread" part="thread">
      <button class="thread-open" type="button" aria-current=${isCurrent ? "true" : nothing}
        @click=${() => { view.open(thread.id); }}>
        <span class="thread-title" dir="auto">${title}</span><span class="thread-date">${dateOf(thread)}</span></button>
      ${view.showRename ? html`<button class="quiet" type="button" title="Rename" aria-label=${`Rename ${title}`}
        @click=${() => { this.#mark(thread.id, null); }}>${icon("pencil")}</button>` : nothing}
      ${view.showDelete ? html`<button class="quiet" type="button" title="Delete" aria-label=${`Delete ${title}`}
        @click=${() => { this.#mark(null, thread.id); }}>${icon("trash")}</button>` : nothing}
    </li>`;
  }

  #renderRename(thread: Thread, view: HistoryView): TemplateResult {
    const save = (event: SubmitEvent): void => {
      event.preventDefault();
      const title = new FormData(event.target as HTMLFormElement).get("title");
      this.reset();
      if (typeof title === "string" && title.trim() !== "") view.rename(thread.id, title.trim());
    };
    return html`<li class="thread"><form class="rename" @submit=${save}>
      <input name="title" aria-label="New title" placeholder=${UNTITLED} maxlength="200" autocomplete="off"
        ${ref(focusNew)} .value=${thread.title ?? ""} />
      <button class="button primary" type="submit">Save</button>
      <button class="button" type="button" @click=${() => { this.reset(); }}>Cancel</button>
    </form></li>`;
  }

  #renderDelete(thread: Thread, view: HistoryView): TemplateResult {
    return html`<li class="thread confirm">
      <span class="thread-title" dir="auto">Delete “${thread.title || UNTITLED}”?</span>
      <button class="button danger" type="button" ${ref(focusNew)}
        @click=${() => { this.reset(); view.remove(thread.id); }}>Delete</button>
      <button class="button" type="button" @click=${() => { this.reset(); }}>Keep</button>
    </li>`;
  }

  #keyDown(event: KeyboardEvent, view: HistoryView): void {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    if (this.#renaming ?? this.#deleting) this.reset();
    else view.close();
  }

  #mark(renaming: string | null, deleting: string | null): void {
    this.#renaming = renaming;
    this.#deleting = deleting;
    this.#changed();
  }
}

/** For `ref`: what has just replaced a row's buttons takes the focus that they had. */
function focusNew(node: Element | undefined): void {
  if (node instanceof HTMLElement) queueMicrotask(() => { node.focus(); });
}

/** The time today, else the date. A time without an offset is the server's UTC. */
function dateOf(thread: Thread): string {
  if (!thread.created_at) return "";
  const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(thread.created_at) ? thread.created_at : `${thread.created_at}Z`;
  const date = new Date(zoned);
  if (Number.isNaN(date.getTime())) return "";
  const isToday = date.toDateString() === new Date().toDateString();
  return isToday
    ? date.toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" })
    : date.toLocaleDateString(undefined, { day: "numeric", month: "short", year: "numeric" });
}
