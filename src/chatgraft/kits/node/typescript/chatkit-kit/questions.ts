/** What an assistant is asked, and what it may answer with: the vocabulary of `chatkit-assistant`. */
import { addressOf } from './addresses.ts';
import type { ThreadStreamEvent } from './protocol/events.ts';
import type {
  ClosedStatus,
  LockedStatus,
  StructuredInputItem,
  ThreadItem,
  UserMessageItem,
  WidgetItem,
} from './protocol/items.ts';

export const HISTORY_CHARACTERS = 24_000;
const TITLE_CHARACTERS = 60;

/** The page on which the visitor asks. */
export interface Page {
  readonly url: string;
  readonly title: string;
}

/** Something said earlier in the conversation. */
export interface Message {
  readonly role: 'user' | 'assistant';
  readonly text: string;
  readonly quotedText?: string;
}

/** A page that the answer rests on, shown as a citation. With an empty `url` it is a file, shown without a link. */
export interface Source {
  readonly type: 'source';
  readonly title: string;
  readonly url: string;
  readonly snippet?: string;
}

/** What a model took for an answer, for the log, the metrics, the daily budget and the message as it is stored. */
export interface Usage {
  readonly type: 'usage';
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** What the visitor did with a widget: the `type` and `payload` of its `ActionConfig`. */
export interface Action {
  readonly type: string;
  readonly payload?: unknown;
  /** The widget as it is stored; none for an action that the page itself sends. */
  readonly widget?: WidgetItem;
}

/** What a client tool gave back in the visitor's browser. */
export interface ToolResult {
  readonly name: string;
  readonly arguments: Record<string, unknown>;
  readonly output: unknown;
}

/** A file that came with the question; `read` gives its bytes, or throws a `FilesUnavailableError`. */
export interface AttachedFile {
  readonly name: string;
  readonly mimeType: string;
  read(): Promise<Uint8Array>;
}

/** A stretch of one of the site's pages, under one heading. `url` leads to the heading where it has an anchor. */
export interface Passage {
  readonly url: string;
  readonly page: string;
  readonly heading: string;
  /** A line for each paragraph; code between lines of three backticks, as it was written. */
  readonly text: string;
}

/** Search over the site's own pages. */
export interface SitePages {
  /** The passages that fit best, best first; empty when nothing fits. */
  search(words: string, limit?: number): Promise<Passage[]>;
  /** What the site is about at a glance: pages without their text. */
  mainPages(limit?: number): Promise<Passage[]>;
}

/** One question with its surroundings. `history` is oldest first, without the question, trimmed to a budget. */
export interface Question {
  readonly text: string;
  readonly quotedText: string;
  readonly page?: Page;
  readonly history: readonly Message[];
  readonly owner: string;
  readonly threadId: string;
  /** Origin of the site, such as https://example.com; empty when it is not known. */
  readonly site: string;
  readonly pages?: SitePages;
  /** The message as ChatKit has it: its tags, and the model and tool that the visitor chose, are there. */
  readonly message?: UserMessageItem;
  readonly attachments: readonly AttachedFile[];
  /** In place of a text: the result of the client tool that the last answer called. */
  readonly toolResult?: ToolResult;
  /** In place of a text: what the visitor entered in the last answer's form, by the fields' ids; [] when skipped. */
  readonly inputs?: Readonly<Record<string, readonly string[]>>;
  /** The visitor's own `cookie` and `authorization`, where they ask from the chat's origin. Never to be logged. */
  readonly headers: Readonly<Record<string, string>>;
  /** Aborted when the visitor stops the answer or its time is over; to be given to whatever is asked on the way. */
  readonly signal: AbortSignal;
  /** To be told what a model took for a title. What it took for an answer, the answer yields. */
  readonly spent: (usage: Usage) => void;
}

/** Text and sources make up the answer's message. A status locks or closes the conversation for further messages. */
export type Part = string | Source | Usage | ThreadStreamEvent | LockedStatus | ClosedStatus;
export type Answer = (question: Question) => AsyncIterable<Part>;

const NEVER = new AbortController().signal;

/** A question of which only some parts matter, as in tests and for an assistant that asks another one. */
export function asked(given: Partial<Question>): Question {
  return {
    text: '',
    quotedText: '',
    history: [],
    owner: '',
    threadId: '',
    site: '',
    attachments: [],
    headers: {},
    signal: NEVER,
    spent: () => undefined,
    ...given,
  };
}

export function source(title: string, url: string, snippet = ''): Source {
  return { type: 'source', title, url, snippet };
}

export function usage(model: string, inputTokens: number, outputTokens: number): Usage {
  return { type: 'usage', model, inputTokens, outputTokens };
}

/** A URL of the site that works wherever it is shown, a frame of another host included. */
export function absolute(question: Question, url: string): string {
  return question.site ? (addressOf(url, question.site)?.href ?? url) : url;
}

/** Text that is material, between tags that it cannot close. `name` is made of letters. */
export function fenced(name: string, text: string): string {
  return `<${name}>\n${text.replace(new RegExp(`</(?=${name})`, 'gi'), '< /')}\n</${name}>`;
}

/** A message as one text: what it refers to stands before it. */
export function spoken(message: Message): string {
  if (!message.quotedText) return message.text;
  const quotation = fenced('quotation', message.quotedText);
  return `This is about the following passage.\n${quotation}\n\n${message.text}`;
}

/** The question as one text, with what it refers to. */
export function spokenQuestion(question: Question): string {
  return spoken({ role: 'user', text: question.text, quotedText: question.quotedText });
}

/** The words of a message, tags included. */
export function textOf(item: UserMessageItem): string {
  return item.content
    .map((part) => part.text)
    .join('')
    .trim();
}

/** A thread's title: the first words of its first question. */
export function titleOf(text: string): string {
  const words = text.trim().split(/\s+/).join(' ');
  const characters = Array.from(words);
  if (characters.length <= TITLE_CHARACTERS) return words;
  const short = characters.slice(0, TITLE_CHARACTERS).join('');
  const end = short.lastIndexOf(' ');
  return `${end > 0 ? short.slice(0, end) : short}…`;
}

/** An item as an assistant reads it; null for what is not talk. */
export function messageOf(item: ThreadItem): Message | null {
  if (item.type === 'user_message') {
    return { role: 'user', text: textOf(item), quotedText: item.quoted_text ?? '' };
  }
  if (item.type !== 'assistant_message') return null;
  const text = item.content
    .map((part) => part.text)
    .join('\n\n')
    .trim();
  return text ? { role: 'assistant', text } : null;
}

/** What a form was filled in with, by the fields' ids. */
export function entered(form: StructuredInputItem): Record<string, readonly string[]> {
  return Object.fromEntries(form.inputs.map((field) => [field.id, field.answer?.values ?? []]));
}

/** The most recent messages that fit, oldest first, and never half a message. */
export function trim(newestFirst: readonly Message[], characters = HISTORY_CHARACTERS): Message[] {
  const kept: Message[] = [];
  let left = characters;
  for (const message of newestFirst) {
    left -= message.text.length + (message.quotedText ?? '').length;
    if (left < 0) break;
    kept.push(message);
  }
  return kept.reverse();
}

/** The page named by a request's `metadata.page`, else by its Referer. Only http(s) addresses count. */
export function pageOf(metadata: Record<string, unknown>, referer: string): Page | undefined {
  const named = metadata['page'];
  let page = { url: referer.slice(0, 2000), title: '' };
  if (typeof named === 'object' && named !== null) {
    const { url, title } = named as { url?: unknown; title?: unknown };
    page = { url: asText(url).slice(0, 2000), title: asText(title).slice(0, 300) };
  }
  return /^https?:\/\/[^\s<>]+$/.test(page.url) ? page : undefined;
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
