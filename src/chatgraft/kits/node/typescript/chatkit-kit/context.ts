/** What is handed through, with each request, to the store and to the answer. */
import type { Page, ToolResult } from './questions.ts';
import type { Run } from './running/run.ts';
import type { StoreContext } from './stores/chat-store.ts';

/** Who asks, from where, in which run. */
export interface Context extends StoreContext {
  readonly newThreadId?: string;
  readonly site?: string;
  readonly page?: Page | undefined;
  /** The turn that reads and writes. */
  readonly run?: Run | undefined;
  /** What the request brought from a client tool. */
  readonly toolResult?: ToolResult;
  /** The form that the request fills in. */
  readonly formId?: string;
  /** As `Question.headers`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The API's URL as the visitor reaches it. */
  readonly api?: string;
}

/** The context of a request's turn, which runs. */
export interface TurnContext extends Context {
  readonly run: Run;
}
