import { logger } from '../logs.mjs';
import { titleOf } from '../questions.mjs';

import { watch } from '../watch.mjs';
import { inTime } from './waiting.mjs';

const log = logger('titles');

const TITLE_MILLISECONDS = 10_000;

/** A title, cut as all are; empty where the assistant gives none, fails or takes too long. */
export async function ownTitle(assistant, limits, question, answer) {
  if (!assistant.title) return '';
  const taken = [];
  let title = '';
  try {
    const made = assistant.title({ ...question, spent: (usage) => taken.push(usage) }, answer);
    title = titleOf(await inTime(made, question.signal, TITLE_MILLISECONDS));
  } catch (error) {
    log.error('The assistant gave no title', error);
  }
  for (const usage of taken) {
    watch.used(usage);
    const { model, inputTokens, outputTokens } = usage;
    log.info('A model gave a title', { model, input_tokens: inputTokens, output_tokens: outputTokens });
  }
  if (assistant.USES_MODEL && (title || taken.length > 0)) {
    const tokens = taken.reduce((sum, { inputTokens, outputTokens }) => sum + inputTokens + outputTokens, 0);
    await limits.spend(tokens, Buffer.byteLength(question.text + answer + title));
  }
  return title;
}
