/** Excerpts of passages: whole sentences, from where they speak of what was asked. */
import type { Passage } from '../questions.ts';
import { codeOf, proseOf } from './pages.ts';
import { inOneLine } from './words.ts';

/** Where one ends: before a blank and a letter that begins one; Chinese and Japanese full stops need no blank. */
const SENTENCE_END =
  /(?<=[.!?\u2026])["')\u201d\u2019]*\s+(?=["'(\u00bf\u00a1\u201c\u2018]*[A-Z\u00c0-\u00de\u0400-\u042f0-9])|(?<=[\u3002\uff01\uff1f])/g;
const ENDED = /[.!?:;,\u2026\u3002\uff01\uff1f]["')\u201d\u2019]*$/;
const LONGEST_ITEM = 90;
const CODE_LINES = 8;

interface Unit {
  text: string;
  isItem: boolean;
}

/**
 * Pieces of Markdown: sentences from the one that has most of the stems, rows of lists and tables as a list. Of a
 * passage that is nothing but code, its first lines.
 */
export function excerpt(passage: Passage, stems: ReadonlySet<string>, characters: number): string[] {
  const units = unitsOf(proseOf(passage));
  const [first] = units;
  if (first === undefined) return codeOf(passage).slice(0, 1).map(beginning);
  const start = startOf(units, stems, characters);
  const kept: string[] = [];
  let size = 0;
  let wasItem = false;
  for (const { text, isItem } of units.slice(start)) {
    size += text.length + 1;
    if (kept.length && size > characters) break;
    const between = !kept.length ? '' : isItem && wasItem ? '\n' : isItem || wasItem ? '\n\n' : ' ';
    kept.push(`${between}${isItem ? '- ' : ''}${escaped(shortened(text, characters))}`);
    wasItem = isItem;
  }
  return kept;
}

/** How many of the stems there are in a text. */
export function found(text: string, stems: ReadonlySet<string>): number {
  const words = text.toLowerCase();
  return [...stems].filter((stem) => {
    const isAscii = /^[\0-\x7f]*$/.test(stem);
    return isAscii ? new RegExp(`(?<![\\p{L}\\p{N}_])${stem}`, 'u').test(words) : words.includes(stem);
  }).length;
}

/** The first words, on one line; up to the end of a sentence where that leaves the better part. */
export function shortened(text: string, characters: number): string {
  const line = inOneLine(text);
  const all = Array.from(line);
  if (all.length <= characters) return line;
  const short = all.slice(0, characters).join('');
  const end = Array.from(short.matchAll(SENTENCE_END), (each) => each.index).at(-1);
  if (end !== undefined && end > characters / 2) return short.slice(0, end);
  const blank = short.lastIndexOf(' ');
  return `${blank > 0 ? short.slice(0, blank) : short}…`;
}

/** Page text is data: it must not become Markdown. */
export function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>#|~]/g, '\\$&');
}

/** The unit to begin at: that with most of the stems, or the first one where it all fits from there. */
function startOf(units: readonly Unit[], stems: ReadonlySet<string>, characters: number): number {
  const counts = units.map(({ text }) => found(text, stems));
  const start = counts.indexOf(Math.max(...counts));
  const before = units.slice(0, start + 1).reduce((sum, { text }) => sum + text.length, 0);
  return before <= characters ? 0 : start;
}

/** Sentences, and short lines without an end, such as rows and items. */
function unitsOf(prose: string): Unit[] {
  return prose
    .split('\n')
    .filter(Boolean)
    .flatMap((line): Unit[] => {
      if (line.length <= LONGEST_ITEM && !ENDED.test(line)) return [{ text: line, isItem: true }];
      const sentences = line.split(SENTENCE_END).filter(Boolean);
      return sentences.map((text) => ({ text, isItem: false }));
    });
}

function beginning(code: string): string {
  return `\`\`\`\n${code.split('\n').slice(0, CODE_LINES).join('\n')}\n\`\`\``;
}
