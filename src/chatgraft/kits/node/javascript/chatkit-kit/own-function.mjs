/** Calls a function of the owner's, and reads what it gives: a text, an object with one, or a stream of either. */
import { partsOf as partsOfSdk } from './ai-sdk.mjs';

import { partsOfResponse } from './answers/endpoint-stream.mjs';
import { at, isFields, sourcesOf, textIn } from './answers/given.mjs';
import { spoken, spokenQuestion } from './questions.mjs';

/**
 * The names that parameters have for what there is to say, the usual one first: `userMessage` is given the `message`.
 * `all` is an object with everything, under each of these names.
 */
const NAMES = {
  message: ['message', 'question', 'text', 'query', 'prompt', 'userMessage', 'userInput', 'input', 'q', 'msg'],
  history: ['history', 'chatHistory', 'conversationHistory'],
  messages: ['messages'],
  quote: ['quote', 'quotedText', 'selection', 'selectedText'],
  page: ['page', 'pageUrl', 'url'],
  threadId: ['threadId', 'conversationId', 'sessionId', 'chatId'],
  signal: ['signal', 'abortSignal'],
  all: ['all', 'asked', 'options', 'opts'],
};

/** Yields what the function of that name gives. `load` imports its module. */
export async function* answerBy(load, name, takes, question) {
  const call = functionIn(await load(), name);
  const asked = askedOf(question);
  const given = { ...asked, all: underAllNames(asked), nothing: undefined };
  yield* partsIn(await call(...takes.map((each) => given[each])), question);
}

/** Of a module in either form: CommonJS modules lie under `default`, once more where they were compiled. */
function functionIn(module, name) {
  const places = [name, `default.${name}`].map((path) => at(module, path));
  const found = places.find((place) => typeof place === 'function');
  if (!found) throw new Error(`The module has no function ${name}.`);
  return found;
}

function askedOf(question) {
  const message = spokenQuestion(question);
  const history = question.history.map((one) => ({ role: one.role, content: spoken(one) }));
  return {
    message,
    history,
    messages: [...history, { role: 'user', content: message }],
    quote: question.quotedText,
    page: question.page?.url ?? '',
    threadId: question.threadId,
    signal: question.signal,
  };
}

function underAllNames(asked) {
  const said = Object.entries(asked);
  return Object.fromEntries(said.flatMap(([usual, value]) => NAMES[usual].map((name) => [name, value])));
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
