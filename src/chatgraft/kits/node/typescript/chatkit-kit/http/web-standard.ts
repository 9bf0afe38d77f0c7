/** Requests and replies of frameworks whose requests are the web's: `Request` and `Response`. */
import type { Reply } from '../web.ts';

/** The body; null for one that is longer than `limit` bytes. */
export async function bodyOf(request: Request, limit: number): Promise<Uint8Array | null> {
  if (!request.body) return new Uint8Array();
  if (Number(request.headers.get('content-length') ?? 0) > limit) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function responseOf(reply: Reply): Response {
  const { status, headers, body } = reply;
  const isWhole = typeof body === 'string' || body instanceof Uint8Array;
  const content = status === 204 ? null : isWhole ? body : streamOf(body);
  return new Response(content as string | null, { status, headers });
}

function streamOf(body: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const pieces = body[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const next = await pieces.next();
      if (next.done === true) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await pieces.return?.();
    },
  });
}
