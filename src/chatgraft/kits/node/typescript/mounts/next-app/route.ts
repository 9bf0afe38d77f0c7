/** The chat, at this folder's address and below. */
import { service } from '../../chatkit-server.ts';

/** Next itself writes whom it is connected with as the last address of this header. */
const FORWARDED = 'x-forwarded-for';

const answer = (request: Request): Promise<Response> =>
  service.handle(request, { address: request.headers.get(FORWARDED)?.split(',').at(-1)?.trim() });

export { answer as DELETE, answer as GET, answer as OPTIONS, answer as POST, answer as PUT };
