/**
 * Set this to true when `answer` asks a paid model: the daily token budget then holds, and the site's pages answer in
 * the model's place when it fails.
 */
export const USES_MODEL = false;

/** Yields text as it comes. */
export async function* answer(question) {
  await Promise.resolve();
  yield `You said: ${question.text}`;
}
