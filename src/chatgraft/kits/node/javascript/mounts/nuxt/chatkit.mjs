import { service } from '../../chatkit-server.mjs';

/** Nuxt's own, which needs no import. */

/** Answers requests for the chat; every other goes on as if it were not there. */
export default defineEventHandler((event) => {
  const { req, res } = event.node;
  const [path = '/'] = (req.originalUrl ?? req.url ?? '/').split('?');
  return service.owns(path) ? service.listener(req, res, event) : undefined;
});
