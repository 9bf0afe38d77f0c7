/** One thread item. Types that this element does not know are skipped, not an error. */

import { html, nothing, type TemplateResult } from "lit";
import { cite } from "../markdown/citations.js";
import { markdown } from "../markdown/directive.js";
import { allowedImage } from "../markdown/links.js";
import type { AssistantMessageItem, OutputText, Source, ThreadItem, UserMessageItem } from "../protocol.js";
import { renderAttached } from "./attached.js";
import { plainText } from "./composer.js";
import { renderSources, sourceChip } from "./sources.js";
import { renderWidget, type WidgetActions } from "./widget.js";
import { renderTask, renderWorkflow } from "./work.js";

export interface ItemView {
  /** Still being written. */
  open: boolean;
  imageDomains: readonly string[];
  widgets: WidgetActions;
}

export function renderItem(item: ThreadItem, view: ItemView): TemplateResult | typeof nothing {
  switch (item.type) {
    case "user_message":
      return renderQuestion(item);
    case "assistant_message":
      return renderAnswer(item, view);
    case "widget":
      return html`<div class="item widget" part="widget">${renderWidget(item, view.widgets, view.imageDomains)}</div>`;
    case "workflow":
      return renderWorkflow(item.workflow, view.imageDomains);
    case "task":
      return html`<div class="item work" part="task">${renderTask(item.task, view.imageDomains)}</div>`;
    case "generated_image":
      return renderImage(item.image?.url, view.imageDomains);
    default:
      return nothing;
  }
}

function renderQuestion(item: UserMessageItem): TemplateResult {
  const text = plainText(item.content);
  return html`<article class="item question" aria-label="You">
    ${item.quoted_text
      ? html`<blockquote class="quote" part="quote" dir="auto">${item.quoted_text}</blockquote>`
      : nothing}
    ${item.attachments?.length
      ? html`<ul class="attached" part="attachments" aria-label="Attached files">${item.attachments.map(renderAttached)}</ul>`
      : nothing}
    ${text === "" ? nothing : html`<div class="bubble" part="user-message" dir="auto">${text}</div>`}
  </article>`;
}

function renderAnswer(item: AssistantMessageItem, view: ItemView): TemplateResult {
  return html`<article class="item answer" part="assistant-message" aria-label="Assistant" aria-busy=${view.open}>
    ${item.content.map((part) => renderPart(part, view))}
  </article>`;
}

function renderPart(part: OutputText, view: ItemView): TemplateResult {
  const { marked, sources } = cite(part.text, part.annotations);
  return html`${renderMarkdown(marked, view, sources)} ${renderSources(sources)}`;
}

export function renderMarkdown(
  text: string,
  view: Pick<ItemView, "open" | "imageDomains">,
  sources: readonly Source[] = [],
): TemplateResult {
  const input = {
    text,
    complete: !view.open,
    imageDomains: view.imageDomains,
    chip: (number: number) => sourceChip(sources, number),
  };
  return html`<div class="markdown" part="markdown" dir="auto" ${markdown(input)}></div>`;
}

/** A generated image comes from the owner's server as data or from a host that the thread allows. */
function renderImage(address: string | undefined, domains: readonly string[]): TemplateResult | typeof nothing {
  if (!address) return nothing;
  const own = /^data:image\/(png|jpeg|webp|gif);/.test(address) ? address : allowedImage(address, domains)?.href;
  return own ? html`<img class="item generated" src=${own} alt="Generated image" />` : nothing;
}

/** What "copy" takes from a turn: its answers as markdown, its widgets as the text the server gave for them. */
export function copyText(items: readonly ThreadItem[]): string {
  const texts = items.map((item) => {
    if (item.type === "assistant_message") return item.content.map((part) => part.text).join("\n\n");
    return item.type === "widget" ? (item.copy_text ?? "") : "";
  });
  return texts.filter((text) => text !== "").join("\n\n");
}
