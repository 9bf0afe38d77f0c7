/** Lit directive that keeps an element's markdown up to date by writing only what is new. */

import { noChange } from "lit";
import { Directive, directive, PartType, type ElementPart, type PartInfo } from "lit/directive.js";
import * as smd from "streaming-markdown";
import { safeRenderer, type RenderContext } from "./renderer.js";

interface MarkdownInput extends RenderContext {
  text: string;
  /** False while more text is expected; the parser then holds back what may still change its meaning. */
  complete: boolean;
}

class MarkdownDirective extends Directive {
  #written = "";
  #parser: smd.Parser | null = null;
  #renderer: ReturnType<typeof safeRenderer> | null = null;
  /** Shows the character that the parser still holds back. */
  #tail: Text | null = null;
  #ended = false;
  #domains = "";
  /** The latest input: a chip is made long after the parser was, from the sources known by then. */
  #input: MarkdownInput | null = null;

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error("markdown() belongs on an element");
  }

  override render(_input: MarkdownInput): typeof noChange {
    return noChange;
  }

  override update(part: ElementPart, [input]: [MarkdownInput]): typeof noChange {
    const { text, complete, imageDomains } = input;
    this.#input = input;
    const domains = imageDomains.join(" ");
    const grows = text.startsWith(this.#written) && domains === this.#domains;
    if (!this.#parser || !grows || (this.#ended && text !== this.#written)) {
      part.element.replaceChildren();
      this.#renderer = safeRenderer(part.element as HTMLElement, {
        imageDomains,
        chip: (number) => this.#input?.chip(number) ?? null,
      });
      this.#parser = smd.parser(this.#renderer);
      this.#tail = null;
      this.#written = "";
      this.#ended = false;
      this.#domains = domains;
    }
    if (text.length > this.#written.length) {
      this.#tail?.remove();
      smd.parser_write(this.#parser, text.slice(this.#written.length));
      this.#written = text;
      this.#tail = complete ? null : this.#showTail();
    }
    if (complete && !this.#ended) {
      this.#tail?.remove();
      smd.parser_end(this.#parser);
      this.#ended = true;
    }
    return noChange;
  }

  /** The parser keeps the last character until it knows the next; a letter is shown meanwhile, not left out. */
  #showTail(): Text | null {
    const held = this.#parser?.pending ?? "";
    const at = this.#renderer?.data.stack.at(-1);
    if (!at || at.token === smd.Token.Document || !/^[\p{L}\p{N}.,;:?…。、]$/u.test(held)) return null;
    const tail = document.createTextNode(held);
    at.node.append(tail);
    return tail;
  }
}

export const markdown = directive(MarkdownDirective);
