/** What the visitor sees of answers that come in pieces: marks of citations as sources, instructions left out. */
import { text } from 'node:stream/consumers';
import { cited } from './chatkit-kit/citations.mjs';
import { asked } from './chatkit-kit/questions.mjs';
import { without } from './chatkit-kit/answers/unsaid.mjs';

async function* coming(pieces) {
  yield* pieces;
}

async function joined(parts) {
  let told = '';
  for await (const part of parts) told += typeof part === 'string' ? part : `<${part.title}>`;
  return told;
}

const { passages, instructions, answers } = JSON.parse(await text(process.stdin));
const all = [];
for (const pieces of answers) {
  const question = asked({ site: 'https://cabins.example' });
  all.push([
    await joined(cited(coming(pieces), passages, question)),
    await joined(without(instructions, coming(pieces))),
  ]);
}
process.stdout.write(JSON.stringify(all));
