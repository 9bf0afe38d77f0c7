/** Pages as they are written: Markdown and MDX, read the way the site's generator does, without running any of it. */
import { posix } from 'node:path';

import { flavorOf, partsOf, withoutNumber } from './flavors.mjs';

import { plain, textIn } from './markdown-text.mjs';
import { CELL, Section, passagesOf } from './pages.mjs';

import { inOneLine } from './words.mjs';

const FENCE = /^ {0,3}(?:>\s*)?(```+|~~~+)/;
const HEADING = /^ {0,3}(#{1,4})[ \t]+(.+?)[ \t]*#*[ \t]*$/;
/** Docusaurus and VitePress write {#id}, Python-Markdown { #id } or {: #id .class }. */
const OWN_ANCHOR = /\s*\{:?\s*#([\p{L}\p{N}_.:-]+)[^}]*\}\s*$/u;
const UNDERLINE = /^ {0,3}(=+|-+)\s*$/;
const ITEM = /^\s*(?:[-*+]|\d+[.)]|#{5,6})\s+(?:\[[ xX]\]\s+)?/;
const RULE = /^(?:\s*\|?[\s:|*_-]+$|\s*\[[^\]]+\]:\s)/;
/** :::tip Title, :::tip[Title], !!! note "Title", ??? note "Title", === "Tab": the title is said. */
const ADMONITION = /^\s*(?::{3,}|[!?]{3}\+?|={3})\s*[\p{L}\p{N}_-]*\s*["[]?(.*?)["\]]?\s*(?:\{.*\})?\s*$/u;

/** The URL that a Markdown file gets by its generator's rules, and its passages; none of drafts. */
export function markdownPassages(text, path, root) {
  const flavor = flavorOf(root.flavor);
  const { front, body } = frontMatter(text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n'));
  const address = flavor.address(path, front, root.clean);
  const url = address ? `${root.prefix.replace(/\/+$/, '')}/${address}` : root.prefix;
  if (address === null || [front['draft'], front['unlisted']].includes('true')) return { url, passages: [] };
  const [begin, ...sections] = sectionsOf(body, flavor);
  const written = sections.find((section) => section.level === 1)?.heading;
  const title = [front['title'], written, front['sidebar_label']].find(Boolean) ?? named(path);
  begin.heading = title;
  if (front['description']) begin.blocks.unshift(plain(front['description']));
  return { url, passages: passagesOf(url, title, [begin, ...sections]) };
}

/** The plain `name: value` lines between the fences, and the rest. Lists and objects are of no use here. */
function frontMatter(text) {
  const fenced = /^---[ \t]*\n([^]*?\n)?---[ \t]*(?:\n|$)/.exec(text);
  if (!fenced) return { front: {}, body: text };
  const front = {};
  for (const [, name = '', value = '', more = ''] of (fenced[1] ?? '').matchAll(
    /^([\p{L}\p{N}_-]+):[ \t]*(.*?)[ \t]*\n((?:[ \t]+.*\n|\n)*)/gmu,
  )) {
    const whole = /^[|>][+-]?$/.test(value) ? inOneLine(more) : value;
    const quoted = /^(['"])(.*)\1/.exec(whole);
    front[name] = quoted?.[2] ?? whole.replace(/\s+#.*/g, '');
  }
  return { front, body: text.slice(fenced[0].length) };
}

function sectionsOf(body, flavor) {
  const reader = new Reader(flavor);
  for (const { text, code } of chunksOf(body)) {
    for (const line of text.split('\n')) reader.line(line);
    reader.line('');
    reader.section.addCode(code);
  }
  const [begin = reader.section, ...rest] = reader.done;
  return reader.done.length ? [begin, ...rest, reader.section] : [begin];
}

/** Text and the block of code that follows it, in turn. */
function* chunksOf(body) {
  let text = [];
  let code = [];
  let fence = '';
  for (const line of body.split('\n')) {
    const mark = FENCE.exec(line)?.[1];
    if (!fence && mark) {
      fence = mark;
    } else if (fence && mark?.startsWith(fence) && !/[^ \t>`~]/.test(line)) {
      yield { text: textIn(text), code: code.join('\n') };
      [text, code, fence] = [[], [], ''];
    } else {
      (fence ? code : text).push(line);
    }
  }
  yield { text: textIn(text), code: code.join('\n') };
}

/** Lines as paragraphs and headings; `done` are the sections that another one has followed. */
class Reader {
  section = new Section('', '', 0);
  done = [];
  #flavor;
  #used = new Map();
  #lines = [];

  constructor(flavor) {
    this.#flavor = flavor;
  }

  line(line) {
    const [, marks, heading] = HEADING.exec(line) ?? [];
    const [above] = this.#lines;
    const underline = this.#lines.length === 1 ? UNDERLINE.exec(line)?.[1] : undefined;
    const admonition = ADMONITION.exec(line);
    if (marks !== undefined && heading !== undefined) {
      this.#endParagraph();
      this.#begin(marks.length, heading);
    } else if (underline !== undefined && above !== undefined) {
      this.#lines = [];
      this.#begin(underline.startsWith('=') ? 1 : 2, above);
    } else if (!line.trim() || RULE.test(line)) {
      this.#endParagraph();
    } else if (admonition) {
      this.#endParagraph();
      this.#lines = admonition[1] ? [admonition[1]] : [];
      this.#endParagraph();
    } else {
      this.#text(line.replace(/^\s*(?:>\s?)+(?:\[![\p{L}\p{N}_]+\]\s*)?/u, ''));
    }
  }

  #text(text) {
    const isRow = text.trimStart().startsWith('|');
    if (isRow || ITEM.test(text)) this.#endParagraph();
    this.#lines.push(isRow ? cellsOf(text).join(CELL) : text.replace(ITEM, ''));
  }

  #begin(level, text) {
    this.done.push(this.section);
    const own = OWN_ANCHOR.exec(text)?.[1];
    const heading = plain(text.replace(OWN_ANCHOR, ''));
    const slug = own ?? this.#flavor.slug(heading);
    const count = this.#used.get(slug) ?? 0;
    this.#used.set(slug, count + 1);
    const anchor = count ? this.#flavor.again(slug, count) : slug;
    this.section = new Section(heading, level === 1 ? '' : anchor, level);
  }

  #endParagraph() {
    this.section.add(plain(this.#lines.join('\n')));
    this.#lines = [];
  }
}

function cellsOf(row) {
  const inside = row.trim().replace(/^\|+|\|+$/g, '');
  const cells = inside.split(/(?<!\\)\|/).map((cell) => cell.trim());
  return cells.filter(Boolean);
}

/** A title for a page that has none. */
function named(path) {
  const { folders, stem } = partsOf(path);
  const name = ['index', 'readme', 'page'].includes(stem.toLowerCase()) ? posix.basename(folders.join('/')) : stem;
  const words = withoutNumber(name).replace(/[-_]/g, ' ').trim().toLowerCase();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
