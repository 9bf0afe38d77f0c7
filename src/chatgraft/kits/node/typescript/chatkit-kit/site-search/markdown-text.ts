/** The words in Markdown's marks: what a reader of the page sees of a line or a paragraph. Code is left as it is. */
import { unescaped } from './tree.ts';
import { inOneLine } from './words.ts';

const CODE_SPAN = /(?<!`)(`+)(?!`)((?:(?!\n[ \t]*\n)[^])+?)(?<!`)\1(?!`)/g;
/** Stands for a code span while the marks around it are read: a letter that nobody uses. */
const SPAN = '\ue000';
/** Components and elements, over several lines if need be; attributes may hold > in quotes and braces. */
const TAG =
  /<\/?([A-Za-z][\p{L}\p{N}_.:-]*|(?=>))(?:\s(?:[^<>"'{}]|"[^"]*"|'[^']*'|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*)?\/?>/gu;
const INLINE = new Set('a abbr b code em i kbd mark small span strong sub sup u'.split(' '));
const TITLES = /\b(?:title|label|summary|description|heading)="([^"]+)"/g;
const NOT_TEXT =
  /<!--[^]*?-->|\{\/\*[^]*?\*\/\}|<(script|style)\b[^]*?<\/\1>|\{\{[^]*?\}\}|\{%[^]*?%\}|\{\s*(?:'\s*'|"\s*"|[\p{L}\p{N}_]+\.[\p{L}\p{N}_.]+|:?\s*\.[\p{L}\p{N}_-]+[^{}]*)\s*\}/gu;
const MODULE =
  /^(?:import\s+(?:[\p{L}\p{N}_*{][^'";]*?\sfrom\s*)?['"][^'"]+['"]|export\s+(?:default|const|let|var|function|async|class|type|[{*]))/u;
/** Lines of an `import` that is looked at as one. */
const LONGEST_IMPORT = 30;

/** Markdown without its marks, as it reads on the page. */
export function plain(text: string): string {
  const read = besideCode(text, unmarked);
  return inOneLine(unescaped(read.replace(CODE_SPAN, '$2')));
}

/** Prose without comments, modules' lines and expressions; what stands in code spans stays. */
export function textIn(lines: readonly string[]): string {
  return besideCode(withoutModules(lines).join('\n'), (text) => text.replace(NOT_TEXT, ' ').replace(TAG, toldBy));
}

/** Text changed where it is no code span. `SPAN` stands for a span meanwhile, within whatever marks. */
function besideCode(text: string, change: (text: string) => string): string {
  const spans = text.match(CODE_SPAN) ?? [];
  let at = 0;
  return change(text.replace(CODE_SPAN, SPAN)).replaceAll(SPAN, () => spans[at++] ?? '');
}

function unmarked(text: string): string {
  return text
    .replace(TAG, toldBy)
    .replace(/<(https?:\/\/[^\s>]+)>/g, '$1')
    .replace(/!?\[([^\]]*)\](?:\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+["'][^)]*)?\)|\[[^\]]*\])/g, '$1')
    .replace(/\*{1,3}(?=\S)|(?<=\S)\*{1,3}|~~/g, '')
    .replace(/(?<![\p{L}\p{N}_])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![\p{L}\p{N}_])/gu, '') // within a word it is part of a name
    .replace(/\\([\\`*_{}[\]()#+.!|<>~-])/g, '$1');
}

/** Of a component the words that it shows from its attributes; nothing of an element within a word or sentence. */
function toldBy(tag: string, name: string): string {
  if (INLINE.has(name.toLowerCase())) return '';
  if (!/^\p{Lu}/u.test(name)) return ' ';
  return ` ${Array.from(tag.matchAll(TITLES), (title) => title[1] ?? '').join(' ')} `;
}

/** Without `import` and `export`, each of which goes on until its brackets are closed. */
function withoutModules(lines: readonly string[]): string[] {
  let open = 0;
  return lines.filter((line, at) => {
    const begins = /^(?:import|export) /.test(line) && MODULE.test(lines.slice(at, at + LONGEST_IMPORT).join('\n'));
    if (open <= 0 && !begins) return true;
    open += (line.match(/[{[(]/g) ?? []).length - (line.match(/[}\])]/g) ?? []).length;
    return false;
  });
}
