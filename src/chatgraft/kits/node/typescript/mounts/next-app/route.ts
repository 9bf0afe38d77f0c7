/** The chat, at this folder's address and below. */
import { service } from '../../chatkit-server.ts';

const answer = (request: Request): Promise<Response> => service.handle(request);

export { answer as DELETE, answer as GET, answer as OPTIONS, answer as POST, answer as PUT };
