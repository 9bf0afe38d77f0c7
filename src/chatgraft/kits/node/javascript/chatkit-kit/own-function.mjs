/** Calls a function of the owner's, and reads what it gives: a text, an object with one, or a stream of either. */
import { partsOf as partsOfSdk } from './ai-sdk.mjs';

import { partsOfResponse } from './endpoint-stream.mjs';
import { at, isFields, sourcesOf, textIn } from './given.mjs';
import { spoken, spokenQuestion } from './questions.mjs';

/** Yields what the function of that name gives. `load` imports its module. */
export async function* answerBy(load, name, takes, question) {
  const call = functionIn(await load(), name);
  const asked = askedOf(question);
  const values = { text: [asked.message, asked], messages: [asked.messages, asked], object: [asked] }[takes];
  yield* partsIn(await call(...values), question);
}

/** Of a module in either form: CommonJS modules lie under `default`, once more where they were compiled. */
function functionIn(module, name) {
  const places = [name, `default.${name}`, 'default.default', 'default'].map((path) => at(module, path));
  const found = places.find((place) => typeof place === 'function');
  if (!found) throw new Error(`The module has no function ${name}.`);
  return found;
}

function askedOf(question) {
  const message = spokenQuestion(question);
  const history = question.history.map((one) => ({ role: one.role, content: spoken(one) }));
  return {
    message,
    question: message,
    text: message,
    query: message,
    prompt: message,
    history,
    messages: [...history, { role: 'user', content: message }],
    quote: question.quotedText,
    page: question.page?.url ?? '',
    threadId: question.threadId,
    signal: question.signal,
  };
}

async function* partsIn(given, question) {
  if (given instanceof Response) {
    yield* partsOfResponse(given, 'text', null, question);
  } else if (isOfTheSdk(given)) {
    yield* partsOfSdk(given);
  } else if (isStream(given)) {
    yield* partsOfStream(given, question);
  } else {
    yield* partsOf(given, question);
  }
}

async function* partsOfStream(values, question) {
  const decoder = new TextDecoder();
  for await (const value of values) {
    yield* partsOf(value instanceof Uint8Array ? decoder.decode(value, { stream: true }) : value, question);
  }
}

/** The result of the AI SDK's `streamText`. */
function isOfTheSdk(given) {
  return typeof given === 'object' && given !== null && 'fullStream' in given;
}

function isStream(given) {
  return typeof given === 'object' && given !== null && (Symbol.asyncIterator in given || Symbol.iterator in given);
}

/** A piece as it is meant: a text, or an object with a text and sources. */
function* partsOf(value, question) {
  const text = isFields(value) ? textIn(value) : value;
  if (typeof text === 'string' && text) yield text;
  yield* sourcesOf(value, question);
}
