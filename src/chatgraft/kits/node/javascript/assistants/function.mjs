/**
 * The answer, from a function of the project's own: the one file that most owners edit.
 *
 * The function may be `async` or not, and give a text, an object with one, a stream of either, a `Response`, or the
 * result of the AI SDK's `streamText`.
 */
import { askOnce } from '../chatkit-kit/models.mjs';
import { answerBy } from '../chatkit-kit/own-function.mjs';

/** The daily token budget holds, and the site's pages answer in the function's place when it fails. */
export const USES_MODEL = true;

// The module, imported when the first question comes, and the function's name in it.
const load = () => import('../own-answer.mjs');
const NAME = 'answer';
// What it is given, in the order of its parameters: 'message' (the question), 'messages' (the conversation as a list of
// role and content), 'history', 'quote', 'page', 'threadId', 'signal', or 'all' (an object with each of these).
const TAKES = ['message', 'all'];

/** Yields text as it comes. A stop aborts the `signal` that the function may take, and leaves a stream at its next piece. */
export function answer(question) {
  return askOnce((signal) => answerBy(load, NAME, TAKES, { ...question, signal }), question.signal);
}
