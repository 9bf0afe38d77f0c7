/** Stands for the project's own function while chatkit-assistant lies in the kit; it does not land. */
import type { Asked } from './chatkit-kit/own-function.ts';

export function answer(question: string, asked: Asked): string {
  return `${question} (after ${String(asked.history.length)} messages)`;
}
