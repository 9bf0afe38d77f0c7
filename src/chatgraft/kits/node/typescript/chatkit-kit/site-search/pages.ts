/** Pages of a site as passages of plain text: what HTML and Markdown are both made into. */
import type { Passage } from '../questions.ts';
import { inOneLine } from './words.ts';

const PASSAGE_CHARACTERS = 1600;
/** What would end a link in Markdown, or an attribute. */
const UNSAFE = /[\s()<>[\]"'`\\]/gu;
const FENCE = '```';
/** Between the cells of a table's row. */
export const CELL = ' \u00b7 ';
const CODE = /^```\n([^]*?)\n```$\n?/gm;

/** A page as it was read: its address on the site, and its passages. */
export interface ReadPage {
  url: string;
  passages: Passage[];
}

/** A passage's text without its code. */
export function proseOf(passage: Passage): string {
  return passage.text.replace(CODE, '').trim();
}

/** A passage's blocks of code. */
export function codeOf(passage: Passage): string[] {
  return Array.from(passage.text.matchAll(CODE), (block) => block[1] ?? '');
}

/** What stands under a heading: paragraphs and blocks of code, in order. */
export class Section {
  heading: string;
  readonly anchor: string;
  readonly level: number;
  readonly blocks: string[] = [];

  constructor(heading: string, anchor = '', level = 1) {
    this.heading = heading;
    this.anchor = anchor;
    this.level = level;
  }

  /** A paragraph. */
  add(text: string): void {
    const line = inOneLine(text);
    if (line) this.blocks.push(line);
  }

  addCode(code: string): void {
    const kept = code.replaceAll(FENCE, "'''").replace(/^\n+/, '').trimEnd();
    if (kept.trim()) this.blocks.push(`${FENCE}\n${kept}\n${FENCE}`);
  }
}

/** The passages of a page; a long section becomes several. */
export function passagesOf(url: string, page: string, sections: Iterable<Section>): Passage[] {
  return Array.from(sections).flatMap(({ heading, anchor, blocks }) => {
    const place = (anchor ? `${url}#${anchor}` : url).replace(UNSAFE, percentEncoded);
    return split(blocks).map((text) => ({ url: place, page, heading, text }));
  });
}

function percentEncoded(odd: string): string {
  return Array.from(
    new TextEncoder().encode(odd),
    (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('');
}

/** Pieces that fit into an answer, cut between blocks. */
function split(blocks: readonly string[]): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const block of blocks) {
    if (piece && piece.length + block.length > PASSAGE_CHARACTERS) {
      pieces.push(piece);
      piece = '';
    }
    piece = piece ? `${piece}\n${block}` : block;
  }
  if (piece) pieces.push(piece);
  return pieces;
}
