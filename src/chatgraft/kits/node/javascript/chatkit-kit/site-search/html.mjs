/** Pages as they were built: the content of HTML, and nothing of what stands around it. */
import { posix } from 'node:path';
import { CELL, Section, passagesOf } from './pages.mjs';

import { attribute, childrenOf, first, hasAttribute, hasClass, isElement, prune, textOf, treeOf } from './tree.mjs';

import { inOneLine } from './words.mjs';

const NOT_CONTENT = new Set(
  'script style noscript template svg nav header footer aside form dialog button iframe'.split(' '),
);
const NOT_CONTENT_CLASSES = new Set(['hash-link', 'headerlink', 'header-anchor', 'sr-only']);
const HEADINGS = new Set(['h1', 'h2', 'h3', 'h4']);
const BLOCKS = new Set(
  'h1 h2 h3 h4 p li tr pre blockquote dt dd div section table ul ol dl br figcaption details summary'.split(' '),
);
const CELLS = new Set(['td', 'th']);

/** A page's own URL (its canonical one, on the same host) and its passages; none of what is not to be found. */
export function htmlPassages(html, at) {
  const tree = treeOf(html);
  if (isUnlisted(tree)) return { url: at, passages: [] };
  const canonical = first(tree, (one) => one.tagName === 'link' && attribute(one, 'rel') === 'canonical');
  const url = canonical ? pathOf(attribute(canonical, 'href'), at) : at;
  prune(tree, isNoContent);
  const content = contentOf(tree);
  if (!content) return { url, passages: [] };
  const title = titleOf(tree, content);
  return { url, passages: passagesOf(url, title, new Sections(title).of(content)) };
}

function isUnlisted(tree) {
  const robots = first(tree, (one) => one.tagName === 'meta' && attribute(one, 'name') === 'robots');
  if (robots && attribute(robots, 'content').includes('noindex')) return true;
  return first(tree, (one) => one.tagName === 'meta' && attribute(one, 'http-equiv') === 'refresh') !== null;
}

/** The path that a page's link leads to, as it is written there. */
function pathOf(href, at) {
  const [, host, written = ''] = /^((?:[a-z][a-z\d+.-]*:)?\/\/[^/?#]*)?([^?#]*)/i.exec(href) ?? [];
  if (host !== undefined || written.startsWith('/')) return written || at;
  return written ? posix.join(at.endsWith('/') ? at : posix.dirname(at), written) : at;
}

/** An article's own header is kept: it holds its title. */
function isNoContent(one) {
  if (one.tagName === 'header') return first(one, isOf('h1')) === null;
  const role = attribute(one, 'role');
  const isHidden = hasAttribute(one, 'hidden') || attribute(one, 'aria-hidden') === 'true' || role === 'navigation';
  return NOT_CONTENT.has(one.tagName) || isHidden || hasClass(one, NOT_CONTENT_CLASSES);
}

function contentOf(tree) {
  const main = first(tree, (one) => one.tagName === 'main' && first(one, isOf('article')) !== null);
  return (
    (main && first(main, isOf('article'))) ??
    first(tree, isOf('article')) ??
    first(tree, isOf('main')) ??
    first(tree, (one) => attribute(one, 'role') === 'main') ??
    first(tree, isOf('body'))
  );
}

function isOf(tag) {
  return (one) => one.tagName === tag;
}

function titleOf(tree, content) {
  const places = [first(content, isOf('h1')), first(tree, isOf('h1')), first(tree, isOf('title'))];
  return places.map((place) => (place ? inOneLine(textOf(place)) : '')).find(Boolean) ?? '';
}

/** Goes through a page's content and takes down what stands under each heading. */
class Sections {
  #done = [];
  #section;
  #words = '';

  constructor(title) {
    this.#section = new Section(title);
  }

  of(content) {
    this.#through(content);
    this.#endParagraph();
    return [...this.#done, this.#section];
  }

  #through(node) {
    if (node.nodeName === '#text') this.#words += node.value ?? '';
    if (!isElement(node)) return;
    const tag = node.tagName;
    if (CELLS.has(tag)) this.#words += this.#words.trim() ? CELL : '';
    if (BLOCKS.has(tag)) this.#endParagraph();
    if (HEADINGS.has(tag)) {
      this.#done.push(this.#section);
      this.#section = new Section(inOneLine(textOf(node)), tag === 'h1' ? '' : anchorOf(node));
    } else if (tag === 'pre') {
      this.#section.addCode(textOf(node));
    } else {
      for (const child of childrenOf(node)) this.#through(child);
    }
  }

  #endParagraph() {
    this.#section.add(this.#words);
    this.#words = '';
  }
}

/** The heading's own, else that of the section which it begins, as Sphinx writes it, else one inside of it. */
function anchorOf(heading) {
  const above = heading.parentNode;
  const isSection = above && (above.tagName === 'section' || attribute(above, 'class').includes('section'));
  const inner = first(heading, (one) => hasAttribute(one, 'id') || (one.tagName === 'a' && hasAttribute(one, 'name')));
  return (
    [
      attribute(heading, 'id'),
      isSection ? attribute(above, 'id') : '',
      inner ? attribute(inner, 'id') || attribute(inner, 'name') : '',
    ].find(Boolean) ?? ''
  );
}
