/** What is attached to the message that is being written: chosen, dropped or pasted, on its way, there, or failed. */

import { html, nothing, type ReactiveControllerHost, type TemplateResult } from "lit";
import { createRef, ref } from "lit/directives/ref.js";
import { repeat } from "lit/directives/repeat.js";
import { acceptList, inWords, mostFiles, refusal, typeOf, type AttachmentOptions } from "../file-rules.js";
import { icon } from "../icons.js";
import { HttpError } from "../problem.js";
import type { Attachment } from "../protocol.js";
import type { Attaching, Uploader } from "../uploading.js";
import { drawThumbnail, type Thumbnail } from "./thumbnail.js";

interface Entry {
  readonly key: number;
  readonly name: string;
  /** The bytes and their way, for what the visitor attached; the page attaches what its server has already. */
  readonly file: File | null;
  readonly uploader: Uploader | null;
  readonly abort: AbortController;
  thumbnail: Thumbnail | null;
  attachment: Attachment | null;
  failure: string | null;
}

export class Tray {
  readonly #host: ReactiveControllerHost;
  readonly #say: (text: string) => void;
  readonly #list = createRef<HTMLElement>();
  #entries: readonly Entry[] = [];
  #refused: readonly string[] = [];
  #keys = 0;

  /** @param say tells screen readers what became of a file */
  constructor(host: ReactiveControllerHost, say: (text: string) => void) {
    this.#host = host;
    this.#say = say;
  }

  get isEmpty(): boolean {
    return this.#entries.length === 0;
  }

  /** Whether the message could go out with all that is attached. */
  get isSettled(): boolean {
    return this.#entries.every((entry) => entry.attachment !== null);
  }

  get attachments(): Attachment[] {
    return this.#entries.flatMap((entry) => entry.attachment ?? []);
  }

  /** What the page attaches, in place of what it had attached before. */
  show(attachments: readonly Attachment[]): void {
    const given = attachments.map((attachment) => this.#entry(attachment.name, null, null, attachment));
    this.#change([...this.#entries.filter((entry) => entry.file !== null), ...given]);
  }

  /** Starts the way of those files that may be attached, and says of the others why not. */
  add(files: readonly File[], { options, uploader }: Attaching): void {
    const refused: string[] = [];
    for (const file of files) {
      const full = this.#entries.length >= mostFiles(options);
      const reason = full ? `A message can have up to ${String(mostFiles(options))} files.` : refusal(file, options);
      if (reason === null) this.#start(file, uploader);
      else if (!refused.includes(reason)) refused.push(reason);
    }
    this.#refused = refused;
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => this.#list.value?.lastElementChild?.scrollIntoView({ block: "nearest" }));
  }

  clear(): void {
    this.#change([]);
  }

  render(): TemplateResult | typeof nothing {
    if (this.isEmpty && this.#refused.length === 0) return nothing;
    return html`
      ${this.isEmpty
        ? nothing
        : html`<ul class="tray" ${ref(this.#list)} part="attachments" aria-label="Attached files">
            ${repeat(this.#entries, (entry) => entry.key, (entry) => this.#renderEntry(entry))}
          </ul>`}
      ${this.#refused.map((reason) => html`<p class="refused" role="alert">${icon("alert")}<span dir="auto">${reason}</span></p>`)}`;
  }

  #renderEntry(entry: Entry): TemplateResult {
    const state = entry.failure ? "failed" : entry.attachment ? "there" : "going";
    return html`<li class="file" data-state=${state}>
      <span class="file-face">${entry.thumbnail ? html`<canvas ${drawThumbnail(entry.thumbnail)}></canvas>` : icon("document")}
        ${state === "going" ? html`<i class="ring" aria-hidden="true"></i>` : nothing}</span>
      <span class="file-text"><span class="file-name" dir="auto" title=${entry.name}>${entry.name}</span>
        <span class="file-state">${entry.failure ?? (state === "going" ? "Uploading" : entry.file ? inWords(entry.file.size) : "")}</span></span>
      ${state === "failed" && entry.uploader
        ? html`<button class="quiet" type="button" title="Try again" aria-label=${`Upload ${entry.name} again`}
            @click=${() => { this.#send(entry); }}>${icon("retry")}</button>`
        : nothing}
      <button class="quiet" type="button" title="Remove" aria-label=${`Remove ${entry.name}`}
        @click=${(event: Event) => { this.#remove(entry, event); }}>${icon("close")}</button>
    </li>`;
  }

  #start(file: File, uploader: Uploader): void {
    const entry = this.#entry(file.name, file, uploader, null);
    this.#change([...this.#entries, entry]);
    if (typeOf(file).startsWith("image/")) void this.#preview(entry, file);
    this.#send(entry);
  }

  #send(entry: Entry): void {
    const { file, uploader } = entry;
    if (!file || !uploader) return;
    entry.failure = null;
    this.#host.requestUpdate();
    uploader.upload(file, entry.abort.signal).then(
      (attachment) => {
        if (entry.abort.signal.aborted) {
          void uploader.discard(attachment.id);
          return;
        }
        entry.attachment = attachment;
        this.#say(`${entry.name} is attached.`);
      },
      (error: unknown) => {
        if (entry.abort.signal.aborted) return;
        entry.failure = failureOf(error);
        this.#say(`${entry.name}: ${entry.failure}`);
      },
    ).finally(() => { this.#host.requestUpdate(); });
  }

  /** Drawn, not shown by an address: a strict page lets in no images that it does not know. */
  async #preview(entry: Entry, file: File): Promise<void> {
    entry.thumbnail = await createImageBitmap(file).catch(() => null);
    this.#host.requestUpdate();
  }

  #remove(entry: Entry, event: Event): void {
    entry.abort.abort();
    if (entry.attachment && entry.uploader) void entry.uploader.discard(entry.attachment.id);
    const composer = (event.currentTarget as HTMLElement).closest("form");
    this.#change(this.#entries.filter((other) => other !== entry));
    this.#say(`${entry.name} is removed.`);
    void this.#host.updateComplete.then(() => {
      composer?.querySelector<HTMLElement>(this.isEmpty ? "textarea" : ".file:last-child button:last-child")?.focus();
    });
  }

  #entry(name: string, file: File | null, uploader: Uploader | null, attachment: Attachment | null): Entry {
    this.#keys += 1;
    return { key: this.#keys, name, file, uploader, attachment, abort: new AbortController(), thumbnail: null, failure: null };
  }

  #change(entries: readonly Entry[]): void {
    for (const gone of this.#entries.filter((entry) => !entries.includes(entry))) gone.thumbnail?.close();
    this.#entries = entries;
    this.#refused = [];
    this.#host.requestUpdate();
  }
}

/** The button that opens the browser's own choice of files. */
export function renderAttachButton(options: AttachmentOptions, take: (files: File[]) => void): TemplateResult {
  const chosen = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    take([...(input.files ?? [])]);
    // The same file may be chosen again after it was removed.
    input.value = "";
  };
  const open = (event: Event): void => {
    ((event.currentTarget as HTMLElement).nextElementSibling as HTMLInputElement).click();
  };
  return html`<button class="quiet attach" part="attach-button" type="button" title="Attach files" aria-label="Attach files"
      @click=${open}>${icon("attach")}</button>
    <input type="file" hidden ?multiple=${mostFiles(options) > 1} accept=${acceptList(options) ?? nothing} @change=${chosen} />`;
}

function failureOf(error: unknown): string {
  const said = error instanceof HttpError && error.status < 500 ? error.said : null;
  return said ?? "It could not be uploaded.";
}
