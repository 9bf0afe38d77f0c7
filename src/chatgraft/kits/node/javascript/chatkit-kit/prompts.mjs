/**
 * What a model is sent, in a plain form that the model files hand on.
 *
 * Roles keep the parts apart: the owner's instructions are the system's, and everything else is material between tags
 * that it cannot close. What is sent comes from the question alone, which holds nothing of other visitors.
 */
import { CITING, material } from './citations.mjs';
import { env } from './env.mjs';
import { fenced, spoken } from './questions.mjs';

/** Of a text file that came along, so many characters go to the model. */
const FILE_CHARACTERS = 60_000;

/**
 * The question with all that belongs to it.
 *
 * `{site}` in the instructions becomes the site's name. `takes` are the types of files that the model looks at itself,
 * such as "image/" or "application/pdf"; text files go along as text, others by their names.
 */
export async function promptFor(question, instructions, passages = [], takes = []) {
  const isTaken = (file) => takes.some((type) => file.mimeType.startsWith(type));
  const texts = question.attachments.filter((file) => !isTaken(file)).map(told);
  const own = spoken({ role: 'user', text: askedOf(question), quotedText: question.quotedText });
  const asked = [...surroundings(question), material(passages, question), ...(await Promise.all(texts)), own];
  const files = question.attachments.filter(isTaken).map(async (file) => {
    return { name: file.name, mimeType: file.mimeType, data: await file.read() };
  });
  const earlier = question.history.map((one) => ({ role: one.role, content: spoken(one) }));
  const turns = inTurn([...earlier, { role: 'user', content: asked.join('\n\n') }]);
  const site = env('CHATKIT_SITE_NAME', question.site) || 'you are on';
  return {
    instructions: [instructions.replaceAll('{site}', () => site), ...(passages.length ? [CITING] : [])].join('\n'),
    earlier: turns.slice(0, -1),
    asked: turns.at(-1)?.content ?? '',
    files: await Promise.all(files),
  };
}

/** The visitor's words; what a client tool gave or a form was filled in with, where it came back in their place. */
function askedOf(question) {
  if (question.toolResult) {
    const { name, output } = question.toolResult;
    return `The tool ${name} gave back:\n${fenced('result', JSON.stringify(output ?? null))}`;
  }
  if (question.inputs) {
    const lines = Object.entries(question.inputs).map(
      ([name, values]) => `${name}: ${values.join(', ') || '(left out)'}`,
    );
    return `The user filled in the form:\n${fenced('form', lines.join('\n'))}`;
  }
  return question.text || '(The user says nothing to it.)';
}

/** The page. Its title and address come from the visitor's browser: material, like a quotation. */
function surroundings({ page }) {
  return page ? [`The user is on this page:\n${fenced('page', `${page.title}\n${page.url}`.trim())}`] : [];
}

/** Roles that change with each message, the user's first, as several models insist on. */
function inTurn(messages) {
  const turns = [];
  for (const message of messages) {
    const last = turns.at(-1);
    if (last?.role === message.role) {
      turns[turns.length - 1] = { role: last.role, content: `${last.content}\n\n${message.content}` };
    } else if (last || message.role === 'user') {
      turns.push(message);
    }
  }
  return turns;
}

/** A file in words, for a model that does not look at it itself. */
async function told(file) {
  if (!file.mimeType.startsWith('text/')) {
    return `The user attached a file that cannot be read here:\n${fenced('file', file.name)}`;
  }
  const text = new TextDecoder().decode(await file.read()).slice(0, FILE_CHARACTERS);
  return `The user attached this file:\n${fenced('file', `${file.name}\n${text}`)}`;
}
