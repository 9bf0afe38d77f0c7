/** The chat as middleware of Express: `app.use(chatkit())`. */
import type { ServerResponse } from 'node:http';
import type { NodeRequest } from '../../chatkit-kit/node-http.ts';
import { service } from '../../chatkit-server.ts';

type Middleware = (request: NodeRequest, response: ServerResponse, next: (error?: unknown) => void) => void;

/** Answers requests for the chat; every other goes on as if it were not there. */
export function chatkit(): Middleware {
  return (request, response, next) => {
    const [path = '/'] = (request.originalUrl ?? request.url ?? '/').split('?');
    if (service.owns(path)) service.listener(request, response).catch(next);
    else next();
  };
}
