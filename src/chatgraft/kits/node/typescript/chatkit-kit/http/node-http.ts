/** Requests and replies of Node's own server, and of the frameworks built on it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { logger } from '../logs.ts';
import type { Reply } from '../web.ts';

const log = logger('node_http');

/** What Express and others add: the whole path below a router, and the body where a parser has read it. */
export type NodeRequest = IncomingMessage & { originalUrl?: string; body?: unknown };

/** The body; null for one that is longer than `limit` bytes, and is not kept. */
export async function readBody(request: NodeRequest, limit: number): Promise<Uint8Array | null> {
  if (request.method === 'GET' || request.method === 'HEAD') return new Uint8Array();
  const parsed = request.readableEnded ? bytesOf(request.body) : undefined;
  if (parsed) return parsed.length > limit ? null : parsed;
  if (Number(request.headers['content-length'] ?? 0) > limit) {
    request.resume();
    return null;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // The rest is read and let go: a client that is still sending would not hear an answer.
    if (size <= limit) chunks.push(chunk);
  }
  return size > limit ? null : Buffer.concat(chunks);
}

/** What a parser has made of the body, as it came. */
function bytesOf(body: unknown): Uint8Array | undefined {
  if (body === undefined) return undefined;
  if (body instanceof Uint8Array) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

/** Sends a reply, piece by piece where it comes so; resolves when it has gone, or when nobody listens any more. */
export async function send(reply: Reply, response: ServerResponse): Promise<void> {
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
  const leave = (): void => void pieces.return?.();
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

async function pour(pieces: AsyncIterator<string>, response: ServerResponse): Promise<void> {
  for (;;) {
    const next = await pieces.next();
    if (next.done === true || response.destroyed) return;
    if (!response.write(next.value)) await drained(response);
  }
}

/** Resolves when there is room again, or nobody who reads. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const goOn = (): void => {
      response.off('drain', goOn).off('close', goOn);
      resolve();
    };
    response.on('drain', goOn).on('close', goOn);
  });
}
