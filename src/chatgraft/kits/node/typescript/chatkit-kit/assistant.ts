/**
 * Who answers: `chatkit-assistant`, of which each part is found by its name.
 *
 * `answer` and `USES_MODEL` are always there. The others are there when the site wants what they are for; without one,
 * the chat does what is said in brackets.
 *
 *     async function* act(action: Action, question: Question): AsyncIterable<Part>
 *         A button or form of a widget was used. May yield all that `answer` may: text, items, events that replace or
 *         remove items. `question.history` is the conversation so far. (An error says that the action is not known.)
 *     async function actAtOnce(action: Action, question: Question): Promise<ThreadItem | undefined>
 *         The same for an action with `streaming: false`, also while an answer is running. What it returns, an item of
 *         the thread with its id kept, is stored and shown in place of the old one. It counts as a request and not as
 *         a turn: what asks a model belongs into `act`. (501)
 *     async function transcribe(audio: Uint8Array, mimeType: string): Promise<string>
 *         Dictation: the words that were spoken. (501)
 *     async function title(question: Question, answer: string): Promise<string>
 *         A new conversation's title, asked for after its first answer. What a model takes for it is counted when
 *         `question.spent` is told. (The first words of the question.)
 *     const MAY_BE_STOPPED = false
 *         No stop button while an answer runs. (There is one.)
 *
 * A client tool (`yield` the `thread.item.done` of a `client_tool_call`, and end) and a form (of a `structured_input`)
 * hand the turn to the browser. What comes back asks `answer` again, with an empty `text` and `question.toolResult` or
 * `question.inputs`.
 */
import type { ThreadItem } from './protocol/items.ts';
import type { Action, Answer, Part, Question, SitePages } from './questions.ts';

/** What a `chatkit-assistant` exports. */
export interface AssistantModule {
  readonly USES_MODEL: boolean;
  readonly MAY_BE_STOPPED?: boolean;
  readonly answer: Answer;
  readonly act?: (action: Action, question: Question) => AsyncIterable<Part>;
  readonly actAtOnce?: (action: Action, question: Question) => Promise<ThreadItem | undefined>;
  readonly transcribe?: (audio: Uint8Array, mimeType: string) => Promise<string>;
  readonly title?: (question: Question, answer: string) => Promise<string>;
}

/** The site's pages as the service keeps them. */
export interface KeptPages extends SitePages {
  /** Brings the index up to date; never fails. */
  build(): Promise<void>;
  stop(): Promise<void>;
}

/** Who answers. Where a paid model does, the budget holds, and the site's pages answer when it fails. */
export interface Assistant extends AssistantModule {
  readonly pages: KeptPages;
}
