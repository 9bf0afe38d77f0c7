/** Threads, items and attachments as the JSON texts of their rows, and pages of them. */
import { ImpossibleValueError, NotFoundError } from '../errors.ts';
import { logger } from '../logs.ts';
import type { Attachment, Page, ThreadItem, ThreadMetadata } from '../protocol/items.ts';
import type { StoreContext } from './chat-store.ts';

const log = logger('stores');

export const PAGE_LIMIT = 100;

/** What a row of a list is read as. */
export interface ListedRow {
  id: string;
  data: string;
}

const KINDS: Record<ThreadItem['type'], true> = {
  user_message: true,
  assistant_message: true,
  client_tool_call: true,
  widget: true,
  generated_image: true,
  structured_input: true,
  workflow: true,
  task: true,
  hidden_context_item: true,
  sdk_hidden_context: true,
  end_of_turn: true,
};
const MOMENT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,6})\d*)?(Z|[+-]\d\d:\d\d)?$/;
/** Half of a character, as `JSON.stringify` writes it, unless it is the text itself that says so. */
const HALF_IN_JSON = /(?<!\\)((?:\\\\)*)\\ud[89a-f][\da-f]{2}/g;

const HALF_CHARACTER = /\p{Surrogate}/u;

/** The text itself. Throws `ImpossibleValueError` for half of a character: in UTF-8 two different ones become one. */
export function requireWhole(text: string): string {
  if (HALF_CHARACTER.test(text)) throw new ImpossibleValueError('A text holds half of a character.');
  return text;
}

/** A moment of ISO 8601 in UTC, to the microsecond. One without a zone is the machine's own time. */
export function utc(moment: string): string {
  const [seconds, fraction] = readMoment(moment);
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}${fraction === '' ? '' : `.${fraction}`}Z`;
}

/** Microseconds since 1970 UTC. */
export function microseconds(moment: string): number {
  const [seconds, fraction] = readMoment(moment);
  return seconds * 1_000_000 + Number(fraction.padEnd(6, '0'));
}

function readMoment(moment: string): [seconds: number, fraction: string] {
  const [, whole, fraction = '', zone = ''] = MOMENT.exec(moment) ?? [];
  const milliseconds = whole === undefined ? NaN : Date.parse(whole + zone);
  if (Number.isNaN(milliseconds)) throw new RangeError(`${moment} is no moment of ISO 8601`);
  return [milliseconds / 1000, fraction];
}

/** JSON that every reader takes: half of a character, which UTF-8 cannot hold, becomes U+FFFD. */
function json(value: unknown): string {
  const text = JSON.stringify(value);
  return text.includes('\\ud') ? text.replace(HALF_IN_JSON, '$1\ufffd') : text;
}

/** A thread's own JSON. Where a thread comes with its items, they do not belong into the row. */
export function threadJson(thread: ThreadMetadata): string {
  const { title, id, created_at, status, allowed_image_domains, metadata } = thread;
  return json({ title, id, created_at: utc(created_at), status, allowed_image_domains, metadata });
}

export function itemJson(item: ThreadItem): string {
  return json({ ...item, created_at: utc(item.created_at) });
}

export function attachmentJson(attachment: Attachment): string {
  return json(attachment);
}

export function parseThread(data: string): ThreadMetadata {
  return JSON.parse(data) as ThreadMetadata;
}

/** An item, or nothing where it is of a kind that this version cannot read. */
export function parseItem(data: string): ThreadItem | undefined {
  const item = JSON.parse(data) as ThreadItem;
  return Object.hasOwn(KINDS, item.type) ? item : undefined;
}

/** What this version can read of rows. */
export function readable(rows: readonly ListedRow[]): ThreadItem[] {
  const items: ThreadItem[] = [];
  for (const { id, data } of rows) {
    const item = parseItem(data);
    if (item) items.push(item);
    else log.warning('A stored item is of an unknown kind and is not shown', { item: id });
  }
  return items;
}

/** How long a page is, whatever was asked for. */
export function clamped(limit: number): number {
  return Math.max(1, Math.min(limit, PAGE_LIMIT));
}

/**
 * A page of rows, of which one more than `clamped(limit)` tells that there are more. Rows of a kind that this version
 * cannot read stay in the database and are passed over here.
 */
export function pageOf<T>(
  rows: readonly ListedRow[],
  limit: number,
  read: (rows: readonly ListedRow[]) => T[],
): Page<T> {
  const kept = rows.slice(0, clamped(limit));
  const last = kept.at(-1);
  const page = { data: read(kept), has_more: rows.length > kept.length };
  return page.has_more && last !== undefined ? { ...page, after: last.id } : page;
}

/** The attachment, where it can be sent in the thread of the request: uploaded, and not sent in another. */
export function sendable(attachmentId: string, data: string | undefined, context: StoreContext): Attachment {
  const attachment = data === undefined ? undefined : (JSON.parse(data) as Attachment);
  const fits = attachment?.thread_id === undefined || attachment.thread_id === context.newThreadId;
  if (attachment === undefined || attachment.upload_descriptor !== undefined || !fits) {
    throw new NotFoundError(`Attachment ${attachmentId} not found`);
  }
  return attachment;
}
