/** The chain behind an answer: the assistant, else a plain sentence. Never nothing. */
import type { Assistant } from './assistant.ts';
import type { Breaker } from './breaker.ts';
import type { Part, Question } from './questions.ts';
import { Watched } from './watched.ts';

const NO_ANSWER = 'I have no answer to that. Please ask in other words.';

/** One answer. `asked` tells afterwards whether a model had to do with it. */
export class Answering {
  asked = false;
  answered = false;
  readonly #assistant: Assistant;
  readonly #limits: { hasTokens(): Promise<boolean> };
  readonly #breaker: Breaker;

  constructor(assistant: Assistant, limits: { hasTokens(): Promise<boolean> }, breaker: Breaker) {
    this.#assistant = assistant;
    this.#limits = limits;
    this.#breaker = breaker;
  }

  /** Whether the assistant may be asked for more after the answer, such as a title. */
  async mayGoOn(): Promise<boolean> {
    return !this.#assistant.USES_MODEL || (this.answered && (await this.#limits.hasTokens()));
  }

  /** The parts of the answer; at least one of them can be seen. */
  async *parts(question: Question): AsyncGenerator<Part> {
    const parts = new Watched(this.#assistant.answer(question), question.signal, this.#breaker.silence);
    for await (const part of parts) {
      this.answered ||= typeof part !== 'string' || part.trim() !== '';
      if (this.answered) {
        parts.heard();
        yield part;
      }
    }
    if (!this.answered) yield NO_ANSWER;
  }
}
