import { service } from '../../chatkit-server.mjs';

/** Answers requests for the chat; every other goes on as if it were not there. */
export function chatkit() {
  return (request, response, next) => {
    const [path = '/'] = (request.originalUrl ?? request.url ?? '/').split('?');
    if (service.owns(path)) service.listener(request, response).catch(next);
    else next();
  };
}
