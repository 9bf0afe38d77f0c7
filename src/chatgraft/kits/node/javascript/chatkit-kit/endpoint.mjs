/**
 * Asks a chat route of the owner's over HTTP and reads what it gives, as a stream where it streams.
 *
 * Nothing of what the route says about its own faults reaches the browser: the log has its status, never its text.
 */
import { randomBytes } from 'node:crypto';
import { addressOf } from './addresses.mjs';
import { EndpointError, EndpointRefusedError, partsOfResponse } from './answers/endpoint-stream.mjs';

import { chain } from './answers/model-faults.mjs';
import { SilenceError, Watched } from './answers/waiting.mjs';
import { CustomStreamError } from './errors.mjs';
import { logger } from './logs.mjs';
import { spoken, spokenQuestion } from './questions.mjs';

const log = logger('endpoint');

/** How long the route may take to its first words, and from words to words. */
const SECONDS = 120;
const ACCEPTS = 'text/event-stream, application/x-ndjson, application/json, text/plain, */*;q=0.1';
const SIGN_IN = 'Please sign in on this site to use the chat.';
/** Cookies of the chat itself; the site's own routes have no business with them. */
const CHAT_COOKIES = new Set(['chatkit_session', '__Host-chatkit_session']);
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
const SIGN_IN_PATHS = ['login', 'signin', 'sign-in', 'auth', 'sso'];

/**
 * Yields what the route answers. Throws `CustomStreamError` for what the visitor can do something about,
 * `EndpointError` for what the owner can.
 */
export async function* ask(endpoint, question) {
  const ending = new AbortController();
  const parts = new Watched(asked(endpoint, question, ending.signal), question.signal, SECONDS);
  try {
    for (let next = await parts.next(); !next.done; next = await parts.next()) {
      parts.heard();
      yield next.value;
      parts.expect(SECONDS);
    }
  } catch (error) {
    throw error instanceof SilenceError ? new EndpointError(`${shown(endpoint.url)} took too long.`) : error;
  } finally {
    ending.abort(); // which closes the connection
    await parts.return();
  }
}

async function* asked(endpoint, question, signal) {
  let said = false;
  try {
    const response = await fetch(requestFor(endpoint, question, signal));
    requireAnswer(response, endpoint);
    for await (const part of partsOfResponse(response, endpoint.gives, endpoint.answer, question)) {
      said ||= typeof part === 'string' && part.trim() !== '';
      yield part;
    }
  } catch (error) {
    throw isOfTheConnection(error) ? unreachable(endpoint, error) : error;
  }
  if (said) return;
  const where = endpoint.answer ?? 'its answer';
  throw new EndpointError(`${shown(endpoint.url)} gave no text in ${where}. Run: chatgraft doctor`);
}

/** `fetch` throws a `TypeError` for whatever keeps it from a reply or from its end. */
function isOfTheConnection(error) {
  return error instanceof TypeError;
}

function unreachable(endpoint, error) {
  const codes = chain(error).map((one) => one.code);
  const url = shown(endpoint.url);
  if (codes.includes('ECONNREFUSED')) {
    return new EndpointError(`Nobody answers at ${url}. Start the app, or set CHATKIT_ENDPOINT_URL.`);
  }
  const code = codes.find((each) => typeof each === 'string') ?? error.message;
  return new EndpointError(`The connection to ${url} failed: ${code}.`);
}

function requestFor(endpoint, question, signal) {
  const { method, sends, url } = endpoint;
  const fields = fieldsOf(endpoint, question);
  const headers = headersFor(endpoint, question);
  const how = { method, headers, signal, redirect: 'manual' };
  if (sends === 'json') {
    headers.set('Content-Type', 'application/json');
    return new Request(url, { ...how, body: JSON.stringify(fields) });
  }
  const flat = Object.entries(fields).map(([name, value]) => {
    return [name, typeof value === 'string' ? value : JSON.stringify(value)];
  });
  if (sends === 'form') return new Request(url, { ...how, body: new URLSearchParams(flat) });
  const address = new URL(url);
  for (const [name, value] of flat) address.searchParams.set(name, value);
  return new Request(address, how);
}

/** What is sent: the question, and all that the route has a field for. */
export function fieldsOf(endpoint, question) {
  const text = endpoint.quote ? question.text : spokenQuestion(question);
  const earlier = question.history.map((message) => said(endpoint, message.role, spoken(message)));
  const fields = { [endpoint.question]: text };
  if (endpoint.takesMessages) fields[endpoint.question] = [...earlier, said(endpoint, 'user', text)];
  else if (endpoint.history) fields[endpoint.history] = earlier;
  if (endpoint.quote) fields[endpoint.quote] = question.quotedText;
  if (endpoint.page) fields[endpoint.page] = question.page?.url ?? '';
  if (endpoint.thread) fields[endpoint.thread] = question.threadId;
  return fields;
}

function said({ historyOf }, role, text) {
  if (historyOf === 'strings') return `${role}: ${text}`;
  const message = { role, content: text };
  if (historyOf === 'messages') return message;
  return { ...message, id: randomBytes(8).toString('hex'), parts: [{ type: 'text', text }] };
}

/** The visitor's cookies and sign-in go along to the origin that they belong to, and to no other. */
function headersFor(endpoint, question) {
  const headers = new Headers({ Accept: ACCEPTS, 'User-Agent': 'chatkit-service' });
  if (!isSameOrigin(endpoint.url, question.site)) return headers;
  const { cookie = '', authorization } = question.headers;
  if (authorization) headers.set('Authorization', inLatin(authorization));
  const pairs = cookie.split(';').map((pair) => pair.trim());
  const kept = pairs.filter((pair) => pair && !CHAT_COOKIES.has(pair.split('=')[0] ?? ''));
  if (kept.length) headers.set('Cookie', inLatin(kept.join('; ')));
  return headers;
}

/** Headers hold Latin-1 alone. */
function inLatin(text) {
  return text.replace(/[^\u0020-\u00ff]/g, '?');
}

/** An address as the log may have it: its query or its user may be secret. */
function shown(url) {
  const address = addressOf(url);
  return address ? `${address.protocol}//${address.host}${address.pathname}` : 'CHATKIT_ENDPOINT_URL';
}

/** Whether two addresses have one origin; the names of this machine count as one. */
function isSameOrigin(url, site) {
  const [one, other] = [url, site].map((each) => {
    const { protocol = '', hostname = '', port = '' } = addressOf(each) ?? {};
    return hostname && `${protocol}//${LOOPBACK.has(hostname) ? 'loopback' : hostname}:${port}`;
  });
  return one !== '' && one === other;
}

function requireAnswer(response, endpoint) {
  const { status } = response;
  if (status < 300) return;
  if (status === 401 || status === 403 || leadsToSignIn(response)) {
    const where = 'their cookies go along where CHATKIT_ENDPOINT_URL is of the site';
    log.warning(`${shown(endpoint.url)} wants a signed-in visitor (${String(status)}); ${where}`);
    throw new CustomStreamError(SIGN_IN, { allowRetry: true });
  }
  if (status === 429) {
    const seconds = response.headers.get('retry-after') ?? '';
    const when = /^\d+$/.test(seconds) ? `in ${seconds} seconds` : 'in a moment';
    throw new CustomStreamError(`There are too many questions at the moment. Please try again ${when}.`, {
      allowRetry: true,
    });
  }
  const sentence = `${endpoint.method} ${shown(endpoint.url)} answered ${String(status)}${cureOf(status, endpoint)}`;
  throw status >= 400 && status < 500 ? new EndpointRefusedError(sentence) : new EndpointError(sentence);
}

function cureOf(status, endpoint) {
  if (status === 404 || status === 405) {
    return ': the route is not there. Correct CHATKIT_ENDPOINT_URL; chatgraft doctor says what it finds.';
  }
  if (status === 400 || status === 422) {
    const names = [endpoint.question, endpoint.history, endpoint.thread].filter(Boolean).join(', ');
    return `: it takes other fields than ${names}. Run: chatgraft doctor`;
  }
  return '.';
}

function leadsToSignIn(response) {
  const location = response.headers.get('location') ?? '';
  const path = location.toLowerCase().split(/[?#]/)[0] ?? '';
  return response.status < 400 && SIGN_IN_PATHS.some((word) => path.includes(word));
}
