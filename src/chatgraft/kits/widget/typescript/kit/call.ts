/** One request of the chat element, read closely enough to know how it may be treated. */

/** Requests that start an answer; from PROTOCOL of ChatKit 1.6. */
const STREAMING = new Set([
  'threads.create',
  'threads.add_user_message',
  'threads.add_client_tool_output',
  'threads.add_structured_input',
  'threads.retry_after_item',
  'threads.custom_action',
]);
/** Requests that change nothing when they arrive twice. */
const REPEATABLE = new Set([
  'threads.get_by_id',
  'threads.list',
  'threads.update',
  'threads.delete',
  'items.list',
  'items.feedback',
  'attachments.delete',
]);

/**
 * - `foreign`: not for the chat server's origin; passed on untouched, so that nothing of ours leaks to it
 * - `answer`: starts an answer
 * - `follow`: reads on in an answer, `GET {api}/runs/{id}`
 * - `repeatable`: may be sent again after a failure
 * - `once`: anything else for the chat server
 */
export type CallKind = 'foreign' | 'answer' | 'follow' | 'repeatable' | 'once';

export interface Call {
  kind: CallKind;
  url: string;
  init: RequestInit;
  signal: AbortSignal;
  threadId: string | null;
  runId: string | null;
}

interface Envelope {
  type?: string;
  params?: { thread_id?: string };
}

function parse(body: string): Envelope {
  try {
    return JSON.parse(body) as Envelope;
  } catch {
    return {};
  }
}

/** The page that the visitor is on, for the assistant; without query and fragment, which may hold private matters. */
function withPage(body: string): string {
  const envelope = JSON.parse(body) as { metadata?: Record<string, unknown> };
  const page = { url: window.location.origin + window.location.pathname, title: document.title };
  return JSON.stringify({ ...envelope, metadata: { page, ...envelope.metadata } });
}

/** Takes `fetch`'s two ways of being called to one. */
async function normalise(input: RequestInfo | URL, init: RequestInit): Promise<[string, RequestInit]> {
  if (!(input instanceof Request)) return [new URL(input, document.baseURI).href, init];
  const { method, headers, signal } = input;
  const isJson = headers.get('content-type')?.includes('json');
  const copy = method === 'GET' || method === 'HEAD' ? null : input.clone();
  const body = copy && (await (isJson ? copy.text() : copy.blob()));
  return [input.url, { method, headers, signal, body, ...init }];
}

function kindOf(path: string, method: string, type: string, runId: string | null): CallKind {
  if (method === 'GET') return runId ? 'follow' : 'repeatable';
  if (method !== 'POST' || path !== '') return 'once';
  if (STREAMING.has(type)) return 'answer';
  return REPEATABLE.has(type) ? 'repeatable' : 'once';
}

/** @param api absolute URL of the ChatKit endpoint, without a slash at its end */
export async function readCall(api: string, input: RequestInfo | URL, init: RequestInit = {}): Promise<Call> {
  const raw = input instanceof Request ? input.url : new URL(input, document.baseURI).href;
  const signal = init.signal ?? (input instanceof Request ? input.signal : new AbortController().signal);
  const call: Call = { kind: 'foreign', url: raw, init, signal, threadId: null, runId: null };
  if (new URL(raw).origin !== new URL(api).origin) return call;

  const [url, plain] = await normalise(input, init);
  const under = url === api || url.startsWith(`${api}/`) || url.startsWith(`${api}?`);
  if (!under) return { ...call, kind: 'once', init: plain };
  const method = (plain.method ?? 'GET').toUpperCase();
  const path = url
    .slice(api.length)
    .replace(/[?#].*$/, '')
    .replace(/\/$/, '');
  const envelope = typeof plain.body === 'string' ? parse(plain.body) : {};
  const runId = /^\/runs\/([^/]+)$/.exec(path)?.[1] ?? null;
  const kind = kindOf(path, method, envelope.type ?? '', runId);
  return {
    ...call,
    kind,
    init: kind === 'answer' ? { ...plain, body: withPage(plain.body as string) } : plain,
    threadId: envelope.params?.thread_id ?? null,
    runId,
  };
}
