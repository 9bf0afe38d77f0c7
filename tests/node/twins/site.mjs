/** Builds the index of each site that is given, searches it and answers from it; all as JSON on standard input and output. */
import { text } from 'node:stream/consumers';
import { asked } from './chatkit-kit/questions.mjs';
import { settingsFrom } from './chatkit-kit/settings.mjs';
import { answerFromSite } from './chatkit-kit/site-search/answer.mjs';
import { SiteIndex } from './chatkit-kit/site-search/index.mjs';

async function told({ folder, values, questions }) {
  const pages = new SiteIndex(settingsFrom(folder, values));
  await pages.build();
  const found = [];
  const answers = [];
  for (const question of questions) {
    found.push((await pages.search(question)).map(({ url }) => url));
    const parts = [];
    for await (const part of answerFromSite(asked({ text: question, pages, site: 'https://cabins.example' }))) {
      parts.push(typeof part === 'string' ? part : [part.title, part.url, part.snippet]);
    }
    answers.push(parts);
  }
  return { found, answers, main: (await pages.mainPages()).map(({ url }) => url) };
}

const given = JSON.parse(await text(process.stdin));
const all = [];
for (const site of given) all.push(await told(site));
process.stdout.write(JSON.stringify(all));
