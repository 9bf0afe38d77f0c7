/** What an empty thread shows: a greeting and prompts to begin with. */

import { html, type TemplateResult } from "lit";
import { namedIcon } from "../icons.js";
import { DEFAULT_GREETING, type Options } from "../options.js";
import type { UserContent } from "../protocol.js";

export function renderStartScreen(
  options: Options["startScreen"],
  send: (content: UserContent[]) => void,
): TemplateResult {
  const prompts = options?.prompts ?? [];
  return html`<div class="start" part="start-screen">
    <h2 part="greeting" dir="auto">${options?.greeting ?? DEFAULT_GREETING}</h2>
    <ul class="prompts">
      ${prompts.map(({ label, prompt, icon }) => html`<li>
        <button class="prompt" part="prompt" type="button"
          @click=${() => { send(typeof prompt === "string" ? [{ type: "input_text", text: prompt }] : prompt); }}>
          ${namedIcon(icon)}<span dir="auto">${label}</span></button></li>`)}
    </ul>
  </div>`;
}
