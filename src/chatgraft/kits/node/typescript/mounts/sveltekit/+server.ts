/** The chat, at this folder's address and below. */
import { service } from '../../chatkit-server.ts';

interface Event {
  request: Request;
}

export const prerender = false;

export const fallback = ({ request }: Event): Promise<Response> => service.handle(request);
