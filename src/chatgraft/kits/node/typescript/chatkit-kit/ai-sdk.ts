/**
 * Between a prompt and the Vercel AI SDK: what `streamText` is given, and what its stream says.
 *
 * Version 6 of the SDK is the last one that runs on Node 18; version 7 wants Node 22.
 */
import { ModelError } from './answers/model-faults.ts';
import type { File, Prompt } from './prompts.ts';
import { usage } from './questions.ts';
import type { Part } from './questions.ts';

type Piece =
  | { type: 'text'; text: string }
  | { type: 'image'; image: Uint8Array; mediaType: string }
  | { type: 'file'; data: Uint8Array; mediaType: string; filename: string };

type SdkMessage = { role: 'user'; content: string | Piece[] } | { role: 'assistant'; content: string };

/** What all models are asked with, to be spread into the argument of `streamText`. */
export interface SdkRequest {
  system: string;
  messages: SdkMessage[];
  abortSignal: AbortSignal;
  maxRetries: number;
  onError: () => void;
}

/** What is read of a part of `fullStream`; there are more, such as those of tools. */
interface SdkPart {
  readonly type: string;
  readonly text?: string;
  readonly error?: unknown;
  readonly finishReason?: string;
  readonly rawFinishReason?: string | undefined;
  readonly usage?: { readonly inputTokens: number | undefined; readonly outputTokens: number | undefined };
  readonly response?: { readonly modelId: string };
}

/** What `streamText` gives, as far as it is read. */
export interface SdkResult {
  readonly fullStream: AsyncIterable<SdkPart>;
}

/** The conversation as the SDK has it, with the files before the question. `signal` ends the request. */
export function requestOf(prompt: Prompt, signal: AbortSignal): SdkRequest {
  const { instructions, earlier, asked, files } = prompt;
  const content = files.length ? [...files.map(pieceOf), { type: 'text' as const, text: asked }] : asked;
  return {
    system: instructions,
    messages: [...earlier.map((one) => ({ ...one })), { role: 'user', content }],
    abortSignal: signal,
    maxRetries: 0,
    onError: () => undefined, // it is thrown below, and logged there where it is caught
  };
}

/** The words of a stream as they come, and at the end of each step what it took. Throws what the stream reports. */
export async function* partsOf(result: SdkResult): AsyncIterableIterator<Part> {
  for await (const part of result.fullStream) {
    if (part.type === 'text-delta' && part.text) yield part.text;
    if (part.type === 'error') throw thrown(part.error);
    if (part.type !== 'finish-step') continue;
    const { inputTokens = 0, outputTokens = 0 } = part.usage ?? {};
    if (inputTokens || outputTokens) yield usage(part.response?.modelId ?? '', inputTokens, outputTokens);
    if (part.finishReason === 'content-filter') throw new ModelError('DECLINED');
    // Providers begin with this one, and keep it where a stream ends before they have said how.
    if (part.finishReason === 'other' && part.rawFinishReason === undefined)
      throw new ModelError('CUT', { again: true });
  }
}

function pieceOf({ name, mimeType, data }: File): Piece {
  if (mimeType.startsWith('image/')) return { type: 'image', image: data, mediaType: mimeType };
  return { type: 'file', data, mediaType: mimeType, filename: name };
}

/** In the middle of a stream some providers' errors are objects of theirs, as they came. */
function thrown(error: unknown): Error {
  return error instanceof Error ? error : new Error(typeof error === 'string' ? error : JSON.stringify(error));
}
