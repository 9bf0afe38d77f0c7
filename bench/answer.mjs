/** What `answer.py` answers, as the Node kit's `chatkit-assistant.mjs`. */
import { setTimeout } from 'node:timers/promises';

export const USES_MODEL = false;
const WORDS = Array.from({ length: 200 }, (_, number) => `w${String(number).padStart(3, '0')} `);

/** The words, one by one. The question's last word is the wait after each of them, in milliseconds. */
export async function* answer(question) {
  const wait = Number(question.text.split(' ').at(-1));
  for (const word of WORDS) {
    yield word;
    if (wait) await setTimeout(wait);
  }
}
