/** Whose threads an event's visitor sees, who is known by what the framework gives its handlers. */
import * as assistant from './chatkit-assistant.mjs';
import { createService } from './chatkit-kit/create-service.mjs';
import { sendLogsTo } from './chatkit-kit/logs.mjs';

sendLogsTo(() => undefined);
const API = '/api/talk';
const URL_ = `http://localhost${API}`;
const user = async (event) => {
  await Promise.resolve();
  return event.locals.user?.id;
};
const service = createService({ home: 'backend', api: API, assistant, user, isProgram: false });

class Visitor {
  locals = {};
  cookie = '';

  async send(path, body) {
    const headers = { origin: 'http://localhost', cookie: this.cookie };
    const request = new Request(`${URL_}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    return service.handle(request, { given: { request, locals: this.locals } });
  }

  async arrive() {
    this.cookie = (await this.send('/session', { as: 'cookie' })).headers.get('set-cookie').split(';')[0];
    return this;
  }

  async ask() {
    const input = { content: [{ type: 'input_text', text: 'Hi' }], attachments: [], inference_options: {} };
    await (await this.send('', { type: 'threads.create', params: { input } })).text();
  }

  async threads() {
    const reply = await this.send('', { type: 'threads.list', params: { limit: 20, order: 'desc' } });
    return (await reply.json()).data.length;
  }
}

const [ann, bob, again] = await Promise.all([1, 2, 3].map(() => new Visitor().arrive()));
const told = {};
await ann.ask();
ann.locals = { user: { id: 1 } };
told['after signing in'] = await ann.threads();
again.locals = { user: { id: 1 } };
told['in another browser'] = await again.threads();
bob.locals = { user: { id: 2 } };
told['for somebody else'] = await bob.threads();
ann.locals = {};
told['after signing out'] = await ann.threads();
await service.close();
process.stdout.write(JSON.stringify(told), () => process.exit(0));
