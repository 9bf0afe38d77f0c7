/** The chat, at this folder's address and below. */
import { service } from '../../chatkit-server.ts';

interface Event {
  request: Request;
  getClientAddress: () => string;
}

export const prerender = false;

export const fallback = ({ request, getClientAddress }: Event): Promise<Response> =>
  service.handle(request, { address: getClientAddress() });
