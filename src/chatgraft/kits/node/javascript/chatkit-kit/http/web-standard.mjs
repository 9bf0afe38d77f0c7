/** The body; null for one that is longer than `limit` bytes. */
export async function bodyOf(request, limit) {
  if (!request.body) return new Uint8Array();
  if (Number(request.headers.get('content-length') ?? 0) > limit) return null;
  const chunks = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.length;
    if (size > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function responseOf(reply) {
  const { status, headers, body } = reply;
  const isWhole = typeof body === 'string' || body instanceof Uint8Array;
  const content = status === 204 ? null : isWhole ? body : streamOf(body);
  return new Response(content, { status, headers });
}

function streamOf(body) {
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
