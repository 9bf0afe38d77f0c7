import { service } from '../../chatkit-server.mjs';

/** Nuxt's own, which needs no import. */

export default defineEventHandler((event) => service.listener(event.node.req, event.node.res));
