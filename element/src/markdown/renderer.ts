/**
 * Renders markdown as it streams in, by createElement and text nodes alone: no HTML string is ever parsed, so nothing
 * that a model writes can become markup, and pages under Trusted Types need no policy for it.
 */

import * as smd from "streaming-markdown";
import { MARK_CLOSE, MARK_OPEN } from "./citations.js";
import { aim, allowedImage, safeLink } from "./links.js";

export interface RenderContext {
  imageDomains: readonly string[];
  /** Makes the chip for the n-th source (from 1), or null when there is no such source. */
  chip: (number: number) => Node | null;
}

interface RenderData {
  stack: { node: HTMLElement; token: smd.Token }[];
  context: RenderContext;
  /** A mark whose closing character has not come yet. */
  heldMark: string;
  /** A link just ended whose address has an unclosed "(": the parser took its ")" for the link's own. */
  unclosed: { anchor: HTMLAnchorElement; address: string } | null;
}

const TAGS: Partial<Record<smd.Token, string>> = {
  [smd.Token.Blockquote]: "blockquote",
  [smd.Token.Paragraph]: "p",
  [smd.Token.Line_Break]: "br",
  [smd.Token.Rule]: "hr",
  // An answer's own headings start below the page's: the chat's title is the h2 around them.
  [smd.Token.Heading_1]: "h3",
  [smd.Token.Heading_2]: "h3",
  [smd.Token.Heading_3]: "h4",
  [smd.Token.Heading_4]: "h5",
  [smd.Token.Heading_5]: "h6",
  [smd.Token.Heading_6]: "h6",
  [smd.Token.Italic_Ast]: "em",
  [smd.Token.Italic_Und]: "em",
  [smd.Token.Strong_Ast]: "strong",
  [smd.Token.Strong_Und]: "strong",
  [smd.Token.Strike]: "s",
  [smd.Token.Code_Inline]: "code",
  [smd.Token.Link]: "a",
  [smd.Token.Raw_URL]: "a",
  [smd.Token.List_Unordered]: "ul",
  [smd.Token.List_Ordered]: "ol",
  [smd.Token.List_Item]: "li",
  [smd.Token.Checkbox]: "input",
};

export function safeRenderer(root: HTMLElement, context: RenderContext): smd.Renderer<RenderData> {
  return {
    data: { stack: [{ node: root, token: smd.Token.Document }], context, heldMark: "", unclosed: null },
    add_token: addToken,
    end_token: endToken,
    add_text: addText,
    set_attr: setAttribute,
  };
}

function top(data: RenderData): { node: HTMLElement; token: smd.Token } {
  const last = data.stack.at(-1);
  if (!last) throw new Error("The markdown parser closed more than it opened.");
  return last;
}

function addToken(data: RenderData, token: smd.Token): void {
  if (token === smd.Token.Document) return;
  data.stack.push({ node: makeNode(top(data).node, token), token });
}

function makeNode(parent: HTMLElement, token: smd.Token): HTMLElement {
  switch (token) {
    case smd.Token.Code_Block:
    case smd.Token.Code_Fence:
      return codeBlock(parent);
    case smd.Token.Table: {
      const frame = append(parent, "div", "table");
      frame.tabIndex = 0;
      return append(frame, "table");
    }
    case smd.Token.Table_Row: {
      const isHead = parent.children.length === 0;
      const group = isHead || parent.children.length === 1 ? append(parent, isHead ? "thead" : "tbody") : parent.children[1];
      return append(group as HTMLElement, "tr");
    }
    case smd.Token.Table_Cell:
      return append(parent, parent.parentElement?.tagName === "THEAD" ? "th" : "td");
    case smd.Token.Checkbox: {
      const box = append(parent, "input") as HTMLInputElement;
      box.type = "checkbox";
      box.disabled = true;
      return box;
    }
    default:
      // Images and formulas are decided when they end; until then a span collects their text.
      return append(parent, TAGS[token] ?? "span");
  }
}

function codeBlock(parent: HTMLElement): HTMLElement {
  const frame = append(parent, "div", "code");
  const bar = append(frame, "div", "code-bar");
  append(bar, "span", "code-language");
  const copy = append(bar, "button", "copy-code") as HTMLButtonElement;
  copy.type = "button";
  copy.textContent = "Copy";
  const pre = append(frame, "pre");
  pre.tabIndex = 0;
  return append(pre, "code");
}

function append(parent: HTMLElement, tag: string, className?: string): HTMLElement {
  const node = document.createElement(tag);
  if (className) node.className = className;
  return parent.appendChild(node);
}

function endToken(data: RenderData): void {
  const { node, token } = top(data);
  data.stack.pop();
  if (token === smd.Token.Link && !node.hasAttribute("href") && !node.dataset["refused"]) {
    // "[1]" or "list[i]" in prose: the parser took the bracket for a link that never got an address.
    node.replaceWith("[", ...node.childNodes, "]");
  } else if (token === smd.Token.Equation_Inline) node.replaceWith("$", ...node.childNodes, "$");
  else if (token === smd.Token.Equation_Block) node.replaceWith("$$", ...node.childNodes, "$$");
  else if (token === smd.Token.Image) node.replaceWith(imageOrLink(node, data.context));
  else if (token === smd.Token.Raw_URL) {
    // A bare address at the end of a sentence does not own the full stop.
    const written = node.textContent;
    const address = withoutTail(written);
    node.textContent = address;
    if (address.length < written.length) node.after(written.slice(address.length));
  }
}

function imageOrLink(node: HTMLElement, { imageDomains }: RenderContext): Node {
  const address = node.dataset["src"] ?? "";
  const label = node.textContent || "Image";
  const allowed = allowedImage(address, imageDomains);
  if (allowed) {
    const image = document.createElement("img");
    image.alt = label;
    image.loading = "lazy";
    image.referrerPolicy = "no-referrer";
    image.src = allowed.href;
    return image;
  }
  const link = safeLink(address);
  if (!link || address === "") return document.createTextNode(label);
  const anchor = document.createElement("a");
  anchor.textContent = label;
  aim(anchor, link);
  return anchor;
}

function setAttribute(data: RenderData, attribute: smd.Attr, value: string): void {
  const { node, token } = top(data);
  switch (attribute) {
    case smd.Attr.Href:
      setAddress(data, node as HTMLAnchorElement, token === smd.Token.Raw_URL ? withoutTail(value) : withoutTitle(value));
      return;
    case smd.Attr.Src:
      node.dataset["src"] = withoutTitle(value);
      return;
    case smd.Attr.Lang: {
      const label = node.closest(".code")?.querySelector(".code-language");
      if (label) label.textContent = value.trim().slice(0, 40);
      return;
    }
    case smd.Attr.Checked:
      (node as HTMLInputElement).checked = true;
      return;
    case smd.Attr.Start:
      (node as HTMLOListElement).start = Number.parseInt(value, 10) || 1;
  }
}

function setAddress(data: RenderData, anchor: HTMLAnchorElement, address: string): void {
  const url = safeLink(address);
  if (url) aim(anchor, url);
  else anchor.dataset["refused"] = "true";
  data.unclosed = address.lastIndexOf("(") > address.lastIndexOf(")") ? { anchor, address } : null;
}

/** `(https://x.org "Title")`: the address alone. */
function withoutTitle(value: string): string {
  return value.trim().replace(/\s+(["']).*\1$/, "").replace(/^<(.*)>$/, "$1");
}

function withoutTail(value: string): string {
  return value.replace(/[.,;:!?"')\]*_]+$/, "");
}

function addText(data: RenderData, text: string): void {
  const { node } = top(data);
  let rest = data.heldMark + closeAddress(data, text);
  data.heldMark = "";
  for (;;) {
    const open = rest.indexOf(MARK_OPEN);
    if (open < 0) break;
    const close = rest.indexOf(MARK_CLOSE, open);
    if (open > 0) node.append(rest.slice(0, open));
    if (close < 0) {
      data.heldMark = rest.slice(open);
      return;
    }
    const chip = data.context.chip(Number(rest.slice(open + 1, close)));
    if (chip) node.append(chip);
    rest = rest.slice(close + 1);
  }
  if (rest) node.append(rest);
}

/** `[Foo](https://x.org/Foo_(bar))`: gives the address its own ")" back; returns the text without it. */
function closeAddress(data: RenderData, text: string): string {
  const { unclosed } = data;
  if (!unclosed || text === "") return text;
  data.unclosed = null;
  if (!text.startsWith(")") || unclosed.anchor.parentNode !== top(data).node) return text;
  const url = safeLink(`${unclosed.address})`);
  if (url) aim(unclosed.anchor, url);
  return text.slice(1);
}
