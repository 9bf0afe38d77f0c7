/** The tree of an HTML page, by parse5, and the few questions that are asked of it. */
import { load } from '../optional.mjs';

let parser;

/** To be waited for before the first page is read. Throws `SettingsError` where parse5 is not installed. */
export async function loadParser() {
  parser ??= await load('parse5', "The search of the site's pages");
}

function loaded() {
  if (!parser) throw new Error('loadParser was not waited for.');
  return parser;
}

/** Read the way a browser without scripts does. */
export function treeOf(html) {
  return loaded().parse(html, { scriptingEnabled: false });
}

/** Text with its character references replaced. */
export function unescaped(text) {
  if (!text.includes('&')) return text;
  return textOf(loaded().parseFragment(`<textarea>\n${text.replaceAll('<', '&lt;')}</textarea>`));
}

export function isElement(node) {
  return node.tagName !== undefined;
}

export function childrenOf(node) {
  return node.childNodes ?? [];
}

/** An attribute's value; empty where there is none. */
export function attribute(element, name) {
  return element.attrs?.find((each) => each.name === name)?.value ?? '';
}

export function hasAttribute(element, name) {
  return element.attrs?.some((each) => each.name === name) ?? false;
}

export function hasClass(element, names) {
  return attribute(element, 'class')
    .split(/\s+/)
    .some((name) => names.has(name));
}

/** The first element below a node, in the order of the page. */
export function first(node, test) {
  for (const child of childrenOf(node)) {
    if (!isElement(child)) continue;
    const fitting = test(child) ? child : first(child, test);
    if (fitting) return fitting;
  }
  return null;
}

/** Take elements and all that is in them out of the tree. */
export function prune(node, test) {
  if (!node.childNodes) return;
  node.childNodes = node.childNodes.filter((child) => !(isElement(child) && test(child)));
  for (const child of node.childNodes) prune(child, test);
}

/** All text below a node. Comments are none. */
export function textOf(node) {
  return node.nodeName === '#text' ? (node.value ?? '') : childrenOf(node).map(textOf).join('');
}
