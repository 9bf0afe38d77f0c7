/** The chat, at this file's address and below. */
import type { ServerResponse } from 'node:http';
import type { NodeRequest } from '../../chatkit-kit/http/node-http.ts';
import { service } from '../../chatkit-server.ts';

/** The chat reads bodies itself, and answers when it is done. */
export const config = { api: { bodyParser: false, externalResolver: true, responseLimit: false } };

export default function answer(request: NodeRequest, response: ServerResponse): Promise<void> {
  return service.listener(request, response);
}
