import { logger } from '../logs.mjs';

const log = logger('node_http');

/** The body; null for one that is longer than `limit` bytes, and is not kept. */
export async function readBody(request, limit) {
  if (request.method === 'GET' || request.method === 'HEAD') return new Uint8Array();
  const parsed = request.readableEnded ? bytesOf(request.body) : undefined;
  if (parsed) return parsed.length > limit ? null : parsed;
  if (Number(request.headers['content-length'] ?? 0) > limit) {
    request.resume();
    return null;
  }
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    // The rest is read and let go: a client that is still sending would not hear an answer.
    if (size <= limit) chunks.push(chunk);
  }
  return size > limit ? null : Buffer.concat(chunks);
}

/** What a parser has made of the body, as it came. */
function bytesOf(body) {
  if (body === undefined) return undefined;
  if (body instanceof Uint8Array) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

/** Sends a reply, piece by piece where it comes so; resolves when it has gone, or when nobody listens any more. */
export async function send(reply, response) {
  const { status, headers, body } = reply;
  if (typeof body === 'string' || body instanceof Uint8Array) {
    const length = typeof body === 'string' ? Buffer.byteLength(body) : body.length;
    response.writeHead(status, status === 204 ? headers : { ...headers, 'Content-Length': length });
    response.end(body);
    return;
  }
  response.writeHead(status, headers);
  response.flushHeaders();
  const pieces = body[Symbol.asyncIterator]();
  const leave = () => void pieces.return?.();
  response.once('close', leave);
  try {
    await pour(pieces, response);
    response.end();
  } catch (error) {
    log.error('A reply broke off', error);
    response.destroy(); // a body that is cut says so by its end
  } finally {
    response.off('close', leave);
  }
}

async function pour(pieces, response) {
  for (;;) {
    const next = await pieces.next();
    if (next.done === true || response.destroyed) return;
    if (!response.write(next.value)) await drained(response);
  }
}

/** Resolves when there is room again, or nobody who reads. */
function drained(response) {
  return new Promise((resolve) => {
    const goOn = () => {
      response.off('drain', goOn).off('close', goOn);
      resolve();
    };
    response.on('drain', goOn).on('close', goOn);
  });
}
