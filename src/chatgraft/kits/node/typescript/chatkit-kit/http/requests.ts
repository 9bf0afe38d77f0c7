/** What requests say in headers and fields, checked. */
import { ServiceError, badRequest, notFound } from '../errors.ts';
import type { ChatKitRequest, StreamingRequest } from '../protocol/requests.ts';
import { header } from '../web.ts';
import type { ChatRequest } from '../web.ts';
import type { SessionKind } from './sessions.ts';

const KEY_FORM = /^[\x21-\x7e]{8,200}$/;
const NUMBER_FORM = /^\d{1,15}$/;
const LONGEST_ID = 200;
const MOST_ATTACHMENTS = 10;

/** How the page wants to carry its session: the `as` of `POST …/session`. */
export function sessionKind(request: ChatRequest): SessionKind {
  let wish: unknown;
  try {
    wish = JSON.parse(new TextDecoder().decode(request.body ?? undefined));
  } catch {
    wish = null;
  }
  const kind = typeof wish === 'object' && wish !== null && 'as' in wish ? wish.as : undefined;
  if (kind === 'cookie' || kind === 'token') return kind;
  const hint = 'Send {"as": "cookie"} or {"as": "token"}.';
  throw badRequest('The request does not say which kind of session it wants.', hint);
}

/** The key that makes a turn unique; empty where the client sends none. */
export function idempotencyKey(request: ChatRequest): string {
  const key = header(request, 'idempotency-key');
  if (key && !KEY_FORM.test(key)) throw badRequest('The Idempotency-Key cannot be used.', 'Send a UUID.');
  return key;
}

/** The reader's place in a run; 0 is its start. */
export function lastEventId(request: ChatRequest): number {
  const text = header(request, 'last-event-id');
  if (!text) return 0;
  if (!NUMBER_FORM.test(text)) {
    const hint = 'Repeat the id of an event as it was sent.';
    throw badRequest('The Last-Event-ID is not one of this service.', hint);
  }
  return Number(text);
}

/** The thread that a request continues; empty when it begins one. */
export function threadOf(request: StreamingRequest): string {
  const id = request.type === 'threads.create' ? '' : request.params.thread_id;
  // Longer than an index of PostgreSQL may take, and than any id of ours.
  if (id.length > LONGEST_ID) throw notFound('This conversation is no longer there.');
  return id;
}

/** Of the request's headers those that say who the visitor is. */
export function whoAsks(request: ChatRequest): Record<string, string> {
  const { cookie, authorization } = request.headers;
  return { ...(cookie && { cookie }), ...(authorization && { authorization }) };
}

/** Throws a 413 for a message that is longer than the service takes. */
export function requireLength(request: ChatKitRequest, longest: number): void {
  if (request.type !== 'threads.create' && request.type !== 'threads.add_user_message') return;
  const { content, attachments, quoted_text } = request.params.input;
  if (attachments.length > MOST_ATTACHMENTS) {
    throw badRequest(`The chat takes up to ${String(MOST_ATTACHMENTS)} files with a message.`);
  }
  const written = content.reduce((sum, part) => sum + part.text.length, 0);
  const tags = content.filter((part) => part.type === 'input_tag');
  const attached = tags.reduce((sum, part) => sum + JSON.stringify(part).length, 0);
  if (Math.max(written, attached, quoted_text?.length ?? 0) > longest) {
    const message = `This message is too long. The chat takes up to ${String(longest)} characters at a time.`;
    throw new ServiceError(413, 'message_too_long', message);
  }
}
