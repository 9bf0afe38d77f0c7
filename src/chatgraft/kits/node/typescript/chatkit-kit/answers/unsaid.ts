/**
 * Keeps a model from reading its instructions out: a page, a quotation or a visitor may talk it into that.
 *
 * Long lines of theirs that follow each other in the answer as they do there, word for word, are left out of it. One
 * line alone passes, as it may be a fact that the owner wants told. So does what a model says of them in other words: no
 * secret belongs into instructions.
 */
import { logger } from '../logs.ts';
import type { Part } from '../questions.ts';

const log = logger('unsaid');

/** Characters of a line that is told from what anybody might say. */
const SHORTEST = 40;
/** Characters between two lines that still follow each other: short lines, marks of a list. */
const WIDEST = 80;
const LEFT_OUT = '…';

/** The parts, without what reads the instructions out. Held back is only what may yet turn out to do that. */
export async function* without(instructions: string, parts: AsyncIterable<Part>): AsyncIterableIterator<Part> {
  const lines = new Lines(instructions);
  let held = '';
  try {
    for await (const part of parts) {
      const isText = typeof part === 'string';
      if (isText) held += part;
      const until = isText ? lines.certain(held) : held.length;
      const said = lines.leftOut(held.slice(0, until));
      held = held.slice(until);
      if (said) yield said;
      if (!isText) yield part;
    }
  } catch (error) {
    if (held) yield lines.leftOut(held); // what was said before it broke off stays
    throw error;
  }
  if (held) yield lines.leftOut(held);
}

/** A line of the instructions where it stands in an answer. */
interface Found {
  line: string;
  start: number;
  end: number;
}

/** The long lines of the instructions, in their order. */
class Lines {
  readonly #lines: readonly string[];
  readonly #longest: number;
  readonly #any: RegExp;

  constructor(instructions: string) {
    const long = instructions.split(/\r?\n/).map((line) => line.trim());
    this.#lines = [...new Set(long.filter((line) => line.length >= SHORTEST))];
    this.#longest = Math.max(0, ...this.#lines.map((line) => line.length));
    const byLength = [...this.#lines].sort((one, other) => other.length - one.length);
    this.#any = new RegExp(byLength.map((line) => line.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'), 'g');
  }

  /** Up to where nothing of the text depends on the words to come. */
  certain(text: string): number {
    if (this.#lines.length < 2) return text.length;
    const last = this.#sequences(text).at(-1);
    const end = last?.at(-1);
    if (last?.[0] && end && this.#mayGoOn(text, end)) return last[0].start;
    const begin = Math.max(end?.end ?? 0, text.length - this.#longest);
    for (let at = begin; at < text.length; at++) {
      const rest = text.slice(at);
      if (this.#lines.some((line) => line.startsWith(rest))) return at;
    }
    return text.length;
  }

  /** The text without the lines in it that follow each other. */
  leftOut(text: string): string {
    if (this.#lines.length < 2) return text;
    const leaks = this.#sequences(text)
      .filter((sequence) => sequence.length > 1)
      .flat();
    if (leaks.length) log.warning('Lines of the instructions were left out of an answer', { lines: leaks.length });
    return leaks.reduceRight((kept, { start, end }) => kept.slice(0, start) + LEFT_OUT + kept.slice(end), text);
  }

  /** The lines that stand in the text, those that follow each other together. */
  #sequences(text: string): Found[][] {
    const sequences: Found[][] = [];
    for (const { 0: line, index: start = 0 } of text.matchAll(this.#any)) {
      const found = { line, start, end: start + line.length };
      const sequence = sequences.at(-1);
      const last = sequence?.at(-1);
      if (sequence && last && this.#next(last.line) === line && start - last.end <= WIDEST) sequence.push(found);
      else sequences.push([found]);
    }
    return sequences;
  }

  #next(line: string): string | undefined {
    return this.#lines[this.#lines.indexOf(line) + 1];
  }

  #mayGoOn(text: string, { line, end }: Found): boolean {
    const following = this.#next(line);
    const rest = text.slice(end);
    for (let at = 0; at <= Math.min(rest.length, WIDEST); at++) {
      if (following?.startsWith(rest.slice(at))) return true;
    }
    return false;
  }
}
