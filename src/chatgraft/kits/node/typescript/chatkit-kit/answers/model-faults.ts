/**
 * What goes wrong between the chat and a model: told apart by what all providers' errors have in common.
 *
 * Those are a status, the reply's headers, and a text with the provider's own code. The text goes to the log alone.
 */
const OWNER = 'The owner of this site has to see to it.';

/** What a visitor is told. */
const TOLD = {
  KEY: `The assistant's key is not accepted, or its account is used up. ${OWNER}`,
  MODEL: `The assistant's model is not there. ${OWNER}`,
  BUSY: 'The assistant is asked too much at the moment. Please try again in a while.',
  LONG: 'That is too long for the assistant. Please start a new conversation, or ask with fewer words.',
  UNFIT: 'The assistant could not take that. Please ask in other words, or without the file.',
  SLOW: 'The assistant did not answer in time.',
  DOWN: 'The assistant cannot be reached at the moment.',
  CUT: 'The answer broke off.',
  DECLINED: 'The assistant may not answer that. Please ask in other words.',
} as const;

export type Fault = keyof typeof TOLD;

/**
 * A model gave no answer, or only the beginning of one. `message` is for visitors; the cause has the rest.
 *
 * `again`: it may do better when asked once more, after `retryAfter` seconds where the provider named a time.
 */
export class ModelError extends Error {
  readonly fault: Fault;
  readonly again: boolean;
  readonly retryAfter: number | undefined;

  constructor(fault: Fault, options: { again?: boolean; retryAfter?: number | undefined; cause?: unknown } = {}) {
    super(TOLD[fault], 'cause' in options ? { cause: options.cause } : {});
    this.fault = fault;
    this.again = options.again ?? false;
    this.retryAfter = options.retryAfter;
  }
}

export function toldOf(fault: Fault): string {
  return TOLD[fault];
}

/** Codes and words of the providers' own error documents, in small letters. */
const TOO_LONG = [
  ...['context_length', 'context length', 'context window', 'context size', 'maximum context'],
  ...['prompt is too long', 'input token count', 'input is too long', 'request_too_large', 'context the overflows'],
];
const WORDS: readonly (readonly [Fault, readonly string[]])[] = [
  ['LONG', TOO_LONG],
  ['DECLINED', ['content_filter', 'content_policy', 'content management policy', 'responsibleaipolicy']],
  ['KEY', ['insufficient_quota', 'credit balance', 'no api key', 'api key not valid', 'api_key', 'authentication']],
  ['KEY', ['api key is missing']],
  ['BUSY', ['overloaded', 'rate_limit', 'resource_exhausted']],
];
const BY_STATUS: Readonly<Record<number, Fault>> = {
  400: 'UNFIT',
  401: 'KEY',
  402: 'KEY',
  403: 'KEY',
  404: 'MODEL',
  408: 'DOWN',
  409: 'DOWN',
  413: 'LONG',
  415: 'UNFIT',
  422: 'UNFIT',
  429: 'BUSY',
  529: 'BUSY',
};
const ASKED_AGAIN = new Set([200, 408, 409, 429]);
const DELAY = /retrydelay\W+(\d+(?:\.\d+)?)s/;
const LONGEST_SAID = 20_000;

/** What a library's error has of the reply that it is about. */
interface Reply {
  statusCode?: unknown;
  status?: unknown;
  code?: unknown;
  responseHeaders?: Readonly<Record<string, string>>;
  responseBody?: unknown;
  error?: unknown;
  type?: unknown;
  message?: unknown;
}

/** What an error of a library means. */
export function faultOf(error: unknown): ModelError {
  if (error instanceof ModelError) return error;
  const reply = (typeof error === 'object' && error !== null ? error : { message: error }) as Reply;
  const status = statusOf(reply);
  const said = saidBy(reply);
  const fault = byWords(status, said) ?? (status === undefined ? 'DOWN' : (BY_STATUS[status] ?? 'DOWN'));
  const passes = fault === 'BUSY' || fault === 'DOWN';
  const again = passes && (status === undefined ? isOfTheNetwork(error) : status >= 500 || ASKED_AGAIN.has(status));
  return new ModelError(fault, { again, retryAfter: retryAfterOf(reply, said), cause: error });
}

/** By the text, where the status leaves it open: a wrong key is a 400 to one, a full account a 429 to another. */
function byWords(status: number | undefined, said: string): Fault | undefined {
  const isDown = status !== undefined && status >= 500 && status !== 529;
  const rows = isDown ? WORDS.slice(0, 1) : WORDS;
  return rows.find(([, words]) => words.some((word) => said.includes(word)))?.[0];
}

/** An error and what led to it, each once. */
export function chain(error: unknown): unknown[] {
  const seen: unknown[] = [];
  let at = error;
  while (at !== undefined && at !== null && !seen.includes(at)) {
    seen.push(at);
    at = at instanceof Error ? at.cause : undefined;
  }
  return seen;
}

/** A connection that failed or broke off, or a piece of a stream that is no JSON; not a mistake in a program. */
function isOfTheNetwork(error: unknown): boolean {
  return chain(error).some((one) => {
    const { code, name, isRetryable } = one as { code?: unknown; name?: unknown; isRetryable?: unknown };
    const isJson = one instanceof SyntaxError || name === 'AI_JSONParseError';
    return isRetryable === true || isJson || (typeof code === 'string' && /^(?:E[A-Z]+|UND_ERR_.*)$/.test(code));
  });
}

function statusOf(reply: Reply): number | undefined {
  const found = [reply.statusCode, reply.status, reply.code].filter((each): each is number => typeof each === 'number');
  return found.find((each) => each >= 100 && each < 600);
}

/** All that the error says: some leave the provider's code out of their own text. */
function saidBy(reply: Reply): string {
  const parts = [reply.message, reply.responseBody, reply.error, reply.code, reply.type];
  const texts = parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part)));
  return texts.join(' ').slice(0, LONGEST_SAID).toLowerCase();
}

/** Seconds, from a header (RFC 9110, 10.2.3) or from Google's error details. */
function retryAfterOf(reply: Reply, said: string): number | undefined {
  const text = reply.responseHeaders?.['retry-after'] ?? '';
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text);
  if (text) {
    const at = Date.parse(text);
    return Number.isNaN(at) ? undefined : Math.max(0, (at - Date.now()) / 1000);
  }
  const found = DELAY.exec(said)?.[1];
  return found === undefined ? undefined : Number(found);
}
