/**
 * The answer, from a function of the project's own: the one file that most owners edit.
 *
 * The function may be `async` or not, and give a text, an object with one, a stream of either, a `Response`, or the
 * result of the AI SDK's `streamText`.
 */
import { askOnce } from '../chatkit-kit/models.ts';
import { answerBy } from '../chatkit-kit/own-function.ts';
import type { Takes } from '../chatkit-kit/own-function.ts';
import type { Part, Question } from '../chatkit-kit/questions.ts';

/** The daily token budget holds, and the site's pages answer in the function's place when it fails. */
export const USES_MODEL = true;

// The module, imported when the first question comes, and the function's name in it.
const load = (): Promise<object> => import('../own-answer.ts');
const NAME = 'answer';
// What it is given: 'text' (the question, then all there is as an object), 'messages' (the conversation as a list of
// role and content, then that object) or 'object' (the object alone). Its fields are in chatkit-kit/own-function.
const TAKES: Takes = 'text';

/** Yields text as it comes. A stop aborts `question.signal`, which the function is given too. */
export function answer(question: Question): AsyncIterable<Part> {
  return askOnce((signal) => answerBy(load, NAME, TAKES, { ...question, signal }), question.signal);
}
