/** Answers from the site's own pages, without a model: the passages that fit, with links to where they stand. */
import { absolute, source } from '../questions.ts';
import type { Part, Passage, Question } from '../questions.ts';
import { escaped, excerpt, found, shortened } from './excerpt.ts';
import { proseOf } from './pages.ts';
import { searchTerms, stemsOf } from './words.ts';

const EXCERPT_CHARACTERS = 420;
/** Of those that come after the best one. */
const SHORT_CHARACTERS = 240;
const SNIPPET_CHARACTERS = 160;
const NOTHING_FOUND = 'I found nothing about that on this site. Try other words, or ask about a particular page.';
const NEAREST = 'I found no page about exactly that. This comes nearest:';
const WHAT_IS_HERE = 'These are the pages of this site:';
const WHAT_TO_ASK = 'Ask me something about this site, and I will look it up in its pages.';
/** A question of so few words leans on what was asked before. */
const SHORT_QUESTION_WORDS = 2;
const MOST_PASSAGES = 4;

/** What the site's pages say about a question, the quoted text included; best first, none where nothing fits. */
export async function passagesFor(question: Question, limit = MOST_PASSAGES): Promise<Passage[]> {
  return (await question.pages?.search(wordsOf(question), limit)) ?? [];
}

/** The words to search for: the question's and the quoted text's; a short question's with those asked before it. */
function wordsOf(question: Question): string {
  let words = question.text;
  if (words.split(/\s+/).filter(Boolean).length <= SHORT_QUESTION_WORDS && !question.quotedText) {
    const earlier = question.history.filter((message) => message.role === 'user').at(-1);
    words = `${words} ${earlier?.text ?? ''}`;
  }
  return `${words} ${question.quotedText}`;
}

/** The built-in answer, and the one that stands in when a model fails. `passages` where they have been found. */
export async function* answerFromSite(question: Question, passages?: readonly Passage[]): AsyncIterableIterator<Part> {
  if (!question.text && !question.quotedText) {
    yield WHAT_TO_ASK;
    return;
  }
  const fitting = passages ?? (await passagesFor(question));
  if (!fitting.length) {
    yield* overview(question);
    return;
  }
  const own = stemsOf(question.text);
  const stems = own.size ? own : stemsOf(wordsOf(question));
  const fit = fitting.map(({ page, heading, text }) => found(`${page} ${heading} ${text}`, stems));
  const best = Math.max(...fit);
  if (best * 2 < stems.size) yield `${NEAREST}\n\n`;
  const told = fitting.filter((_, at) => (fit[at] ?? 0) * 2 > best);
  for (const [at, passage] of (told.length ? told : fitting.slice(0, 1)).entries()) {
    const url = absolute(question, passage.url);
    yield `${at ? '\n\n' : ''}**[${escaped(nameOf(passage))}](${url})**\n\n`;
    yield* excerpt(passage, stems, at ? SHORT_CHARACTERS : EXCERPT_CHARACTERS);
    yield source(nameOf(passage), url, shortened(proseOf(passage) || passage.text, SNIPPET_CHARACTERS));
  }
}

/** For a question that no page answers: what there is to ask about. */
async function* overview(question: Question): AsyncIterableIterator<Part> {
  const pages = (await question.pages?.mainPages()) ?? [];
  const asksForSomething = pages.length > 0 && searchTerms(question.text).length > 0;
  if (asksForSomething || !pages.length) yield NOTHING_FOUND;
  if (pages.length) yield `${asksForSomething ? '\n\n' : ''}${WHAT_IS_HERE}\n`;
  for (const { page, url } of pages) yield `\n- [${escaped(page || url)}](${absolute(question, url)})`;
}

/** What a visitor knows the place by. */
export function nameOf({ page, heading, url }: Passage): string {
  if (heading && heading !== page) return page ? `${page}: ${heading}` : heading;
  return page || url;
}
