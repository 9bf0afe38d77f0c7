// More blanks belong to no mark: a model may be talked into thousands, and each would be looked at again and again.
const BLANKS = String.raw`[ \t]{0,80}`;
const ONE = String.raw`[\[【](?:passages?|sources?)?\s*\^?\d{1,2}(?:\s*[,;\u2013-]\s*\^?\d{1,2})*(?:†[^\]】\n]{0,80})?[\]】]`;
const EACH = new RegExp(ONE, 'gi');
const SERIES = String.raw`${ONE}(?:${BLANKS}(?:[,;]${BLANKS})?${ONE})*`;
const MARK = new RegExp(String.raw`${BLANKS}(?:\(${BLANKS}${SERIES}${BLANKS}\)|${SERIES})`, 'iy');
// What may yet become a mark, or go on as one: no more is held back until the next words come.
const BEGUN = /[ \t]{0,80}(?:\([ \t]{0,80})?(?:[[【][a-z\d\s^,;\u2013-]{0,40}(?:†[^\]】\n]{0,80})?)?$/iy;
const MORE = /[ \t]{0,80}(?:[,;][ \t]{0,80})?(?:[[【][a-z\d\s^,;\u2013-]{0,40}[ \t]{0,80})?$/iy;
// After a name it is code that nobody marked as such, like a[1]. Scripts without blanks have their marks right there.
const NAME_END = /^\w/;
const AS_CODE = /^[[(](?!\^)/;
const NUMBERS = /(\d+)(?:\s*[\u2013-]\s*(\d+))?/g;
const LINK = /\([^()\n]{0,2000}\)/y;
const LINK_BEGUN = /\([^()\n]{0,2000}$/y;
const FENCE = /[ \t>]{0,80}(`{3,}|~{3,})/y;
const FENCE_BEGUN = /[ \t>]{0,80}(?:`*|~*)$/y;
const FENCE_END = /^[ \t>]*(`{3,}|~{3,})[ \t]*\r?$/;
const FENCE_END_BEGUN = /[ \t>]{0,80}(?:[`~]+[ \t]{0,80})?$/y;
const TICKS = /`+/y;
const IN_CODE = /[^`\n]+|\n/y;
const PLAIN = /[ \t]+|[^[【(`\\!\s]+/y;

/** Where what the pattern finds at that place ends; undefined where it finds nothing there. */
function endOf(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

export class Marks {
  #sources;
  /** What may yet turn out to be a mark, or the beginning of code. */
  #held = '';
  /** The character before what is held. */
  #last = '\n';
  /** Of the code block that is open. */
  #fence = '';
  /** Of the code that is open within a line. */
  #ticks = '';
  #isEnd = false;

  constructor(sources) {
    this.#sources = sources;
  }

  /** What can be told of the words so far. */
  read(text) {
    this.#held += text;
    this.#isEnd = false;
    return this.#told();
  }

  /** The rest: no more words come, or something else comes between. */
  end() {
    this.#isEnd = true;
    return this.#told();
  }

  get #isNewLine() {
    return this.#last === '\n';
  }

  *#told() {
    const text = this.#held;
    let at = 0;
    let plain = '';
    for (let step = this.#step(text, at); step; step = this.#step(text, at)) {
      this.#last = text.charAt(step.end - 1);
      at = step.end;
      for (const piece of step.pieces) {
        if (typeof piece === 'string') {
          plain += piece;
          continue;
        }
        if (plain) yield plain;
        plain = '';
        yield piece;
      }
    }
    this.#held = text.slice(at);
    if (plain) yield plain;
  }

  /** The next piece; none at the end, and where only the words to come will tell what it is. */
  #step(text, at) {
    if (at >= text.length) return undefined;
    if (this.#fence) return this.#codeLine(text, at);
    if (this.#isNewLine && !this.#isEnd && endOf(FENCE_BEGUN, text, at) !== undefined) return undefined;
    const fenceEnd = this.#isNewLine ? endOf(FENCE, text, at) : undefined;
    if (fenceEnd !== undefined) {
      const written = text.slice(at, fenceEnd);
      this.#fence = written.replace(/^[ \t>]*/, '');
      return { end: fenceEnd, pieces: [written] };
    }
    if (text[at] === '`' || this.#ticks) return this.#codeInLine(text, at);
    const mark = endOf(MARK, text, at);
    return mark === undefined ? this.#plain(text, at) : this.#citation(text, at, mark);
  }

  #plain(text, at) {
    if (!this.#isEnd && (endOf(BEGUN, text, at) !== undefined || ['!', '\\'].includes(text.slice(at)))) {
      return undefined;
    }
    const isPair = text[at] === '\\' || text.startsWith('![', at); // what is escaped, or begins an image
    const end = isPair ? Math.min(at + 2, text.length) : (endOf(PLAIN, text, at) ?? at + 1);
    return { end, pieces: [text.slice(at, end)] };
  }

  #citation(text, at, markEnd) {
    const mark = text.slice(at, markEnd);
    const link = endOf(LINK, text, markEnd);
    const goesOn = endOf(MORE, text, markEnd) !== undefined || endOf(LINK_BEGUN, text, markEnd) !== undefined;
    if (link === undefined && !this.#isEnd && goesOn) return undefined;
    const isCode = AS_CODE.test(mark) && NAME_END.test(this.#last);
    const pieces = isCode || text.startsWith('(', markEnd) ? [] : this.#sourcesOf(mark);
    if (!pieces.some((piece) => typeof piece !== 'string')) {
      const end = link ?? markEnd;
      return { end, pieces: [text.slice(at, end)] };
    }
    // A list of sources, or what Markdown takes for one.
    const isList = this.#isNewLine && text.startsWith(':', markEnd);
    return { end: isList ? markEnd + 1 : markEnd, pieces };
  }

  /** A series of marks as its sources. A bracket without any stays as it is written. */
  #sourcesOf(mark) {
    let reached = 0;
    const brackets = Array.from(mark.matchAll(EACH), ([bracket]) => {
      reached = mark.indexOf(bracket, reached) + bracket.length;
      return { end: reached, sources: this.#known(bracket) };
    });
    if (mark.endsWith(')') && brackets.some(({ sources }) => !sources.length)) return [];
    let written = 0;
    return brackets.flatMap(({ end, sources }) => {
      const asWritten = mark.slice(written, end);
      written = end;
      return sources.length ? sources : [asWritten];
    });
  }

  /** None for what has a 0, as lists in many languages have and no passage. */
  #known(bracket) {
    const numbers = Array.from(bracket.replace(/†[^\]】]*/g, '').matchAll(NUMBERS)).flatMap(([, from, to]) => {
      const first = Number(from);
      return Array.from({ length: Math.max(0, Number(to ?? from) - first + 1) }, (_, each) => first + each);
    });
    if (numbers.includes(0)) return [];
    return [...new Set(numbers)].flatMap((number) => this.#sources[number - 1] ?? []);
  }

  #codeLine(text, at) {
    const newline = text.indexOf('\n', at);
    if (newline < 0) {
      const isUnclear = this.#isNewLine && endOf(FENCE_END_BEGUN, text, at) !== undefined;
      return isUnclear && !this.#isEnd ? undefined : { end: text.length, pieces: [text.slice(at)] };
    }
    const closing = this.#isNewLine ? FENCE_END.exec(text.slice(at, newline))?.[1] : undefined;
    if (closing?.startsWith(this.#fence)) this.#fence = '';
    return { end: newline + 1, pieces: [text.slice(at, newline + 1)] };
  }

  /** Code within a line ends with as many ticks as it began with, or with its paragraph. */
  #codeInLine(text, at) {
    const ticksEnd = endOf(TICKS, text, at);
    if (ticksEnd !== undefined) {
      if (ticksEnd === text.length && !this.#isEnd) return undefined;
      const ticks = text.slice(at, ticksEnd);
      if (!this.#ticks) this.#ticks = ticks;
      else if (this.#ticks === ticks) this.#ticks = '';
      return { end: ticksEnd, pieces: [ticks] };
    }
    if (text[at] === '\n' && this.#isNewLine) this.#ticks = '';
    const end = endOf(IN_CODE, text, at) ?? at + 1;
    return { end, pieces: [text.slice(at, end)] };
  }
}
