/** The chat, ahead of the site's own routes. */
import type { ServerResponse } from 'node:http';
import type { NodeRequest } from '../../chatkit-kit/http/node-http.ts';
import { service } from '../../chatkit-server.ts';

interface Event {
  node: { req: NodeRequest; res: ServerResponse };
}

/** Nuxt's own, which needs no import. */
declare const defineEventHandler: (handler: (event: Event) => Promise<void> | undefined) => unknown;

/** Answers requests for the chat; every other goes on as if it were not there. */
export default defineEventHandler((event) => {
  const { req, res } = event.node;
  const [path = '/'] = (req.originalUrl ?? req.url ?? '/').split('?');
  return service.owns(path) ? service.listener(req, res, event) : undefined;
});
