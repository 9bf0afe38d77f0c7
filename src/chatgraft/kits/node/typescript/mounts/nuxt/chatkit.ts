/** The chat, at this folder's address and below. */
import type { ServerResponse } from 'node:http';
import type { NodeRequest } from '../../chatkit-kit/node-http.ts';
import { service } from '../../chatkit-server.ts';

interface Event {
  node: { req: NodeRequest; res: ServerResponse };
}

/** Nuxt's own, which needs no import. */
declare const defineEventHandler: (handler: (event: Event) => Promise<void>) => unknown;

export default defineEventHandler((event) => service.listener(event.node.req, event.node.res));
