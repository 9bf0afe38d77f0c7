/**
 * `<chatgraft-chatkit>`: a chat that speaks the ChatKit protocol, with the methods, options and events of
 * `<openai-chatkit>`. Clean-room, from the published types and documents; not affiliated with OpenAI.
 */

import { LitElement, nothing, type TemplateResult } from "lit";
import type { Api } from "./client.js";
import { deeplinkOf } from "./markdown/links.js";
import { apiOf, unknownKeys, type Options } from "./options.js";
import type { OutgoingMessage } from "./outgoing.js";
import type { Attachment, UserContent, WidgetItem } from "./protocol.js";
import { oncePerFrame } from "./schedule.js";
import { Session } from "./session.js";
import { styles } from "./styles/index.js";
import { Theming } from "./theme.js";
import type { Attaching } from "./uploading.js";
import { Announcer } from "./views/announcer.js";
import { Composer, type ComposerValue } from "./views/composer.js";
import { Copying } from "./views/copying.js";
import { Countdown } from "./views/countdown.js";
import { Dropping } from "./views/dropping.js";
import { HistoryPanel } from "./views/history-panel.js";
import { secondsLeft } from "./views/problem-banner.js";
import { LogScroll } from "./views/scroll.js";
import { Shell } from "./views/shell.js";
import type { WidgetAction } from "./views/widget.js";

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

  #options: Options | null = null;
  /** Why the options name no server that can be used. */
  #unusable: string | null = null;
  #session: Session | null = null;
  #isReady = false;
  #initialThreadUsed = false;
  #historyOpen = false;
  #focusBeforeHistory: Element | null = null;

  readonly #rerender = oncePerFrame(() => { this.requestUpdate(); });
  readonly #announcer = new Announcer(this);
  readonly #composer = new Composer(this, (text) => { this.#announcer.say(text); });
  readonly #copying = new Copying(() => { this.requestUpdate(); });
  readonly #historyPanel = new HistoryPanel(() => { this.requestUpdate(); });
  readonly #scroll = new LogScroll(this, () => {
    const conversation = this.#session?.conversation;
    if (conversation && !conversation.older.failed) void conversation.loadOlder();
  });
  readonly #dropping = new Dropping(this, () => this.#attaching() !== null, (files) => { this.#attach(files); });
  readonly #shell = new Shell(
    {
      announcer: this.#announcer, composer: this.#composer, copying: this.#copying, dropping: this.#dropping,
      historyPanel: this.#historyPanel, scroll: this.#scroll,
    },
    {
      openThread: (threadId) => { this.#attempt(this.setThreadId(threadId)); this.#focusIfComfortable(); },
      send: (message) => { this.#attempt(this.#send(message)); this.#focusIfComfortable(); },
      retry: (itemId) => { this.#attempt(this.#retry(itemId)); this.#focusIfComfortable(); },
      rate: (itemIds, kind) => { this.#attempt(this.#rate(itemIds, kind)); },
      runWidgetAction: (action, item) => { this.#attempt(this.#runWidgetAction(action, item)); },
      changeTool: (toolId) => { this.#emit("chatkit.tool.change", { toolId }); },
      showHistory: () => { this.#attempt(this.showHistory()); },
      hideHistory: () => { this.#attempt(this.hideHistory()); },
    },
  );
  readonly #theming = new Theming(this, () => this.#shell.frame.value);

  constructor() {
    super();
    new Countdown(this, () => {
      const problem = this.#session?.conversation.state.problem;
      return problem ? secondsLeft(problem, Date.now()) : 0;
    });
  }

  // The public contract

  /** Replaces all options. Thread, scroll and draft stay unless `api` names another server. */
  setOptions(options: Options): void {
    const unknown = unknownKeys(options);
    if (unknown.length > 0) this.#log("options.unknown", { keys: unknown });
    this.#options = options;
    this.#scroll.follow = options.thread?.autoScroll ?? true;
    this.#theming.set(options.theme);
    const api = apiOf(options);
    this.#unusable = typeof api === "string" ? api : null;
    if (typeof api === "string") this.#emit("chatkit.error", { error: new Error(api) });
    else this.#connectTo(api);
    this.requestUpdate();
  }

  async focusComposer(): Promise<void> {
    await this.updateComplete;
    this.#composer.focus();
  }

  /** Opens a thread, or an empty one for null; resolves when it is on screen. A running answer goes on unseen. */
  async setThreadId(threadId: string | null): Promise<void> {
    const { conversation } = this.#requireSession();
    await this.hideHistory();
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
    const toolBefore = this.#composer.toolId;
    this.#composer.set(value);
    if (value.files?.length) this.#attach(value.files);
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
    void history.reload();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(".history button")?.focus();
    this.#emit("chatkit.history.open");
  }

  async hideHistory(): Promise<void> {
    if (!this.#historyOpen) return;
    this.#historyOpen = false;
    this.requestUpdate();
    this.#emit("chatkit.history.close");
    await this.updateComplete;
    if (this.#focusBeforeHistory instanceof HTMLElement) this.#focusBeforeHistory.focus();
    this.#focusBeforeHistory = null;
  }

  // Life cycle

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("online", this.#online);
    // Moved within the page, the streams still run; put back after a while, the thread is read again.
    if (this.hasUpdated && this.#session) this.#attempt(this.#session.conversation.refresh());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("online", this.#online);
    // A move to another parent is a removal and an insertion in one task: only a removal that lasts lets go.
    queueMicrotask(() => {
      if (!this.isConnected) this.#session?.conversation.release();
    });
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.#options) return nothing;
    if (this.#session) return this.#shell.render(this.#options, this.#session, this.#historyOpen);
    return this.#unusable ? this.#shell.renderUnusable(this.#unusable) : nothing;
  }

  protected override firstUpdated(): void {
    this.renderRoot.addEventListener("click", this.#clicked);
  }

  protected override updated(): void {
    const session = this.#session;
    if (!session) return;
    this.#scroll.settle(session.conversation.state.items[0]?.id ?? null);
    this.#begin(session);
  }

  /** After the first render with a usable server: now there is something to be ready. */
  #begin({ conversation }: Session): void {
    if (!this.#isReady) {
      this.#isReady = true;
      this.#emit("chatkit.ready");
    }
    if (this.#initialThreadUsed) return;
    this.#initialThreadUsed = true;
    const threadId = this.#options?.initialThread ?? null;
    const isUntouched = conversation.threadId === null && !conversation.responding;
    if (threadId !== null && isUntouched) this.#attempt(conversation.open(threadId));
  }

  #connectTo({ url }: Api): void {
    const address = new URL(url, document.baseURI).href;
    if (this.#session?.address === address) return;
    const before = this.#session;
    before?.conversation.release();
    // Wrapped: a page may pass a new `fetch` with every setOptions, and the latest one counts.
    const api = { url, fetch: (...request: Parameters<typeof fetch>) => this.#fetch(...request) };
    this.#session = new Session(address, api, this.#options?.locale, {
      changed: this.#rerender,
      emit: (name, detail) => {
        this.#announcer.heed(name);
        this.#emit(name, detail);
      },
      runClientTool: (name, params) => {
        const handler = this.#options?.onClientTool;
        return handler ? Promise.resolve().then(() => handler({ name, params })) : null;
      },
    });
    if (before?.conversation.threadId) this.#emit("chatkit.thread.change", { threadId: null });
  }

  #fetch(...[input, init]: Parameters<typeof fetch>): Promise<Response> {
    const api = this.#options ? apiOf(this.#options) : "";
    return (typeof api === "string" || !api.fetch ? fetch : api.fetch)(input, init);
  }

  // What the visitor and the page ask for

  async #send(message: OutgoingMessage): Promise<void> {
    const isEmpty = message.content.every((part) => part.text.trim() === "") && message.attachments.length === 0;
    if (isEmpty) throw new Error("A message needs some text or an attachment.");
    const sending = this.#requireSession().conversation.send(message);
    this.#scroll.toEnd();
    await sending;
  }

  #attaching(): Attaching | null {
    return (this.#options && !this.#historyOpen && this.#session?.attachingBy(this.#options)) || null;
  }

  #attach(files: File[]): void {
    const attaching = this.#attaching();
    if (attaching) this.#composer.attach(files, attaching);
    else this.#log("composer.attachments.disabled", { count: files.length });
  }

  async #retry(itemId?: string): Promise<void> {
    this.#scroll.toEnd();
    await this.#requireSession().conversation.retry(itemId);
  }

  async #rate(itemIds: string[], kind: "positive" | "negative"): Promise<void> {
    const { conversation, feedback } = this.#requireSession();
    if (conversation.threadId === null) return;
    const rating = feedback.rate(conversation.threadId, itemIds, kind);
    this.requestUpdate();
    await rating.finally(() => { this.requestUpdate(); });
  }

  async #runWidgetAction(action: WidgetAction, item: WidgetItem): Promise<void> {
    const { handler, streaming, type, payload } = action;
    const plain = { type, ...(payload ? { payload } : {}) };
    if (handler === "client") {
      await this.#options?.widgets?.onAction?.(plain, { id: item.id, widget: item.widget as never });
    } else await this.#requireSession().conversation.act(plain, item.id, streaming ?? true);
  }

  /** Clicks on what the markdown renderer made: deeplinks and the copy buttons of code blocks. */
  readonly #clicked = (event: Event): void => {
    const target = event.target instanceof Element ? event.target : null;
    const link = target?.closest("a");
    const deeplink = link ? deeplinkOf(link.href) : null;
    if (deeplink) {
      event.preventDefault();
      this.#emit("chatkit.deeplink", deeplink);
      return;
    }
    const copyButton = target?.closest(".copy-code");
    if (copyButton) void this.#copying.copyCode(copyButton);
  };

  readonly #online = (): void => {
    const conversation = this.#session?.conversation;
    if (conversation?.state.problem?.kind === "offline") this.#attempt(conversation.recover());
  };

  /** Not on touch screens, where the keyboard would cover the answer. */
  #focusIfComfortable(): void {
    if (matchMedia("(pointer: fine)").matches) void this.focusComposer();
  }

  /** For work that nobody awaits: what goes wrong becomes an event. */
  #attempt(work: Promise<void>): void {
    work.catch((error: unknown) => { this.#emit("chatkit.error", { error }); });
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
