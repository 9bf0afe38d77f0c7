/** Sources of an answer: numbered once each, in order of appearance, and where their numbers stand in the text. */

import type { Annotation, Source } from "../protocol.js";

/** Private-use characters around a source's number; the renderer turns them into a chip. */
export const MARK_OPEN = "\uE000";
export const MARK_CLOSE = "\uE001";

export interface Citations {
  sources: Source[];
  /** The text with a mark at each place that cites a source. */
  marked: string;
}

/**
 * @param text the part's markdown
 * @param annotations with `index` in code points, as a Python server counts; without one they only join the list
 */
export function cite(text: string, annotations: readonly Annotation[]): Citations {
  const sources: Source[] = [];
  const numbers = new Map<string, number>();
  const marks: { at: number; number: number }[] = [];
  for (const { source, index } of annotations) {
    if (!source) continue;
    const key = keyOf(source);
    let number = numbers.get(key);
    if (number === undefined) {
      number = sources.push(source);
      numbers.set(key, number);
    }
    if (typeof index === "number") marks.push({ at: index, number });
  }
  return { sources, marked: withMarks(text.replaceAll(/[\uE000\uE001]/g, ""), marks) };
}

function keyOf(source: Source): string {
  if (source.type === "url") return `url ${source.url}`;
  return source.type === "file" ? `file ${source.filename}` : `entity ${source.id}`;
}

function withMarks(text: string, marks: readonly { at: number; number: number }[]): string {
  if (marks.length === 0) return text;
  const points = Array.from(text);
  let out = "";
  let from = 0;
  for (const { at, number } of marks.toSorted((a, b) => a.at - b.at)) {
    let to = Math.max(from, Math.min(at, points.length));
    // Counted up to the next sentence, a place still belongs to the one before it.
    while (to > from && /\s/.test(points[to - 1] ?? "")) to -= 1;
    out += `${points.slice(from, to).join("")}${MARK_OPEN}${String(number)}${MARK_CLOSE}`;
    from = to;
  }
  return out + points.slice(from).join("");
}
