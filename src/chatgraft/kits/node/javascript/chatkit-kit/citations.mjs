/**
 * Passages as a model reads them, and what it says of them as citations: `[2]` becomes a source, with title and link.
 *
 * `material` goes to the model with the question, `CITING` tells it how it is to mark what it takes from there, `cited`
 * makes of its answer what the visitor sees.
 */
import { Marks } from './answers/citation-marks.mjs';
import { absolute, fenced, source } from './questions.mjs';

import { nameOf } from './site-search/answer.mjs';
import { shortened } from './site-search/excerpt.mjs';
import { inOneLine } from './site-search/words.mjs';

export const CITING = `\
Passages have numbers. After what you take from a passage put a space and its number in square brackets, like [1] or
[1][3]; the visitor sees a link to its page there, so write no links and no list of sources of your own.`;
const NOTHING_FOUND = `\
No passage fits this question. Where it asks about this site, say that you found nothing about that here, and make \
nothing up.`;
const MOST_CHARACTERS = 6000;
const SNIPPET_CHARACTERS = 160;

/** The passages with their numbers, each between tags that it cannot close; with none of them, just that. */
export function material(passages, question) {
  const numbered = passages.map((passage, at) => {
    const { title, url } = sourceOf(passage, question);
    const head = inOneLine(`[${String(at + 1)}] ${title} ${url}`);
    return fenced('passage', `${head}\n${passage.text.slice(0, MOST_CHARACTERS)}`);
  });
  return numbered.join('\n\n') || NOTHING_FOUND;
}

/** A passage as a citation. What is no address of the web, such as a file's name, is shown without a link. */
function sourceOf(passage, question) {
  const isAddress = /^(?:https?:\/\/|\/(?!\/)|[#?])/.test(passage.url);
  const snippet = shortened(passage.text, SNIPPET_CHARACTERS);
  return source(nameOf(passage), isAddress ? absolute(question, passage.url) : '', snippet);
}

/**
 * The parts of an answer with a `Source` in place of each mark. Code, links and numbers of no passage are left as they
 * are.
 */
export async function* cited(parts, passages, question) {
  const marks = new Marks(passages.map((passage) => sourceOf(passage, question)));
  try {
    for await (const part of parts) {
      if (typeof part === 'string' && passages.length) {
        yield* marks.read(part);
      } else {
        yield* marks.end();
        yield part;
      }
    }
  } catch (error) {
    yield* marks.end(); // what was said before it broke off stays
    throw error;
  }
  yield* marks.end();
}
