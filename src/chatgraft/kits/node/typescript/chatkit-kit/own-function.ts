/** Calls a function of the owner's, and reads what it gives: a text, an object with one, or a stream of either. */
import { partsOf as partsOfSdk } from './ai-sdk.ts';
import type { SdkResult } from './ai-sdk.ts';
import { partsOfResponse } from './answers/endpoint-stream.ts';
import { at, isFields, sourcesOf, textIn } from './answers/given.ts';
import { spoken, spokenQuestion } from './questions.ts';
import type { Part, Question } from './questions.ts';

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

/** What a function is given, in the order of its parameters. */
export type Takes = readonly (keyof Asked | 'all' | 'nothing')[];

interface Said {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

/** All that there is to say. In an object each is there under its other names, too, such as `question` and `text`. */
export interface Asked {
  /** The question, with the text that it refers to before it. */
  readonly message: string;
  /** What was said earlier, oldest first; `messages` has the question at its end. */
  readonly history: readonly Said[];
  readonly messages: readonly Said[];
  readonly quote: string;
  readonly page: string;
  readonly threadId: string;
  /** Aborted when the visitor stops the answer. */
  readonly signal: AbortSignal;
}

type Stream = AsyncIterable<unknown> | Iterable<unknown>;
type OwnFunction = (...values: unknown[]) => unknown;

/** Yields what the function of that name gives. `load` imports its module. */
export async function* answerBy(
  load: () => Promise<object>,
  name: string,
  takes: Takes,
  question: Question,
): AsyncIterableIterator<Part> {
  const call = functionIn(await load(), name);
  const asked = askedOf(question);
  const given: Record<Takes[number], unknown> = { ...asked, all: underAllNames(asked), nothing: undefined };
  yield* partsIn(await call(...takes.map((each) => given[each])), question);
}

/** Of a module in either form: CommonJS modules lie under `default`, once more where they were compiled. */
function functionIn(module: object, name: string): OwnFunction {
  const places = [name, `default.${name}`].map((path) => at(module, path));
  const found = places.find((place) => typeof place === 'function');
  if (!found) throw new Error(`The module has no function ${name}.`);
  return found as OwnFunction;
}

function askedOf(question: Question): Asked {
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

function underAllNames(asked: Asked): object {
  const said = Object.entries(asked) as [keyof Asked, unknown][];
  return Object.fromEntries(said.flatMap(([usual, value]) => NAMES[usual].map((name) => [name, value])));
}

async function* partsIn(given: unknown, question: Question): AsyncIterableIterator<Part> {
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

async function* partsOfStream(values: Stream, question: Question): AsyncIterableIterator<Part> {
  const decoder = new TextDecoder();
  for await (const value of values) {
    yield* partsOf(value instanceof Uint8Array ? decoder.decode(value, { stream: true }) : value, question);
  }
}

/** The result of the AI SDK's `streamText`. */
function isOfTheSdk(given: unknown): given is SdkResult {
  return typeof given === 'object' && given !== null && 'fullStream' in given;
}

function isStream(given: unknown): given is Stream {
  return typeof given === 'object' && given !== null && (Symbol.asyncIterator in given || Symbol.iterator in given);
}

/** A piece as it is meant: a text, or an object with a text and sources. */
function* partsOf(value: unknown, question: Question): IterableIterator<Part> {
  const text = isFields(value) ? textIn(value) : value;
  if (typeof text === 'string' && text) yield text;
  yield* sourcesOf(value, question);
}
