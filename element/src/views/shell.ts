/** Puts the parts of the chat together: header, log or start screen, footer, history. Decides what is shown when. */

import { html, nothing, type TemplateResult } from "lit";
import { createRef, ref, type Ref } from "lit/directives/ref.js";
import type { Rating } from "../feedback.js";
import type { OutgoingMessage } from "../outgoing.js";
import { icon } from "../icons.js";
import { DEFAULT_FRAME_TITLE, type Options } from "../options.js";
import type { WidgetItem } from "../protocol.js";
import type { Session } from "../session.js";
import type { Announcer } from "./announcer.js";
import type { Composer } from "./composer.js";
import type { Copying } from "./copying.js";
import { renderHeader } from "./header.js";
import type { HistoryPanel } from "./history-panel.js";
import { renderMarkdown } from "./item.js";
import { renderLog } from "./log.js";
import { renderProblem } from "./problem-banner.js";
import type { Dropping } from "./dropping.js";
import type { LogScroll } from "./scroll.js";
import { renderStartScreen } from "./start-screen.js";
import type { WidgetAction } from "./widget.js";

/** What the visitor can do; the element does it. */
export interface ShellActions {
  openThread: (threadId: string | null) => void;
  send: (message: OutgoingMessage) => void;
  retry: (itemId?: string) => void;
  rate: (itemIds: string[], kind: Rating) => void;
  runWidgetAction: (action: WidgetAction, item: WidgetItem) => void;
  changeTool: (toolId: string | null) => void;
  showHistory: () => void;
  hideHistory: () => void;
}

/** The parts that remember something from render to render. */
export interface ShellParts {
  announcer: Announcer;
  composer: Composer;
  dropping: Dropping;
  scroll: LogScroll;
  copying: Copying;
  historyPanel: HistoryPanel;
}

export class Shell {
  readonly frame: Ref<HTMLElement> = createRef();
  readonly #parts: ShellParts;
  readonly #actions: ShellActions;

  constructor(parts: ShellParts, actions: ShellActions) {
    this.#parts = parts;
    this.#actions = actions;
  }

  render(options: Options, session: Session, historyOpen: boolean): TemplateResult {
    const { announcer, dropping, scroll } = this.#parts;
    const { conversation } = session;
    const isBusy = conversation.loading || conversation.responding;
    return html`<section class="frame" part="frame" ${ref(this.frame)} aria-label=${options.frameTitle ?? DEFAULT_FRAME_TITLE}>
      <div class="chat" ?inert=${historyOpen}>
        ${this.#renderHeader(options, session)}
        <div class="body">
          <div class="log" part="log" role="log" tabindex="0" aria-label="Conversation" aria-live="off"
            aria-busy=${isBusy} ${ref(scroll.attach)}>
            <div class="column">${this.#renderContent(options, session)}</div>
          </div>
          ${scroll.atEnd
            ? nothing
            : html`<button class="jump" part="jump-button" type="button" aria-label="Jump to the latest message"
                @click=${() => { scroll.toEnd(true); }}>${icon("arrow-down")}</button>`}
        </div>
        ${this.#renderFooter(options, session)}
      </div>
      ${historyOpen ? this.#renderHistory(options, session) : nothing}
      ${dropping.over ? html`<div class="drop" part="drop-area"><p>${icon("attach")}Drop files to attach them</p></div>` : nothing}
      <p class="unseen" role="status">${announcer.said}</p>
    </section>`;
  }

  /** Options without a usable server: said on the page, since a blank chat tells its owner nothing. */
  renderUnusable(reason: string): TemplateResult {
    return html`<section class="frame" part="frame" ${ref(this.frame)} aria-label=${DEFAULT_FRAME_TITLE}>
      <p class="unusable" role="alert">${icon("alert")} This chat is not set up. ${reason}</p>
    </section>`;
  }

  #renderContent(options: Options, session: Session): TemplateResult {
    const { conversation } = session;
    if (conversation.state.items.length > 0 || conversation.responding) return this.#renderLog(options, session);
    if (conversation.loading) {
      return html`<div class="skeleton" role="status" aria-label="Loading the chat"><i></i><i></i><i></i></div>`;
    }
    return renderStartScreen(options.startScreen, (content) => {
      this.#actions.send({ content, quote: null, attachments: [] });
    });
  }

  #renderLog(options: Options, { conversation, feedback }: Session): TemplateResult {
    const { copying } = this.#parts;
    return renderLog({
      conversation,
      feedback,
      widgets: { run: this.#actions.runWidgetAction },
      showFeedback: options.threadItemActions?.feedback ?? false,
      showRetry: options.threadItemActions?.retry ?? false,
      copiedId: copying.copiedId,
      copy: (turn) => void copying.copyTurn(turn),
      retry: this.#actions.retry,
      rate: this.#actions.rate,
    });
  }

  #renderHeader(options: Options, { conversation }: Session): TemplateResult | typeof nothing {
    return renderHeader({
      header: options.header,
      title: conversation.state.thread?.title ?? null,
      frameTitle: options.frameTitle ?? DEFAULT_FRAME_TITLE,
      historyEnabled: options.history?.enabled ?? true,
      canStartNew: conversation.state.items.length > 0,
      startNew: () => { this.#actions.openThread(null); },
      showHistory: this.#actions.showHistory,
    });
  }

  #renderFooter(options: Options, session: Session): TemplateResult {
    const { conversation } = session;
    const { problem, items } = conversation.state;
    const canRetry = conversation.loadFailed || items.some((item) => item.type === "user_message");
    const { disclaimer } = options;
    return html`<footer class="footer" part="footer"><div class="column">
      ${problem
        ? renderProblem(problem, Date.now(), {
            retry: canRetry ? () => { this.#actions.retry(); } : null,
            dismiss: () => { conversation.dismissProblem(); },
          })
        : nothing}
      ${this.#renderComposer(options, session)}
      ${disclaimer
        ? html`<div class="disclaimer" part="disclaimer" data-contrast=${disclaimer.highContrast ? "high" : "normal"}>
            ${renderMarkdown(disclaimer.text, { open: false, imageDomains: [] })}</div>`
        : nothing}
    </div></footer>`;
  }

  #renderComposer(options: Options, session: Session): TemplateResult {
    const { conversation } = session;
    const { thread, allowCancel } = conversation.state;
    const { type, reason } = thread?.status ?? { type: "active" };
    if (type === "closed") return html`<p class="closed" part="closed" role="status">${reason ?? "This chat is closed."}</p>`;
    return this.#parts.composer.render({
      options: options.composer,
      closedBecause: type === "locked" ? (reason ?? "This chat is locked.") : null,
      busy: conversation.responding || conversation.loading,
      canStop: conversation.responding && allowCancel,
      attaching: session.attachingBy(options),
      send: this.#actions.send,
      stop: () => { conversation.stop(); },
      toolChanged: this.#actions.changeTool,
    });
  }

  #renderHistory(options: Options, { history, conversation }: Session): TemplateResult {
    return this.#parts.historyPanel.render({
      history,
      currentId: conversation.threadId,
      showRename: options.history?.showRename ?? true,
      showDelete: options.history?.showDelete ?? true,
      open: this.#actions.openThread,
      close: this.#actions.hideHistory,
      rename: (threadId, title) =>
        void history.rename(threadId, title).then((thread) => {
          if (thread) conversation.rename(thread);
        }),
      remove: (threadId) =>
        void history.delete(threadId).then((deleted) => {
          if (deleted && threadId === conversation.threadId) void conversation.open(null);
        }),
    });
  }
}
