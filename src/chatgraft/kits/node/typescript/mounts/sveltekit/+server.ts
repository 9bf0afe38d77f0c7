/** The chat, at this folder's address and below. */
import { service } from '../../chatkit-server.ts';

interface Event {
  request: Request;
  getClientAddress: () => string;
}

export const prerender = false;

export const fallback = (event: Event): Promise<Response> =>
  service.handle(event.request, { given: event, address: event.getClientAddress() });
