/** The chat, at `/chatkit` and below. */
import { service } from '../../chatkit-server.ts';

interface Arguments {
  request: Request;
}

const answer = (given: Arguments): Promise<Response> => service.handle(given.request, { given });

export { answer as action, answer as loader };
