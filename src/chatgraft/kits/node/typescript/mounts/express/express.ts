/** The chat as middleware of Express: `app.use(chatkit())`. */
import type { ServerResponse } from 'node:http';
import type { NodeRequest } from '../../chatkit-kit/http/node-http.ts';
import { service } from '../../chatkit-server.ts';

type Middleware = (request: NodeRequest, response: ServerResponse, next: (error?: unknown) => void) => void;

/** Answers requests for the chat; every other goes on as if it were not there. */
export function chatkit(): Middleware {
  return (request, response, next) => {
    if (service.takes(request)) service.listener(request, response).catch(next);
    else next();
  };
}

/** Stands before parsers of bodies that come before `chatkit()`: they have limits of their own. */
chatkit.body = (): Middleware => (request, _response, next) => {
  if (!service.takes(request)) next();
  else
    service.readAhead(request).then(
      () => {
        next();
      },
      () => {
        next(); // what keeps the chat from starting is told by `chatkit()`
      },
    );
};
