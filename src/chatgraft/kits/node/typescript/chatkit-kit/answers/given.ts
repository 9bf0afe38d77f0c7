/** What an owner's route or function gives, as text and sources. */
import { absolute, source } from '../questions.ts';
import type { Question, Source } from '../questions.ts';

const SOURCES = ['sources', 'citations', 'references'];
const MOST_SOURCES = 20;
/** Where values of many makes have their text. */
const USUAL = [
  ...['delta', 'token', 'content', 'text', 'chunk', 'answer', 'reply', 'response', 'message', 'output'],
  'textDelta', // of version 4 of the AI SDK
];
const SAYING = ['delta', 'token', 'text', 'content', 'chunk', 'message'];
/** What LangChain.js calls the model among those who speak. */
const MODEL = 'ai';

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text of a value as OpenAI's Chat Completions, its Responses, the AI SDK and most others have it. */
export function textIn(value: Fields): unknown {
  const choices: unknown = value['choices'];
  if (Array.isArray(choices)) {
    const first: unknown = choices[0];
    return at(first, 'delta.content') ?? at(first, 'text');
  }
  const kind = value['type'];
  const says = typeof kind !== 'string' || kind === MODEL || SAYING.some((word) => kind.includes(word));
  if (!says) return undefined;
  return USUAL.map((name) => value[name]).find((each) => typeof each === 'string');
}

/** What lies at `data.answer`, or under that very name. */
export function at(value: unknown, path: string): unknown {
  if (isFields(value) && path in value) return value[path];
  return path.split('.').reduce<unknown>((inside, name) => (isFields(inside) ? inside[name] : undefined), value);
}

/** The pages that an answer names beside its text. Only addresses of the web are shown. */
export function sourcesOf(value: unknown, question: Question): Source[] {
  const listed = SOURCES.map((name) => at(value, name)).find(Array.isArray) ?? [];
  return listed.slice(0, MOST_SOURCES).flatMap((each: unknown) => {
    const entry = typeof each === 'string' ? { url: each } : isFields(each) ? each : {};
    const url = first(entry, 'url', 'link', 'href', 'source');
    if (!/^(?:https?:\/\/|\/(?!\/))/.test(url)) return [];
    const title = first(entry, 'title', 'name') || url.replace(/^https?:\/\/[^/]*|[?#].*$|\/+$/g, '').slice(1) || url;
    return [source(title, absolute(question, url), first(entry, 'snippet', 'excerpt', 'description').slice(0, 300))];
  });
}

function first(entry: Fields, ...names: string[]): string {
  const found = names.map((name) => entry[name]).find((each): each is string => typeof each === 'string');
  return found ?? '';
}
