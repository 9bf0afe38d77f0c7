/** The chat, at this folder's address and below. */
import { service } from '../../chatkit-server.mjs';

const answer = (request) => service.handle(request);

export { answer as DELETE, answer as GET, answer as OPTIONS, answer as POST, answer as PUT };
