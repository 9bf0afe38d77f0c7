/** The tree of an HTML page, by parse5, and the few questions that are asked of it. */
import { load } from '../optional.ts';

interface Attribute {
  readonly name: string;
  readonly value: string;
}

/** As parse5 makes nodes: elements have a `tagName`, texts a `value`. */
export interface Node {
  readonly nodeName: string;
  readonly tagName?: string;
  readonly value?: string;
  readonly attrs?: readonly Attribute[];
  childNodes?: Node[];
  readonly parentNode?: Node | null;
}

export type Element = Node & { readonly tagName: string };
export type Test = (element: Element) => boolean;

interface Parser {
  parse(html: string, options: { scriptingEnabled: boolean }): Node;
  parseFragment(html: string): Node;
}

let parser: Parser | undefined;

/** To be waited for before the first page is read. Throws `SettingsError` where parse5 is not installed. */
export async function loadParser(): Promise<void> {
  parser ??= await load<Parser>('parse5', "The search of the site's pages");
}

function loaded(): Parser {
  if (!parser) throw new Error('loadParser was not waited for.');
  return parser;
}

/** Read the way a browser without scripts does. */
export function treeOf(html: string): Node {
  return loaded().parse(html, { scriptingEnabled: false });
}

/** Text with its character references replaced. */
export function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return textOf(loaded().parseFragment(`<textarea>\n${text.replaceAll('<', '&lt;')}</textarea>`));
}

export function isElement(node: Node): node is Element {
  return node.tagName !== undefined;
}

export function childrenOf(node: Node): readonly Node[] {
  return node.childNodes ?? [];
}

/** An attribute's value; empty where there is none. */
export function attribute(element: Node, name: string): string {
  return element.attrs?.find((each) => each.name === name)?.value ?? '';
}

export function hasAttribute(element: Element, name: string): boolean {
  return element.attrs?.some((each) => each.name === name) ?? false;
}

export function hasClass(element: Element, names: ReadonlySet<string>): boolean {
  return attribute(element, 'class')
    .split(/\s+/)
    .some((name) => names.has(name));
}

/** The first element below a node, in the order of the page. */
export function first(node: Node, test: Test): Element | null {
  for (const child of childrenOf(node)) {
    if (!isElement(child)) continue;
    const fitting = test(child) ? child : first(child, test);
    if (fitting) return fitting;
  }
  return null;
}

/** Take elements and all that is in them out of the tree. */
export function prune(node: Node, test: Test): void {
  if (!node.childNodes) return;
  node.childNodes = node.childNodes.filter((child) => !(isElement(child) && test(child)));
  for (const child of node.childNodes) prune(child, test);
}

/** All text below a node. Comments are none. */
export function textOf(node: Node): string {
  return node.nodeName === '#text' ? (node.value ?? '') : childrenOf(node).map(textOf).join('');
}
