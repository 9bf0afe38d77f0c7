import { inOneLine } from './words.mjs';

const PASSAGE_CHARACTERS = 1600;
/** What would end a link in Markdown, or an attribute. */
const UNSAFE = /[\s()<>[\]"'`\\]/gu;
const FENCE = '```';
/** Between the cells of a table's row. */
export const CELL = ' \u00b7 ';
const CODE = /^```\n([^]*?)\n```$\n?/gm;

/** A passage's text without its code. */
export function proseOf(passage) {
  return passage.text.replace(CODE, '').trim();
}

/** A passage's blocks of code. */
export function codeOf(passage) {
  return Array.from(passage.text.matchAll(CODE), (block) => block[1] ?? '');
}

/** What stands under a heading: paragraphs and blocks of code, in order. */
export class Section {
  heading;
  anchor;
  level;
  blocks = [];

  constructor(heading, anchor = '', level = 1) {
    this.heading = heading;
    this.anchor = anchor;
    this.level = level;
  }

  /** A paragraph. */
  add(text) {
    const line = inOneLine(text);
    if (line) this.blocks.push(line);
  }

  addCode(code) {
    const kept = code.replaceAll(FENCE, "'''").replace(/^\n+/, '').trimEnd();
    if (kept.trim()) this.blocks.push(`${FENCE}\n${kept}\n${FENCE}`);
  }
}

/** The passages of a page; a long section becomes several. */
export function passagesOf(url, page, sections) {
  return Array.from(sections).flatMap(({ heading, anchor, blocks }) => {
    const place = (anchor ? `${url}#${anchor}` : url).replace(UNSAFE, percentEncoded);
    return split(blocks).map((text) => ({ url: place, page, heading, text }));
  });
}

function percentEncoded(odd) {
  return Array.from(
    new TextEncoder().encode(odd),
    (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('');
}

/** Pieces that fit into an answer, cut between blocks. */
function split(blocks) {
  const pieces = [];
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
