/** The chat, at this folder's address and below. */
import { service } from '../../chatkit-server.mjs';

export const prerender = false;

export const fallback = (event) => service.handle(event.request, { given: event, address: event.getClientAddress() });
