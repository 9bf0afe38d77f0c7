/**
 * Between a prompt and the Vercel AI SDK: what `streamText` is given, and what its stream says.
 *
 * Version 6 of the SDK is the last one that runs on Node 18; version 7 wants Node 22.
 */
import { ModelError } from './answers/model-faults.mjs';

import { usage } from './questions.mjs';

/** The conversation as the SDK has it, with the files before the question. `signal` ends the request. */
export function requestOf(prompt, signal) {
  const { instructions, earlier, asked, files } = prompt;
  const content = files.length ? [...files.map(pieceOf), { type: 'text', text: asked }] : asked;
  return {
    system: instructions,
    messages: [...earlier.map((one) => ({ ...one })), { role: 'user', content }],
    abortSignal: signal,
    maxRetries: 0,
    onError: () => undefined, // it is thrown below, and logged there where it is caught
  };
}

/** The words of a stream as they come, and at the end of each step what it took. Throws what the stream reports. */
export async function* partsOf(result) {
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

function pieceOf({ name, mimeType, data }) {
  if (mimeType.startsWith('image/')) return { type: 'image', image: data, mediaType: mimeType };
  return { type: 'file', data, mediaType: mimeType, filename: name };
}

/** In the middle of a stream some providers' errors are objects of theirs, as they came. */
function thrown(error) {
  return error instanceof Error ? error : new Error(typeof error === 'string' ? error : JSON.stringify(error));
}
