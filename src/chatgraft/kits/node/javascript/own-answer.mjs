export function answer(question, asked) {
  return `${question} (after ${String(asked.history.length)} messages)`;
}
