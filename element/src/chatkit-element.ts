/**
 * `<chatgraft-chatkit>`: a chat that speaks the ChatKit protocol, with the methods, options and events of
 * `<openai-chatkit>`. Clean-room, from the published types and documents; not affiliated with OpenAI.
 */

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { createRef, ref } from "lit/directives/ref.js";
import { ChatClient } from "./client.js";
import { Conversation, type ConversationHost, type OutgoingMessage } from "./conversation.js";
import { History } from "./history.js";
import { icon } from "./icons.js";
import { deeplinkOf } from "./markdown/links.js";
import { apiOf, DEFAULT_FRAME_TITLE, unknownKeys, type Options } from "./options.js";
import type { Attachment, ThreadItem, UserContent, WidgetItem } from "./protocol.js";
import { styles } from "./styles/index.js";
import { darkSystem, loadFonts, schemeOf, themeProperties, type ThemeInput } from "./theme.js";
import { isLocal } from "./thread-state.js";
import { copyToClipboard } from "./views/clipboard.js";
import { Composer, type ComposerValue } from "./views/composer.js";
import { renderHeader } from "./views/header.js";
import { HistoryPanel } from "./views/history-panel.js";
import { copyText, renderMarkdown } from "./views/item.js";
import { renderLog } from "./views/log.js";
import { renderProblem, secondsLeft } from "./views/problem-banner.js";
import { LogScroll } from "./views/scroll.js";
import { renderStartScreen } from "./views/start-screen.js";
import type { WidgetAction } from "./views/widget.js";

const COPIED_SHOWS_MS = 1600;

/** The API of a client that cannot be had yet; a conversation is only made once there is one. */
interface Session {
  key: string;
  conversation: Conversation;
  history: History;
}

export interface SendParams {
  text?: string;
  content?: UserContent[];
  reply?: string;
  attachments?: Attachment[];
  newThread?: boolean;
  toolChoice?: { id: string };
  model?: string;
}

export class ChatgraftChatKit extends LitElement {
  static override readonly styles = styles;
  static override readonly shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  #options: Options | null = null;
  #session: Session | null = null;
  #ready = false;
  #historyOpen = false;
  #initialThreadUsed = false;
  #copiedId: string | null = null;
  #frameRequest = 0;
  #ticker: ReturnType<typeof setTimeout> | undefined;
  #focusBeforeHistory: Element | null = null;
  #firstShownId: string | null = null;

  readonly #frame = createRef<HTMLElement>();
  readonly #composer = new Composer(this);
  readonly #scroll = new LogScroll(this, () => void this.#session?.conversation.loadOlder());
  readonly #historyPanel = new HistoryPanel(() => { this.requestUpdate(); });
  readonly #schemeChanged = (): void => { this.#applyTheme(); };
  readonly #online = (): void => {
    const conversation = this.#session?.conversation;
    if (conversation?.state.problem?.kind === "offline") conversation.dismissProblem();
  };

  // ---- the public contract: options, methods ----

  /** Replaces all options. Thread, scroll and draft stay unless `api` names another server. */
  setOptions(options: Options): void {
    const api = apiOf(options);
    const unknown = unknownKeys(options);
    if (unknown.length > 0) this.#log("options.unknown", { keys: unknown });
    this.#options = options;
    this.#scroll.follow = options.thread?.autoScroll ?? true;
    loadFonts(options.theme);
    if (typeof api === "string") {
      this.#emit("chatkit.error", { error: new Error(api) });
    } else if (this.#session?.key !== new URL(api.url, document.baseURI).href) {
      this.#connectTo(new URL(api.url, document.baseURI).href);
    }
    this.requestUpdate();
  }

  async focusComposer(): Promise<void> {
    await this.updateComplete;
    this.#composer.focus();
  }

  async setThreadId(threadId: string | null): Promise<void> {
    const { conversation } = this.#requireSession();
    if (this.#historyOpen) this.#closeHistory();
    if (threadId === conversation.threadId && (threadId !== null || conversation.state.items.length === 0)) return;
    this.#scroll.toEnd();
    await conversation.open(threadId);
  }

  /** Sends a message; resolves when its answer has ended. Rejects while another one is being written. */
  async sendUserMessage(params: SendParams): Promise<void> {
    if (params.newThread) await this.setThreadId(null);
    await this.#send({
      content: params.content ?? [{ type: "input_text", text: params.text ?? "" }],
      quote: params.reply || null,
      attachments: params.attachments ?? [],
      ...(params.model ? { model: params.model } : {}),
      ...(params.toolChoice ? { toolId: params.toolChoice.id } : {}),
    });
  }

  async setComposerValue(value: ComposerValue & { files?: File[] }): Promise<void> {
    if (value.files?.length) this.#log("composer.files.unsupported", { count: value.files.length });
    const toolBefore = this.#composer.toolId;
    this.#composer.set(value);
    if (this.#composer.toolId !== toolBefore) this.#emit("chatkit.tool.change", { toolId: this.#composer.toolId });
    await this.updateComplete;
  }

  async fetchUpdates(): Promise<void> {
    await this.#requireSession().conversation.refresh();
  }

  async sendCustomAction(action: { type: string; payload?: Record<string, unknown> }, itemId?: string): Promise<void> {
    await this.#requireSession().conversation.act(action, itemId);
  }

  async showHistory(): Promise<void> {
    const { history } = this.#requireSession();
    if (this.#historyOpen) return;
    this.#focusBeforeHistory = this.shadowRoot?.activeElement ?? null;
    this.#historyOpen = true;
    this.#historyPanel.reset();
    this.requestUpdate();
    void history.reload();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(".history button")?.focus();
    this.#emit("chatkit.history.open");
  }

  async hideHistory(): Promise<void> {
    if (!this.#historyOpen) return;
    this.#closeHistory();
    await this.updateComplete;
  }

  // ---- life cycle ----

  override connectedCallback(): void {
    super.connectedCallback();
    darkSystem.addEventListener("change", this.#schemeChanged);
    addEventListener("online", this.#online);
    // Moved within the page, the streams still run; put back after a while, the thread is read again.
    if (this.hasUpdated) void this.#session?.conversation.refresh();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    darkSystem.removeEventListener("change", this.#schemeChanged);
    removeEventListener("online", this.#online);
    // A move to another parent is a removal and an insertion in one task: only a removal that lasts lets go.
    queueMicrotask(() => {
      if (!this.isConnected) this.#session?.conversation.release();
    });
  }

  protected override firstUpdated(): void {
    this.renderRoot.addEventListener("click", (event) => { this.#clicked(event); });
  }

  protected override updated(_changed: PropertyValues): void {
    this.#applyTheme();
    const conversation = this.#session?.conversation;
    const firstId = conversation?.state.items[0]?.id ?? null;
    const isPrepended = this.#firstShownId !== null && firstId !== this.#firstShownId;
    this.#firstShownId = firstId;
    this.#scroll.settle(firstId, isPrepended);
    this.#tick();
    this.#begin();
  }

  /** First render with a usable api: now there is something to be ready. */
  #begin(): void {
    const session = this.#session;
    if (!session || !this.#frame.value) return;
    if (!this.#ready) {
      this.#ready = true;
      this.#emit("chatkit.ready");
    }
    if (!this.#initialThreadUsed) {
      this.#initialThreadUsed = true;
      const threadId = this.#options?.initialThread ?? null;
      if (threadId !== null && session.conversation.threadId === null && !session.conversation.responding) {
        void session.conversation.open(threadId);
      }
    }
  }

  #connectTo(key: string): void {
    this.#session?.conversation.release();
    // Functions in the options may change without notice: always those of the latest options.
    const api = { url: this.#apiUrl(), fetch: (...request: Parameters<typeof fetch>) => this.#fetch(...request) };
    const client = new ChatClient(api, this.#options?.locale);
    const host: ConversationHost = {
      changed: () => { this.#scheduleUpdate(); },
      emit: (name, detail) => { this.#emit(name, detail); },
      runClientTool: (name, params) => {
        const handler = this.#options?.onClientTool;
        return handler ? Promise.resolve().then(() => handler({ name, params })) : null;
      },
    };
    const isFirst = this.#session === null;
    this.#session = {
      key,
      conversation: new Conversation(client, host),
      history: new History(client, () => { this.requestUpdate(); }),
    };
    if (!isFirst) this.#emit("chatkit.thread.change", { threadId: null });
  }

  #apiUrl(): string {
    const api = this.#options ? apiOf(this.#options) : "";
    return typeof api === "string" ? "" : api.url;
  }

  #fetch(...[input, init]: Parameters<typeof fetch>): Promise<Response> {
    const api = this.#options ? apiOf(this.#options) : "";
    return (typeof api === "string" || !api.fetch ? fetch : api.fetch)(input, init);
  }

  // ---- rendering ----

  protected override render(): TemplateResult | typeof nothing {
    const options = this.#options;
    const session = this.#session;
    if (!options || !session) return nothing;
    const { conversation } = session;
    const isEmpty = conversation.state.items.length === 0 && !conversation.loading && !conversation.responding;
    return html`<section class="frame" part="frame" ${ref(this.#frame)} aria-label=${options.frameTitle ?? DEFAULT_FRAME_TITLE}>
      <div class="chat" ?inert=${this.#historyOpen}>
        ${this.#renderHeader(options, session)}
        <div class="body">
          <div class="log" part="log" role="log" tabindex="0" aria-label="Conversation" aria-live="polite"
            aria-busy=${conversation.loading || conversation.responding} ${ref(this.#scroll.attach)}>
            <div class="column">
              ${conversation.loading && conversation.state.items.length === 0 ? html`<div class="skeleton" role="status" aria-label="Loading the chat"><i></i><i></i><i></i></div>` : nothing}
              ${isEmpty
                ? renderStartScreen(options.startScreen, false, (content) => { this.#sendFromUi({ content, quote: null, attachments: [] }); })
                : this.#renderLog(options, conversation)}
            </div>
          </div>
          ${this.#scroll.atEnd ? nothing : html`<button class="jump" part="jump-button" type="button" aria-label="Jump to the latest message"
            @click=${() => { this.#scroll.toEnd(true); }}>${icon("arrow-down")}</button>`}
        </div>
        ${this.#renderFooter(options, conversation)}
      </div>
      ${this.#historyOpen ? this.#renderHistory(options, session) : nothing}
    </section>`;
  }

  #renderHeader(options: Options, { conversation }: Session): TemplateResult | typeof nothing {
    return renderHeader({
      header: options.header,
      title: conversation.state.thread?.title ?? null,
      frameTitle: options.frameTitle ?? DEFAULT_FRAME_TITLE,
      historyEnabled: options.history?.enabled ?? true,
      canStartNew: conversation.state.items.length > 0,
      startNew: () => void this.setThreadId(null).then(() => { this.#composer.focus(); }),
      showHistory: () => void this.showHistory(),
    });
  }

  #renderLog(options: Options, conversation: Conversation): TemplateResult {
    return renderLog({
      conversation,
      widgets: { run: (action, item) => void this.#runWidgetAction(action, item) },
      showFeedback: options.threadItemActions?.feedback ?? false,
      showRetry: options.threadItemActions?.retry ?? false,
      copiedId: this.#copiedId,
      copy: (turn) => void this.#copyTurn(turn),
      retry: (itemId) => { this.#retry(itemId); },
      rate: (ids, kind) => void conversation.rate(ids, kind),
    });
  }

  #renderFooter(options: Options, conversation: Conversation): TemplateResult {
    const { problem, thread, allowCancel } = conversation.state;
    const status = thread?.status;
    const closed = status?.type === "closed" ? (status.reason ?? "This chat is closed.") : null;
    const locked = status?.type === "locked" ? (status.reason ?? "This chat is locked.") : null;
    const canRetry = conversation.state.items.some((item) => item.type === "user_message");
    return html`<footer class="footer" part="footer">
      <div class="column">
        ${problem
          ? renderProblem(problem, Date.now(), {
              retry: canRetry ? () => { this.#retry(); } : null,
              dismiss: () => { conversation.dismissProblem(); },
            })
          : nothing}
        ${closed ? html`<p class="closed" part="closed" role="status">${closed}</p>` : this.#composer.render({
          options: options.composer,
          closedBecause: locked,
          busy: conversation.responding || conversation.loading,
          canStop: conversation.responding && allowCancel,
          send: (message) => { this.#sendFromUi(message); },
          stop: () => { conversation.stop(); },
          toolChanged: (toolId) => { this.#emit("chatkit.tool.change", { toolId }); },
        })}
        ${options.disclaimer
          ? html`<div class="disclaimer" part="disclaimer" data-contrast=${options.disclaimer.highContrast ? "high" : "normal"}>
              ${renderMarkdown(options.disclaimer.text, { open: false, imageDomains: [] })}</div>`
          : nothing}
      </div>
    </footer>`;
  }

  #renderHistory(options: Options, { history, conversation }: Session): TemplateResult {
    return this.#historyPanel.render({
      history,
      currentId: conversation.threadId,
      showRename: options.history?.showRename ?? true,
      showDelete: options.history?.showDelete ?? true,
      open: (threadId) => void this.setThreadId(threadId),
      close: () => { this.#closeHistory(); },
      rename: (threadId, title) => void history.rename(threadId, title).then((thread) => {
        if (thread) conversation.rename(thread);
      }),
      remove: (threadId) => void history.delete(threadId).then((deleted) => {
        if (deleted && threadId === conversation.threadId) void conversation.open(null);
      }),
    });
  }

  // ---- doing things ----

  #send(message: OutgoingMessage): Promise<void> {
    const sending = this.#requireSession().conversation.send(message);
    this.#scroll.toEnd();
    return sending;
  }

  #sendFromUi(message: OutgoingMessage): void {
    this.#send(message).catch((error: unknown) => { this.#emit("chatkit.error", { error }); });
  }

  #retry(itemId?: string): void {
    this.#scroll.toEnd();
    this.#requireSession().conversation.retry(itemId).catch((error: unknown) => { this.#emit("chatkit.error", { error }); });
  }

  async #runWidgetAction(action: WidgetAction, item: WidgetItem): Promise<void> {
    const { handler, streaming, type, payload } = action;
    const plain = { type, ...(payload ? { payload } : {}) };
    try {
      if (handler === "client") {
        await this.#options?.widgets?.onAction?.(plain, { id: item.id, widget: item.widget as never });
        return;
      }
      await this.#requireSession().conversation.act(plain, isLocal(item) ? undefined : item.id, streaming ?? true);
    } catch (error) {
      this.#emit("chatkit.error", { error });
    }
  }

  async #copyTurn(turn: readonly ThreadItem[]): Promise<void> {
    if (!(await copyToClipboard(copyText(turn)))) return;
    const id = turn.at(-1)?.id ?? null;
    this.#copiedId = id;
    this.requestUpdate();
    setTimeout(() => {
      if (this.#copiedId !== id) return;
      this.#copiedId = null;
      this.requestUpdate();
    }, COPIED_SHOWS_MS);
  }

  /** Clicks on what the markdown renderer made: code copy buttons and deeplinks. */
  #clicked(event: Event): void {
    const target = event.target instanceof Element ? event.target : null;
    const link = target?.closest("a");
    const deeplink = link ? deeplinkOf(link.href) : null;
    if (deeplink) {
      event.preventDefault();
      this.#emit("chatkit.deeplink", deeplink);
      return;
    }
    const button = target?.closest<HTMLButtonElement>(".copy-code");
    if (button) void this.#copyCode(button);
  }

  async #copyCode(button: HTMLButtonElement): Promise<void> {
    const code = button.closest(".code")?.querySelector("code")?.textContent ?? "";
    const copied = await copyToClipboard(code);
    button.textContent = copied ? "Copied" : "Not allowed";
    setTimeout(() => { button.textContent = "Copy"; }, COPIED_SHOWS_MS);
  }

  #closeHistory(): void {
    this.#historyOpen = false;
    this.requestUpdate();
    this.#emit("chatkit.history.close");
    const back = this.#focusBeforeHistory;
    this.#focusBeforeHistory = null;
    void this.updateComplete.then(() => {
      if (back instanceof HTMLElement) back.focus();
    });
  }

  #applyTheme(): void {
    const frame = this.#frame.value;
    if (!frame) return;
    const theme = this.#options?.theme as ThemeInput;
    frame.dataset["scheme"] = schemeOf(theme);
    for (const [name, value] of Object.entries(themeProperties(theme))) {
      if (value === null) frame.style.removeProperty(name);
      else frame.style.setProperty(name, value);
    }
  }

  /** One render a frame while deltas pour in; a hidden tab has no frames, so there a timer does it. */
  #scheduleUpdate(): void {
    if (this.#frameRequest !== 0) return;
    const render = (): void => {
      this.#frameRequest = 0;
      this.requestUpdate();
    };
    this.#frameRequest = 1;
    if (document.hidden) setTimeout(render, 100);
    else requestAnimationFrame(render);
  }

  /** Counts a waiting time down, a second at a time. */
  #tick(): void {
    clearTimeout(this.#ticker);
    const problem = this.#session?.conversation.state.problem;
    if (problem && secondsLeft(problem, Date.now()) > 0) {
      this.#ticker = setTimeout(() => { this.requestUpdate(); }, 1000);
    }
  }

  #requireSession(): Session {
    if (!this.#session) throw new Error("ChatKit is not set up: call setOptions({ api: { url } }) first.");
    return this.#session;
  }

  #log(name: string, data: Record<string, unknown>): void {
    this.#emit("chatkit.log", { name, data });
  }

  #emit(name: string, detail?: object): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
