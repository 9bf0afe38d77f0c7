/** The chat, at `/chatkit` and below. */
import { service } from '../../chatkit-server.mjs';

const answer = (given) => service.handle(given.request, { given });

export { answer as action, answer as loader };
