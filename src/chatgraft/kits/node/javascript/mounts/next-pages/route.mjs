import { service } from '../../chatkit-server.mjs';

/** The chat reads bodies itself, and answers when it is done. */
export const config = { api: { bodyParser: false, externalResolver: true, responseLimit: false } };

export default function answer(request, response) {
  return service.listener(request, response);
}
