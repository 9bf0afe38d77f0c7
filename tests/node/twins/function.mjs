/** What functions of an owner's, of every kind, answer to one question by way of the kit. */
import { askOnce } from './chatkit-kit/models.mjs';
import { answerBy } from './chatkit-kit/own-function.mjs';
import { asked } from './chatkit-kit/questions.mjs';

const question = asked({
  text: 'And that?',
  quotedText: 'a quote',
  page: { url: 'https://site.example/p', title: '' },
  history: [
    { role: 'user', text: 'Hi' },
    { role: 'assistant', text: 'Hello' },
  ],
  threadId: 'thr_1',
  site: 'https://site.example',
});
const openai = ['a', 'b'].map((content) => ({ choices: [{ delta: { content } }] }));

async function* later() {
  yield 'a';
  yield 'b';
}

const TEXT = ['message', 'all'];

/** Each as [name of the export, what it is given, its module]. */
const KINDS = {
  text: ['answer', TEXT, { answer: (said) => said }],
  all: ['answer', TEXT, { answer: (_, { page, threadId, quote }) => [page, threadId, quote].join(' ') }],
  messages: ['answer', ['messages'], { answer: (said) => said.map(({ role }) => role).join(' ') }],
  object: ['answer', ['all'], { answer: async ({ query, history }) => `${history.length} ${query.slice(-9)}` }],
  'each by its place': [
    'answer',
    ['threadId', 'nothing', 'history'],
    { answer: (id, unknown = 'usual', said) => `${id} ${unknown} ${said.length}` },
  ],
  pieces: ['answer', TEXT, { answer: () => ['a', 'b'] }],
  'pieces later': ['answer', TEXT, { answer: later }],
  'a stream of bytes': ['answer', TEXT, { answer: () => new Blob(['Grüße']).stream() }],
  'a response': [
    'answer',
    TEXT,
    { answer: () => new Response('data: a\n\ndata: b\n\n', { headers: { 'content-type': 'text/event-stream' } }) },
  ],
  'chunks of OpenAI': ['answer', TEXT, { answer: () => openai }],
  'messages of LangChain': [
    'answer',
    TEXT,
    { answer: () => [{ type: 'ai', content: 'a' }, { type: 'tool', content: 'no' }, { type: 'ai', content: [], text: 'b' }] },
  ],
  'an object with sources': [
    'answer',
    TEXT,
    { answer: () => ({ answer: 'Yes.', sources: ['/prices', 'javascript:x'] }) },
  ],
  "CommonJS's own": ['answer', TEXT, { default: { answer: () => 'from CommonJS' } }],
  'a default': ['default', TEXT, { default: () => 'by default' }],
  'another name': ['answer', TEXT, { default: () => 'by default' }],
  'compiled to CommonJS': ['default', TEXT, { default: { default: () => 'compiled' } }],
  'no function': ['answer', TEXT, {}],
  failing: ['answer', TEXT, { answer: () => Promise.reject(new Error('key sk-123')) }],
};

const told = {};
for (const [kind, [name, takes, module]] of Object.entries(KINDS)) {
  const parts = [];
  try {
    for await (const part of askOnce(() => answerBy(async () => module, name, takes, question), question.signal)) {
      parts.push(typeof part === 'string' ? part : [part.title, part.url]);
    }
  } catch (error) {
    parts.push(`${error.constructor.name}: ${error.message}`);
  }
  told[kind] = parts;
}
process.stdout.write(JSON.stringify(told));
