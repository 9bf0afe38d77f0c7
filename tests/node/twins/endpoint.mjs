/** What a route answers to a question, or what went wrong. */
import { text } from 'node:stream/consumers';
import { ask } from './chatkit-kit/endpoint.mjs';
import { NoOutageError } from './chatkit-kit/errors.mjs';
import { asked } from './chatkit-kit/questions.mjs';
import { sendLogsTo } from './chatkit-kit/logs.mjs';

const logged = [];
sendLogsTo((...line) => logged.push(line));
const NONE = { quote: null, history: null, page: null, thread: null, answer: null };
const USUAL = { method: 'POST', sends: 'json', question: 'message', takesMessages: false, historyOf: 'messages' };

const { url, contract, question } = JSON.parse(await text(process.stdin));
const told = { parts: [], error: null };
try {
  for await (const part of ask({ url, gives: 'json', ...NONE, ...USUAL, ...contract }, asked(question))) {
    told.parts.push(typeof part === 'string' ? part : [part.title, part.url]);
  }
} catch (error) {
  const isRefused = error instanceof NoOutageError;
  told.error = { kind: error.constructor.name, message: error.message, isRefused };
}
process.stdout.write(JSON.stringify({ ...told, logged: JSON.stringify(logged) }));
