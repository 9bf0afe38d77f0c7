/**
 * The answer, from the site's own chat route: the one file that most owners edit.
 *
 * What the route takes and gives stands here as its source had it; `chatgraft doctor` says when the two differ.
 */
import { ask } from '../chatkit-kit/endpoint.mjs';

import { env } from '../chatkit-kit/env.mjs';

/** The daily token budget holds, and the site's pages answer in the route's place when it is down. */
export const USES_MODEL = true;

// Where the route is, unless CHATKIT_ENDPOINT_URL names another address.
const URL = 'http://127.0.0.1:3000/api/chat';
const METHOD = 'POST';
// How its fields are sent: 'json', 'form' or 'query'.
const SENDS = 'json';

// The field that takes the question. With MESSAGES it is a list that takes the whole conversation.
const QUESTION = 'message';
const MESSAGES = false;
// The fields that take the rest; null where the route has no such field. Text that the visitor had selected is then put
// before the question, and what was said earlier, the page and the conversation's id are left out.
const QUOTE = null;
const HISTORY = null;
const PAGE = null;
const THREAD = null;
// What a conversation is a list of: 'messages' (role and content), 'parts' (as the AI SDK has them) or 'strings'.
const HISTORY_OF = 'messages';

// What comes back: 'json', 'sse', 'ndjson' or 'text', and the field of the answer ('data.answer' where it lies deeper).
// null where the body, or each event, is the answer itself.
const GIVES = 'json';
const ANSWER = 'answer';

/** Yields text as it comes. A stop aborts `question.signal`, which closes the connection to the route. */
export function answer(question) {
  return ask(endpoint(), question);
}

function endpoint() {
  return {
    url: env('CHATKIT_ENDPOINT_URL', URL),
    method: METHOD,
    sends: SENDS,
    question: QUESTION,
    takesMessages: MESSAGES,
    quote: QUOTE,
    history: HISTORY,
    page: PAGE,
    thread: THREAD,
    historyOf: HISTORY_OF,
    gives: GIVES,
    answer: ANSWER,
  };
}
