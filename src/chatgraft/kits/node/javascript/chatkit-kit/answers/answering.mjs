import { CustomStreamError, FilesUnavailableError, NoOutageError } from '../errors.mjs';
import { logger } from '../logs.mjs';

import { answerFromSite, passagesFor } from '../site-search/answer.mjs';
import { watch } from '../watch.mjs';

import { ModelError, chain, toldOf } from './model-faults.mjs';

import { Watched } from './waiting.mjs';

const log = logger('answering');

const UNREACHABLE = toldOf('DOWN');
const BUDGET_USED = 'The assistant has answered as much as it may today.';
const PAGES_SAY = 'This is what the pages of this site say:';
const TRY_LATER = 'Please try again later.';
const NO_ANSWER = 'I have no answer to that. Please ask in other words.';

/** What a model says no to while it works well: no visitor can switch it off for the others by asking for that. */
const NO_OUTAGE = new Set(['LONG', 'DECLINED', 'UNFIT']);

/** One answer. `asked` tells afterwards whether a model had to do with it, `answered` whether it did its part. */
export class Answering {
  asked = false;
  answered = false;
  #assistant;
  #budget;
  #breaker;

  constructor(assistant, budget, breaker) {
    this.#assistant = assistant;
    this.#budget = budget;
    this.#breaker = breaker;
  }

  /** Whether the assistant may be asked for more after the answer, such as a title. */
  async mayGoOn() {
    return !this.#assistant.USES_MODEL || (this.answered && (await this.#budget.hasTokens()));
  }

  /** The parts of the answer; at least one of them can be seen. */
  parts(question) {
    if (this.#assistant.USES_MODEL) return this.#modelOrPages(question);
    return new FromFirstWord(this.#assistant.answer(question), question.signal, 0, NO_ANSWER);
  }

  async *#modelOrPages(question) {
    if (!(await this.#budget.hasTokens())) {
      yield* pages(question, 'budget', BUDGET_USED);
    } else if (!this.#breaker.admits()) {
      yield* pages(question, 'open', UNREACHABLE);
    } else {
      this.asked = true;
      yield* this.#model(question);
    }
  }

  /** The model's parts; the pages' when there was nothing to see before it failed or ended. */
  async *#model(question) {
    let spoke = false;
    let works;
    let why = UNREACHABLE;
    try {
      const parts = this.#assistant.answer(question);
      for await (const part of new FromFirstWord(parts, question.signal, this.#breaker.silence)) {
        spoke ||= canBeSeen(part);
        yield part;
      }
      works = spoke;
      if (!spoke) log.error("The assistant ended without a word; the site's pages answer");
    } catch (error) {
      works = question.signal.aborted ? undefined : isWorking(error);
      if (spoke || question.signal.aborted || error instanceof CustomStreamError) throw error; // what was said stays
      why = told(error);
      log.error("The assistant failed before its first word; the site's pages answer", error);
    } finally {
      this.answered = spoke && works === true;
      this.#judge(works, spoke);
    }
    if (!spoke) yield* pages(question, 'failed', why);
  }

  /** `works` is undefined where it was stopped, or what failed was not the model. */
  #judge(works, spoke) {
    if (works === false) this.#breaker.failed();
    else if (works ?? spoke) this.#breaker.succeeded();
    else this.#breaker.undecided();
  }
}

/** Whether the assistant works although this was thrown; undefined where that tells nothing of it. */
function isWorking(error) {
  if (error instanceof CustomStreamError) return true; // its own words for the visitor
  if (chain(error).some((one) => one instanceof NoOutageError)) return undefined;
  return error instanceof ModelError && NO_OUTAGE.has(error.fault);
}

/** Why there is no answer, for visitors. */
function told(error) {
  if (chain(error).some((one) => one instanceof FilesUnavailableError)) return toldOf('UNFIT');
  return error instanceof ModelError ? error.message : UNREACHABLE;
}

/** What the site's pages say, after one sentence that tells why they do. */
async function* pages(question, why, sentence) {
  watch.stoodIn(why);
  log.info("The site's pages answer in the assistant's place", { why });
  let found = [];
  let hasPages = false;
  try {
    found = await passagesFor(question);
    hasPages = found.length > 0 || ((await question.pages?.mainPages(1)) ?? []).length > 0;
  } catch (error) {
    log.error("The site's pages cannot be searched", error);
  }
  yield `${sentence} ${found.length ? PAGES_SAY : TRY_LATER}`;
  if (!hasPages) return;
  yield '\n\n';
  yield* answerFromSite(question, found);
}

/** Whether a visitor has something of it that stays. Items, hand-overs to the browser and statuses count. */
function canBeSeen(part) {
  if (typeof part === 'string') return part.trim() !== '';
  return part.type !== 'usage' && part.type !== 'progress_update';
}

/**
 * The parts, the first that can be seen in time: where none can, the words `instead`. Blanks before it go, as they would
 * begin a message. What follows comes by itself, with no generator between: there may be thousands of parts.
 */
class FromFirstWord {
  #parts;
  #instead;
  #hasBegun = false;

  constructor(parts, signal, seconds, instead = '') {
    this.#parts = new Watched(parts, signal, seconds);
    this.#instead = instead;
  }

  [Symbol.asyncIterator]() {
    return this;
  }

  next() {
    return this.#hasBegun ? this.#parts.next() : this.#first();
  }

  return() {
    return this.#parts.return();
  }

  /** The next part, up to the first that can be seen. */
  async #first() {
    for (;;) {
      const next = await this.#parts.next();
      if (next.done) return this.#end();
      this.#hasBegun = canBeSeen(next.value);
      if (this.#hasBegun) this.#parts.heard();
      if (this.#hasBegun || typeof next.value !== 'string') return next;
    }
  }

  /** Nothing could be seen. */
  async #end() {
    await this.#parts.return();
    if (!this.#instead) return { done: true, value: undefined };
    const value = this.#instead;
    this.#instead = '';
    return { done: false, value };
  }
}
