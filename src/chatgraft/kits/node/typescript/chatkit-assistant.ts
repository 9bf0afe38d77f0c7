/**
 * The answer: the one file that most owners edit.
 *
 * This variant needs no key: it looks the question up in the site's own pages (SITE_ROOT, else SITE_URL/sitemap.xml).
 */
import type { Part, Question } from './chatkit-kit/questions.ts';
import { answerFromSite } from './chatkit-kit/site-search/answer.ts';

/**
 * Set this to true when `answer` asks a paid model: the daily token budget then holds, and the site's pages answer in
 * the model's place when it fails.
 */
export const USES_MODEL = false;

/**
 * Yields text as it comes, and a `source` for each page that the answer rests on.
 *
 * `question` has the `text`, the `quotedText` that the visitor had selected, the `page` they are on, the `history` of
 * the conversation, oldest first, and more: see `chatkit-kit/questions`. What else may stand in this file, for widgets'
 * buttons, speech and the like, is in `chatkit-kit/assistant`.
 */
export async function* answer(question: Question): AsyncIterableIterator<Part> {
  yield* answerFromSite(question);
}
