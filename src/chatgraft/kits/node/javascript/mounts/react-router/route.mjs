/** The chat, at `/chatkit` and below. */
import { service } from '../../chatkit-server.mjs';

const answer = ({ request }) => service.handle(request);

export { answer as action, answer as loader };
