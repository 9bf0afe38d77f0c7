/**
 * One visitor's conversation: the open thread, the turn that is running, and what may be done next.
 *
 * Streams are let go with a `ChatKitDetach` abort when the view moves on (the answer continues at the server and is
 * taken up again by `openRun`), and with any other abort when the visitor stops them.
 */

import { detachReason, stopReason, type ChatClient } from "./client.js";
import { inputOf, localItem, type OutgoingMessage } from "./outgoing.js";
import { HttpError, isAbort, problemFrom, TurnError } from "./problem.js";
import type { OpenRun, StreamEvent, Thread, ThreadItem, UserMessageInput } from "./protocol.js";
import { OlderItems, readNewest, type NewestItems } from "./thread-reader.js";
import {
  applyEvent, dropAfter, EMPTY_THREAD, endTurn, isLocal, prependItems, questionBefore, refreshItems,
  reopenItems, withLocalMessage, withoutItems, withoutLocalMessages, type ThreadState,
} from "./thread-state.js";

/** What the conversation asks of the element around it. */
export interface ConversationHost {
  changed(): void;
  emit(name: string, detail?: object): void;
  /** Runs a tool of the page's own; null: the page has no tools. */
  runClientTool(name: string, params: Record<string, unknown>): Promise<unknown> | null;
}

interface Operation {
  type: string;
  params: Record<string, unknown>;
}

interface Turn {
  abort: AbortController;
  /** Set when this page joined a run that it did not start, and so has to stop by id. */
  joinedRun: string | null;
  announced: boolean;
}

export class Conversation {
  state: ThreadState = EMPTY_THREAD;
  loading = false;
  /** The open thread could not be read: trying again means reading it, not answering again. */
  loadFailed = false;
  readonly older: OlderItems;

  readonly #client: ChatClient;
  readonly #host: ConversationHost;
  #threadId: string | null = null;
  #view = new AbortController();
  #turn: Turn | null = null;
  #refreshing: Promise<void> | null = null;
  #localCount = 0;
  /** The last message's input, kept until the server has confirmed it, so that it can be sent again. */
  #unconfirmed: UserMessageInput | null = null;

  constructor(client: ChatClient, host: ConversationHost) {
    this.#client = client;
    this.#host = host;
    this.older = new OlderItems(client, () => { host.changed(); });
  }

  get threadId(): string | null {
    return this.#threadId;
  }

  get responding(): boolean {
    return this.#turn !== null;
  }

  /** Shows another thread, or an empty one. A running answer is let go, not stopped. */
  async open(threadId: string | null): Promise<void> {
    this.release();
    this.#view = new AbortController();
    this.state = EMPTY_THREAD;
    this.loadFailed = false;
    this.older.startFrom(null);
    this.#unconfirmed = null;
    this.loading = threadId !== null;
    this.#setThreadId(threadId);
    this.#host.changed();
    if (threadId === null) return;
    this.#host.emit("chatkit.thread.load.start", { threadId });
    await this.#load(threadId);
    this.#host.emit("chatkit.thread.load.end", { threadId });
  }

  /** Lets go of everything in flight; the state stays. */
  release(): void {
    this.#view.abort(detachReason());
    const turn = this.#turn;
    this.#turn = null;
    turn?.abort.abort(detachReason());
    if (turn) this.#finish(turn);
    this.loading = false;
  }

  /** Reads the thread again and takes up a running answer; does nothing during one, whose stream is newer anyway. */
  async refresh(): Promise<void> {
    if (this.#threadId === null || this.#turn || this.loading) return;
    if (this.#view.signal.aborted) this.#view = new AbortController();
    this.#refreshing ??= this.#load(this.#threadId).finally(() => { this.#refreshing = null; });
    await this.#refreshing;
  }

  async send(message: OutgoingMessage): Promise<void> {
    this.#requireIdle();
    const input = inputOf(message);
    this.#unconfirmed = input;
    this.#localCount += 1;
    this.state = withLocalMessage(this.state, localItem(message, this.#localCount));
    await this.#run(this.#sendOperation(input));
  }

  /** Answers again: the question before `itemId`, or the last one; reads the thread again if that had failed. */
  async retry(itemId?: string): Promise<void> {
    this.#requireIdle();
    if (this.loadFailed) {
      await this.refresh();
      return;
    }
    const question = questionBefore(this.state, itemId);
    if (!question) return;
    this.state = dropAfter(this.state, question.id);
    if (isLocal(question)) {
      if (this.#unconfirmed) await this.#run(this.#sendOperation(this.#unconfirmed));
      return;
    }
    const params = { thread_id: this.#threadId, item_id: question.id };
    await this.#run({ type: "threads.retry_after_item", params });
  }

  /** The network is back: what could not be sent is sent, what was missed is read. */
  async recover(): Promise<void> {
    const last = this.state.items.at(-1);
    if (!this.loadFailed) this.dismissProblem();
    if (last && isLocal(last)) await this.retry();
    else await this.refresh();
  }

  stop(): void {
    const turn = this.#turn;
    if (!turn) return;
    if (turn.joinedRun) void this.#client.stopRun(turn.joinedRun).catch((error: unknown) => { this.#report(error); });
    turn.abort.abort(stopReason());
    if (this.state.items.at(-1)?.type === "user_message") {
      this.state = { ...this.state, notices: [{ level: "info", message: "You stopped this answer.", title: null }] };
    }
  }

  /** A custom action of the page's or of a widget's. Without `streaming` it may run beside an answer. */
  async act(action: { type: string; payload?: unknown }, itemId?: string, streaming = true): Promise<void> {
    if (this.#threadId === null) throw new Error("There is no thread yet: custom actions need one.");
    const params = { thread_id: this.#threadId, ...(itemId ? { item_id: itemId } : {}), action };
    if (streaming) {
      this.#requireIdle();
      await this.#run({ type: "threads.custom_action", params });
      return;
    }
    const answer = await this.#client.call<{ updated_item?: ThreadItem }>("threads.sync_custom_action", params);
    if (answer.updated_item) this.#take({ type: "thread.item.replaced", item: answer.updated_item });
  }

  async loadOlder(): Promise<void> {
    const { signal } = this.#view;
    if (this.#threadId === null) return;
    try {
      const items = await this.older.next(this.#threadId, signal);
      if (items && !signal.aborted) this.state = prependItems(this.state, items);
    } catch (error) {
      if (!isAbort(error)) this.#report(error);
    }
    this.#host.changed();
  }

  dismissProblem(): void {
    this.state = { ...this.state, problem: null };
    this.#host.changed();
  }

  /** A title given in the history, or by the server outside a stream. */
  rename(thread: Thread): void {
    if (thread.id !== this.#threadId) return;
    this.state = { ...this.state, thread: withoutItems(thread) };
    this.#host.changed();
  }

  async #load(threadId: string): Promise<void> {
    const { signal } = this.#view;
    let run: OpenRun | null = null;
    try {
      // Asked before the items are read: a run that ends in between is then complete in them.
      run = await this.#client.openRun(threadId, signal).catch(ignoreUnlessAborted);
      const newest = await readNewest(this.#client, threadId, signal);
      // A message sent while this was on its way is newer than what was read.
      if (signal.aborted || this.#turn) return;
      if (this.loadFailed) this.dismissProblem();
      this.loadFailed = false;
      this.#show(newest);
    } catch (error) {
      if (signal.aborted || this.#turn) return;
      run = null;
      if (error instanceof HttpError && error.status === 404) {
        this.state = EMPTY_THREAD;
        this.#setThreadId(null);
      } else this.loadFailed = true;
      this.#fail(error);
    }
    this.loading = false;
    this.#host.changed();
    // Following a run lasts as long as the answer; whoever asked for the thread has it already.
    if (run) void this.#join(run);
  }

  async #join(run: OpenRun): Promise<void> {
    const turn = this.#begin(run.run_id);
    this.state = reopenItems(this.state, run.items ?? []);
    this.#host.changed();
    let complete = false;
    try {
      const events = await this.#client.followRun(run, turn.abort.signal);
      for await (const event of events ?? []) this.#take(event, turn);
      complete = events !== null && this.state.open.size === 0;
      if (complete) await this.#answerTools(turn);
    } catch (error) {
      complete = true;
      this.#endedBy(error, turn);
    }
    const current = this.#turn === turn;
    this.#finish(turn);
    if (current && !complete && this.#threadId) await this.#rereadOnce(this.#threadId);
  }

  #show({ thread, items, olderCursor }: NewestItems): void {
    const knew = this.state.items[0]?.id;
    this.state = refreshItems({ ...this.state, thread }, items, olderCursor === null);
    // Older pages that stayed in sight go on from where they were read to.
    if (knew === undefined || this.state.items[0]?.id !== knew) this.older.startFrom(olderCursor);
  }

  /** The run was gone before its answer was whole here: the stored items are the truth. */
  async #rereadOnce(threadId: string): Promise<void> {
    const { signal } = this.#view;
    try {
      const newest = await readNewest(this.#client, threadId, signal);
      if (signal.aborted) return;
      this.#show(newest);
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    }
    this.#host.changed();
  }

  async #run(operation: Operation): Promise<void> {
    const turn = this.#begin(null);
    this.#host.changed();
    let conflict = false;
    try {
      await this.#consume(operation, turn);
      await this.#answerTools(turn);
    } catch (error) {
      conflict = error instanceof HttpError && error.status === 409;
      if (!conflict) this.#endedBy(error, turn);
    }
    this.#finish(turn);
    if (!conflict) return;
    // The turn is running elsewhere, its question included; the thread itself tells how far it is.
    this.state = withoutLocalMessages(this.state);
    await this.refresh();
  }

  async #consume(operation: Operation, turn: Turn): Promise<void> {
    let isSilent = true;
    for await (const event of this.#client.stream(operation.type, operation.params, turn.abort.signal)) {
      isSilent = false;
      this.#take(event, turn);
    }
    // A server that fails before it answers ends its 200 with an empty body (stock SDK, unknown thread or item).
    if (isSilent) throw new TurnError("The chat server sent no answer. Please try again.");
  }

  /** A turn may end with a tool for this page to run; its result starts the next part of the same turn. */
  async #answerTools(turn: Turn): Promise<void> {
    for (;;) {
      const call = this.state.items.at(-1);
      if (this.#turn !== turn || call?.type !== "client_tool_call" || call.status !== "pending") return;
      const running = this.#host.runClientTool(call.name, call.arguments ?? {});
      if (running === null) throw new TurnError(`This page cannot run "${call.name}", which the answer needs.`);
      const result = await running.catch((error: unknown) => ({ error: String(error) }));
      if (this.#turn !== turn || turn.abort.signal.aborted) return;
      this.#take({ type: "thread.item.done", item: { ...call, status: "completed" } }, turn);
      const params = { thread_id: this.#threadId, result: result ?? {} };
      await this.#consume({ type: "threads.add_client_tool_output", params }, turn);
    }
  }

  #take(event: StreamEvent, turn?: Turn): void {
    if (turn && this.#turn !== turn) return;
    if (turn && !turn.announced) {
      turn.announced = true;
      this.#host.emit("chatkit.response.start");
    }
    this.state = applyEvent(this.state, event);
    if (event.type === "thread.created") this.#setThreadId(event.thread.id);
    else if (event.type === "client_effect") {
      this.#host.emit("chatkit.effect", { name: event.name, data: event.data ?? {} });
    } else if (event.type === "error") {
      this.#host.emit("chatkit.error", { error: new Error(event.message ?? event.code) });
    } else if (event.type === "thread.item.done" && event.item.type === "user_message") this.#unconfirmed = null;
    this.#host.changed();
  }

  #begin(joinedRun: string | null): Turn {
    const turn = { abort: new AbortController(), joinedRun, announced: false };
    this.#turn = turn;
    return turn;
  }

  #finish(turn: Turn): void {
    if (this.#turn !== null && this.#turn !== turn) return;
    this.#turn = null;
    this.state = endTurn(this.state);
    if (turn.announced) {
      turn.announced = false;
      this.#host.emit("chatkit.response.end");
    }
    this.#host.changed();
  }

  #endedBy(error: unknown, turn: Turn): void {
    if (this.#turn === turn && !isAbort(error)) this.#fail(error);
  }

  #fail(error: unknown): void {
    this.state = { ...this.state, problem: problemFrom(error) };
    this.#report(error);
  }

  #report(error: unknown): void {
    this.#host.emit("chatkit.error", { error: error instanceof Error ? error : new Error(String(error)) });
  }

  #requireIdle(): void {
    if (this.#turn || this.loading) throw new Error("ChatKit is busy: an answer is still being written or loaded.");
  }

  #setThreadId(threadId: string | null): void {
    if (threadId === this.#threadId) return;
    this.#threadId = threadId;
    this.#host.emit("chatkit.thread.change", { threadId });
  }

  #sendOperation(input: UserMessageInput): Operation {
    return this.#threadId === null
      ? { type: "threads.create", params: { input } }
      : { type: "threads.add_user_message", params: { thread_id: this.#threadId, input } };
  }
}

function ignoreUnlessAborted(error: unknown): null {
  if (isAbort(error)) throw error;
  return null;
}
