/** Copying answers and code blocks, and saying for a moment that it worked. */

import type { ThreadItem } from "../protocol.js";
import { copyText } from "./item.js";

const SHOWN_MS = 1600;

export class Copying {
  /** Id of the last item of the answer that was just copied. */
  copiedId: string | null = null;
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  async copyTurn(turn: readonly ThreadItem[]): Promise<void> {
    const id = turn.at(-1)?.id ?? null;
    if (!(await copyToClipboard(copyText(turn)))) return;
    this.#show(id);
    setTimeout(() => {
      if (this.copiedId === id) this.#show(null);
    }, SHOWN_MS);
  }

  /** `button` is one that the markdown renderer put on a code block. */
  async copyCode(button: Element): Promise<void> {
    const code = button.closest(".code")?.querySelector("code")?.textContent ?? "";
    button.textContent = (await copyToClipboard(code)) ? "Copied" : "Not allowed";
    setTimeout(() => { button.textContent = "Copy"; }, SHOWN_MS);
  }

  #show(id: string | null): void {
    this.copiedId = id;
    this.#changed();
  }
}

/** False when the page may not write to the clipboard: an insecure origin, or a refused permission. */
async function copyToClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
