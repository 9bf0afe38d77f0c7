/** The composer: draft, quote, attachments, tool and model choice. Keeps its draft through every option change. */

import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from "lit";
import { createRef, ref } from "lit/directives/ref.js";
import { icon, namedIcon } from "../icons.js";
import { DEFAULT_PLACEHOLDER, type Options } from "../options.js";
import type { OutgoingMessage } from "../outgoing.js";
import type { Attachment, UserContent } from "../protocol.js";

export interface ComposerView {
  options: Options["composer"];
  /** Why nothing can be written now (a locked thread), or null. */
  closedBecause: string | null;
  busy: boolean;
  canStop: boolean;
  send: (message: OutgoingMessage) => void;
  stop: () => void;
  toolChanged: (toolId: string | null) => void;
}

export interface ComposerValue {
  text?: string;
  content?: UserContent[];
  reply?: string;
  attachments?: Attachment[];
  selectedToolId?: string | null;
  selectedModelId?: string;
}

const growsByItself = CSS.supports("field-sizing", "content");

export class Composer implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #input = createRef<HTMLTextAreaElement>();
  #draft = "";
  #quote: string | null = null;
  #attachments: readonly Attachment[] = [];
  #toolId: string | null = null;
  #modelId: string | null = null;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdated(): void {
    const input = this.#input.value;
    if (input && input.value !== this.#draft) input.value = this.#draft;
    if (input && !growsByItself) grow(input);
  }

  get toolId(): string | null {
    return this.#toolId;
  }

  focus(): void {
    this.#input.value?.focus();
  }

  set(value: ComposerValue): void {
    if (value.content) this.#draft = plainText(value.content);
    else if (value.text !== undefined) this.#draft = value.text;
    if (value.reply !== undefined) this.#quote = value.reply || null;
    if (value.attachments) this.#attachments = value.attachments;
    if (value.selectedToolId !== undefined) this.#toolId = value.selectedToolId;
    if (value.selectedModelId !== undefined) this.#modelId = value.selectedModelId;
    this.#host.requestUpdate();
  }

  render(view: ComposerView): TemplateResult {
    const tool = view.options?.tools?.find((option) => option.id === this.#toolId);
    const placeholder =
      view.closedBecause ?? tool?.placeholderOverride ?? view.options?.placeholder ?? DEFAULT_PLACEHOLDER;
    const closed = view.closedBecause !== null;
    return html`
      <form class="composer" part="composer" @submit=${(event: Event) => { event.preventDefault(); this.#send(view); }}>
        ${this.#quote === null ? nothing : this.#renderQuote(this.#quote)}
        ${this.#attachments.map((attachment) => this.#renderAttachment(attachment))}
        <div class="composer-line">
          <textarea ${ref(this.#input)} part="input" rows="1" dir="auto" enterkeyhint="send" autocomplete="off"
            aria-label=${placeholder} placeholder=${placeholder} ?disabled=${closed}
            @input=${this.#typed} @keydown=${(event: KeyboardEvent) => { this.#keyDown(event, view); }}></textarea>
          ${view.busy && view.canStop
            ? html`<button class="send stop" part="stop-button" type="button" aria-label="Stop answering" title="Stop"
                @click=${() => { view.stop(); this.focus(); }}>${icon("stop")}</button>`
            : html`<button class="send" part="send-button" type="submit" aria-label="Send message" title="Send"
                ?disabled=${closed || view.busy || this.#isEmpty()}>${icon("arrow-up")}</button>`}
        </div>
        ${view.options?.tools?.length || view.options?.models?.length
          ? html`<div class="composer-bar">${this.#renderTools(view)} ${this.#renderModels(view)}</div>`
          : nothing}
      </form>`;
  }

  #renderQuote(quote: string): TemplateResult {
    const remove = (): void => {
      this.#quote = null;
      this.#host.requestUpdate();
      this.focus();
    };
    return html`<div class="composer-quote" part="quote">
      ${icon("quote")}<blockquote dir="auto">${quote}</blockquote>
      <button class="quiet" type="button" aria-label="Remove the quote" @click=${remove}>${icon("close")}</button>
    </div>`;
  }

  #renderAttachment(attachment: Attachment): TemplateResult {
    const remove = (): void => {
      this.#attachments = this.#attachments.filter((other) => other !== attachment);
      this.#host.requestUpdate();
    };
    return html`<div class="attachment">${icon("attach")}<span>${attachment.name}</span>
      <button class="quiet" type="button" aria-label=${`Remove ${attachment.name}`} @click=${remove}>${icon("close")}</button>
    </div>`;
  }

  #renderTools(view: ComposerView): TemplateResult[] {
    const toggle = (id: string): void => {
      this.#toolId = this.#toolId === id ? null : id;
      this.#host.requestUpdate();
      view.toolChanged(this.#toolId);
    };
    return (view.options?.tools ?? []).map(
      (tool) => html`<button class="tool" type="button" aria-pressed=${this.#toolId === tool.id}
        @click=${() => { toggle(tool.id); }}>${namedIcon(tool.icon)}<span>${tool.shortLabel ?? tool.label}</span></button>`,
    );
  }

  #renderModels(view: ComposerView): TemplateResult | typeof nothing {
    const models = view.options?.models ?? [];
    if (models.length === 0) return nothing;
    const chosen = this.#modelId ?? models.find((model) => model.default)?.id ?? models[0]?.id;
    return html`<select class="models" aria-label="Model"
      @change=${(event: Event) => { this.#modelId = (event.target as HTMLSelectElement).value; }}>
      ${models.map((model) => html`<option value=${model.id} ?disabled=${model.disabled ?? false}
        ?selected=${model.id === chosen}>${model.label}</option>`)}
    </select>`;
  }

  readonly #typed = (event: InputEvent): void => {
    this.#draft = (event.target as HTMLTextAreaElement).value;
    this.#host.requestUpdate();
  };

  #isEmpty(): boolean {
    return this.#draft.trim() === "" && this.#attachments.length === 0;
  }

  /** Enter sends; Shift+Enter starts a line; Enter that ends an input method's composition does neither. */
  #keyDown(event: KeyboardEvent, view: ComposerView): void {
    // Safari ends the composition before this event; only its key code, 229, still tells.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    const composing = event.isComposing || event.keyCode === 229;
    if (event.key !== "Enter" || event.shiftKey || composing) return;
    event.preventDefault();
    this.#send(view);
  }

  #send(view: ComposerView): void {
    if (view.busy || view.closedBecause !== null || this.#isEmpty()) return;
    const model = this.#modelId ?? view.options?.models?.find((option) => option.default)?.id;
    const message: OutgoingMessage = {
      content: [{ type: "input_text", text: this.#draft.trim() }],
      quote: this.#quote,
      attachments: [...this.#attachments],
      ...(model ? { model } : {}),
      ...(this.#toolId ? { toolId: this.#toolId } : {}),
    };
    this.#clear(view);
    view.send(message);
  }

  #clear(view: ComposerView): void {
    this.#draft = "";
    this.#quote = null;
    this.#attachments = [];
    const tool = view.options?.tools?.find((option) => option.id === this.#toolId);
    if (this.#toolId !== null && !tool?.persistent) {
      this.#toolId = null;
      view.toolChanged(null);
    }
    this.#host.requestUpdate();
  }
}

export function plainText(content: readonly UserContent[]): string {
  return content.map((part) => (part.type === "input_tag" ? `@${part.text}` : part.text)).join("");
}

function grow(input: HTMLTextAreaElement): void {
  input.style.height = "auto";
  input.style.height = `${String(input.scrollHeight)}px`;
}
