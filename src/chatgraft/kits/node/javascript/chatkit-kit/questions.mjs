/** What an assistant is asked, and what it may answer with: the vocabulary of `chatkit-assistant`. */
import { addressOf } from './addresses.mjs';

export const HISTORY_CHARACTERS = 24_000;
const TITLE_CHARACTERS = 60;

const NEVER = new AbortController().signal;

/** A question of which only some parts matter, as in tests and for an assistant that asks another one. */
export function asked(given) {
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

export function source(title, url, snippet = '') {
  return { type: 'source', title, url, snippet };
}

export function usage(model, inputTokens, outputTokens) {
  return { type: 'usage', model, inputTokens, outputTokens };
}

/** A URL of the site that works wherever it is shown, a frame of another host included. */
export function absolute(question, url) {
  return question.site ? (addressOf(url, question.site)?.href ?? url) : url;
}

/** Text that is material, between tags that it cannot close. `name` is made of letters. */
export function fenced(name, text) {
  return `<${name}>\n${text.replace(new RegExp(`</(?=${name})`, 'gi'), '< /')}\n</${name}>`;
}

/** A message as one text: what it refers to stands before it. */
export function spoken(message) {
  if (!message.quotedText) return message.text;
  const quotation = fenced('quotation', message.quotedText);
  return `This is about the following passage.\n${quotation}\n\n${message.text}`;
}

/** The question as one text, with what it refers to. */
export function spokenQuestion(question) {
  return spoken({ role: 'user', text: question.text, quotedText: question.quotedText });
}

/** The words of a message, tags included. */
export function textOf(item) {
  return item.content
    .map((part) => part.text)
    .join('')
    .trim();
}

/** A thread's title: the first words of its first question. */
export function titleOf(text) {
  const words = text.trim().split(/\s+/).join(' ');
  const characters = Array.from(words);
  if (characters.length <= TITLE_CHARACTERS) return words;
  const short = characters.slice(0, TITLE_CHARACTERS).join('');
  const end = short.lastIndexOf(' ');
  return `${end > 0 ? short.slice(0, end) : short}…`;
}

/** An item as an assistant reads it; null for what is not talk. */
export function messageOf(item) {
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
export function entered(form) {
  return Object.fromEntries(form.inputs.map((field) => [field.id, field.answer?.values ?? []]));
}

/** The most recent messages that fit, oldest first, and never half a message. */
export function trim(newestFirst, characters = HISTORY_CHARACTERS) {
  const kept = [];
  let left = characters;
  for (const message of newestFirst) {
    left -= message.text.length + (message.quotedText ?? '').length;
    if (left < 0) break;
    kept.push(message);
  }
  return kept.reverse();
}

/** The page named by a request's `metadata.page`, else by its Referer. Only http(s) addresses count. */
export function pageOf(metadata, referer) {
  const named = metadata['page'];
  let page = { url: referer.slice(0, 2000), title: '' };
  if (typeof named === 'object' && named !== null) {
    const { url, title } = named;
    page = { url: asText(url).slice(0, 2000), title: asText(title).slice(0, 300) };
  }
  return /^https?:\/\/[^\s<>]+$/.test(page.url) ? page : undefined;
}

function asText(value) {
  return typeof value === 'string' ? value : '';
}
