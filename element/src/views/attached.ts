/** A file of a message that was sent: a picture where the server shows one, else its name. */

import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../icons.js";
import type { Attachment } from "../protocol.js";

export function renderAttached(attachment: Attachment): TemplateResult {
  const preview = previewOf(attachment);
  return html`<li class="sent-file">
    ${preview
      ? html`<a class="picture" href=${preview} target="_blank" rel="noopener noreferrer" title=${attachment.name}>
          <img src=${preview} alt=${attachment.name} loading="lazy" decoding="async" @error=${failed} /></a>`
      : nothing}
    <span class="file-name" dir="auto" title=${attachment.name}>${icon("document")}<span>${attachment.name}</span></span>
  </li>`;
}

function previewOf({ type, preview_url: address }: Attachment): string | null {
  return type === "image" && address && /^https?:/i.test(address) ? address : null;
}

/** A picture that is gone, or that the page's policy keeps out: its name is left. */
function failed(event: Event): void {
  (event.target as HTMLElement).closest(".picture")?.remove();
}
