/** What a chat route sends, as text and sources: one JSON document, server-sent events, lines of JSON, or plain text. */
import { NoOutageError } from '../errors.mjs';

import { at, isFields, sourcesOf, textIn } from './given.mjs';

/** Characters of a JSON document, or of a line, that is still read. */
const LONGEST = 4_000_000;
const DONE = new Set(['[DONE]', '[END]', '[done]']);
const PAGE = /^\s*<(?:!doctype html|html)\b/i;

/** The owner's route did not answer as it should. The text is for the log: it holds nothing that was said. */
export class EndpointError extends Error {}

/** The owner's route is there and does not take this question. */
export class EndpointRefusedError extends NoOutageError {}

/** `gives` is what the contract says; the Content-Type wins where it names a stream. */
export async function* partsOfResponse(response, gives, field, question) {
  const type = response.headers.get('content-type') ?? '';
  const isJson = type.includes('json');
  if (type.includes('event-stream') || (gives === 'sse' && !isJson)) {
    yield* partsOfEvents(eventsIn(linesOf(response)), field, question);
  } else if (/ndjson|jsonl/.test(type) || (gives === 'ndjson' && type !== 'application/json')) {
    yield* partsOfEvents(linesOf(response), field, question);
  } else if (response.headers.has('x-vercel-ai-data-stream')) {
    yield* partsOfEvents(dataStreamIn(linesOf(response)), field, question);
  } else if (gives === 'json' || isJson) {
    yield* partsOfDocument(await whole(response), field, question);
  } else {
    yield* plainText(response);
  }
}

async function* partsOfEvents(events, field, question) {
  for await (const event of events) {
    if (DONE.has(event.trim())) return;
    yield* partsOfEvent(read(event), field, question);
  }
}

function* partsOfEvent(value, field, question) {
  if (!isFields(value)) {
    if (field === null && typeof value === 'string') yield value;
    return;
  }
  const named = field === null ? undefined : at(value, field);
  if (value['error'] && !named) throw new EndpointError("The route's stream reported an error.");
  const text = named ?? textIn(value);
  if (typeof text === 'string' && text) yield text;
  yield* sourcesOf(value, question);
}

/** The JSON of an event; the text itself where it is none, as numbers and names may be words of an answer. */
function read(event) {
  try {
    const value = JSON.parse(event);
    return typeof value === 'string' || isFields(value) ? value : event;
  } catch {
    return event;
  }
}

function* partsOfDocument(body, field, question) {
  let value;
  try {
    value = JSON.parse(body);
  } catch {
    throw new EndpointError('The route did not answer in JSON.');
  }
  const found = field === null ? value : at(value, field);
  if (typeof found !== 'string' && typeof found !== 'number') {
    throw new EndpointError(`The route's JSON has no text in ${field ?? 'it'}. Run: chatgraft doctor`);
  }
  yield String(found);
  yield* sourcesOf(value, question);
}

async function whole(response) {
  let body = '';
  for await (const text of textsOf(response)) {
    body += text;
    if (body.length > LONGEST) throw new EndpointError("The route's answer is longer than any that is read.");
  }
  return body;
}

async function* plainText(response) {
  let begun = false;
  for await (const text of textsOf(response)) {
    if (!begun && PAGE.test(text)) throw new EndpointError('The route gave a page, not an answer.');
    begun ||= text.trim() !== '';
    yield text;
  }
}

/** What comes, as text; a character that lies in two chunks is kept whole. */
async function* textsOf(response) {
  if (!response.body) return;
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  for await (const chunk of response.body) {
    yield decoder.decode(chunk, { stream: true });
  }
  const rest = decoder.decode();
  if (rest) yield rest;
}

/** Lines that end in `\n` or `\r\n`: no other character ends one, as it may stand in a text. */
async function* linesOf(response) {
  let rest = '';
  for await (const text of textsOf(response)) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield line.replace(/\r$/, '');
    if (rest.length > LONGEST) throw new EndpointError('The route sent a line that is longer than any that is read.');
  }
  if (rest) yield rest.replace(/\r$/, '');
}

/** The data of each server-sent event. One named `error` ends it all. */
async function* eventsIn(lines) {
  let data = [];
  let name = '';
  for await (const line of lines) {
    const [, field = '', value = ''] = /^([^:]*):? ?([^]*)$/.exec(line) ?? [];
    if (field === 'data') data.push(value);
    else if (field === 'event') name = value;
    if (line) continue;
    if (data.length && name === 'error') throw new EndpointError("The route's stream reported an error.");
    if (data.length) yield data.join('\n');
    [data, name] = [[], ''];
  }
  if (data.length && name !== 'error') yield data.join('\n');
}

/** The texts of version 4 of the AI SDK: lines such as `0:"Hello"` (ai-sdk.dev, stream protocol). */
async function* dataStreamIn(lines) {
  for await (const line of lines) {
    if (line.startsWith('0:')) yield line.slice(2);
    if (line.startsWith('3:')) throw new EndpointError("The route's stream reported an error.");
  }
}
