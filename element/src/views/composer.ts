/** The composer: draft, quote, attachments, tool and model choice. Keeps its draft through every option change. */

import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from "lit";
import { createRef, ref } from "lit/directives/ref.js";
import { icon, namedIcon } from "../icons.js";
import { DEFAULT_PLACEHOLDER, type Options } from "../options.js";
import type { OutgoingMessage } from "../outgoing.js";
import type { Attachment, UserContent } from "../protocol.js";
import type { Attaching } from "../uploading.js";
import { renderAttachButton, Tray } from "./tray.js";

export interface ComposerView {
  options: Options["composer"];
  /** Why nothing can be written now (a locked thread), or null. */
  closedBecause: string | null;
  busy: boolean;
  canStop: boolean;
  attaching: Attaching | null;
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
  readonly #tray: Tray;
  #draft = "";
  #quote: string | null = null;
  #toolId: string | null = null;
  #modelId: string | null = null;

  /** @param say tells screen readers what became of an attached file */
  constructor(host: ReactiveControllerHost, say: (text: string) => void) {
    this.#host = host;
    this.#tray = new Tray(host, say);
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

  attach(files: readonly File[], attaching: Attaching): void {
    this.#tray.add(files, attaching);
    this.focus();
  }

  set(value: ComposerValue): void {
    if (value.content) this.#draft = plainText(value.content);
    else if (value.text !== undefined) this.#draft = value.text;
    if (value.reply !== undefined) this.#quote = value.reply || null;
    if (value.attachments) this.#tray.show(value.attachments);
    if (value.selectedToolId !== undefined) this.#toolId = value.selectedToolId;
    if (value.selectedModelId !== undefined) this.#modelId = value.selectedModelId;
    this.#host.requestUpdate();
  }

  render(view: ComposerView): TemplateResult {
    const tool = view.options?.tools?.find((option) => option.id === this.#toolId);
    const placeholder =
      view.closedBecause ?? tool?.placeholderOverride ?? view.options?.placeholder ?? DEFAULT_PLACEHOLDER;
    const closed = view.closedBecause !== null;
    const { attaching } = view;
    return html`
      <form class="composer" part="composer" @submit=${(event: Event) => { event.preventDefault(); this.#send(view); }}>
        ${this.#quote === null ? nothing : this.#renderQuote(this.#quote)}
        ${this.#tray.render()}
        <div class="composer-line">
          ${attaching && !closed ? renderAttachButton(attaching.options, (files) => { this.attach(files, attaching); }) : nothing}
          <textarea ${ref(this.#input)} part="input" rows="1" dir="auto" enterkeyhint="send" autocomplete="off"
            aria-label=${placeholder} placeholder=${placeholder} ?disabled=${closed}
            @input=${this.#typed} @paste=${(event: ClipboardEvent) => { this.#pasted(event, attaching); }} @keydown=${(event: KeyboardEvent) => { this.#keyDown(event, view); }}></textarea>
          ${view.busy && view.canStop
            ? html`<button class="send stop" part="stop-button" type="button" aria-label="Stop answering" title="Stop"
                @click=${() => { view.stop(); this.focus(); }}>${icon("stop")}</button>`
            : html`<button class="send" part="send-button" type="submit" aria-label="Send message" title="Send"
                ?disabled=${closed || view.busy || !this.#isSendable()}>${icon("arrow-up")}</button>`}
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

  /** A picture from the clipboard; where there is text as well, as from office programs, the text is meant. */
  #pasted(event: ClipboardEvent, attaching: Attaching | null): void {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!attaching || files.length === 0 || event.clipboardData?.types.includes("text/plain")) return;
    event.preventDefault();
    this.attach(files, attaching);
  }

  #isSendable(): boolean {
    return this.#tray.isSettled && (this.#draft.trim() !== "" || !this.#tray.isEmpty);
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
    if (view.busy || view.closedBecause !== null || !this.#isSendable()) return;
    const model = this.#modelId ?? view.options?.models?.find((option) => option.default)?.id;
    const message: OutgoingMessage = {
      content: [{ type: "input_text", text: this.#draft.trim() }],
      quote: this.#quote,
      attachments: this.#tray.attachments,
      ...(model ? { model } : {}),
      ...(this.#toolId ? { toolId: this.#toolId } : {}),
    };
    this.#clear(view);
    view.send(message);
  }

  #clear(view: ComposerView): void {
    this.#draft = "";
    this.#quote = null;
    this.#tray.clear();
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
