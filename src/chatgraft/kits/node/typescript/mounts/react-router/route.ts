/** The chat, at `/chatkit` and below. */
import { service } from '../../chatkit-server.ts';

interface Arguments {
  request: Request;
}

const answer = ({ request }: Arguments): Promise<Response> => service.handle(request);

export { answer as action, answer as loader };
