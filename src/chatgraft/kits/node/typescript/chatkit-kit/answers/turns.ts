/** The requests that are answered by a stream: what each does to its thread, and what the assistant says to it. */
import type { Assistant } from '../assistant.ts';
import type { TurnContext } from '../context.ts';
import { CustomStreamError, UnfitError } from '../errors.ts';
import type { Limits } from '../http/limits.ts';
import { logger } from '../logs.ts';
import { hasText } from '../protocol/items.ts';
import type { Attachment, ThreadItem, ThreadMetadata, UserMessageItem } from '../protocol/items.ts';
import type { StreamingRequest, UserMessageInput } from '../protocol/requests.ts';
import { shownThread } from '../protocol/wire.ts';
import { textOf, titleOf } from '../questions.ts';
import type { Question } from '../questions.ts';
import { InterruptedError } from '../running/run.ts';
import { newId } from '../stores/chat-store.ts';
import type { ChatStore } from '../stores/chat-store.ts';
import { Answering } from './answering.ts';
import { Asking, HISTORY_PAGE } from './asking.ts';
import type { ReadFile } from './asking.ts';
import type { Breaker } from './breaker.ts';
import { filledIn } from './forms.ts';
import type { MessageWriter } from './message-writer.ts';
import { Speaker, newMessage } from './speaking.ts';
import { ownTitle } from './titles.ts';
import { Watched } from './waiting.ts';

const log = logger('turns');

const DELETED_PAGE = 20;
const CANCELLED = 'The user cancelled the stream. Stop responding to the prior request.';
export const BUDGET_USED = 'The assistant has answered as much as it may today.';

/** Carries out streaming requests. */
export class Turns {
  readonly #store: ChatStore;
  readonly #assistant: Assistant;
  readonly #limits: Limits;
  readonly #breaker: Breaker;
  readonly #asking: Asking;

  constructor(store: ChatStore, assistant: Assistant, limits: Limits, breaker: Breaker, readFile?: ReadFile) {
    this.#store = store;
    this.#assistant = assistant;
    this.#limits = limits;
    this.#breaker = breaker;
    this.#asking = new Asking(store, assistant.pages, readFile);
  }

  /** Does what the request asks for, event by event, into the context's run. Throws what visitors are told there. */
  async take(request: StreamingRequest, context: TurnContext): Promise<void> {
    switch (request.type) {
      case 'threads.create':
        return this.#create(request.params.input, context);
      case 'threads.add_user_message':
        return this.#addMessage(request.params.thread_id, request.params.input, context);
      case 'threads.add_client_tool_output':
        return this.#takeToolOutput(request.params, context);
      case 'threads.add_structured_input':
        return this.#takeForm(request.params, context);
      case 'threads.retry_after_item':
        return this.#retry(request.params, context);
      case 'threads.custom_action':
        return this.#act(request.params, context);
    }
  }

  async #create(input: UserMessageInput, context: TurnContext): Promise<void> {
    const attachments = await this.#attachments(input, context);
    const created_at = new Date().toISOString();
    const thread: ThreadMetadata = { id: context.run.threadId, created_at, status: { type: 'active' }, metadata: {} };
    await this.#store.saveThread(thread, context);
    context.run.append({ type: 'thread.created', thread: shownThread(thread) });
    await this.#answerMessage(thread, input, attachments, context);
  }

  async #addMessage(threadId: string, input: UserMessageInput, context: TurnContext): Promise<void> {
    const attachments = await this.#attachments(input, context);
    await this.#answerMessage(await this.#openThread(threadId, context), input, attachments, context);
  }

  /** The attachments of a message, before anything is stored that would stay without it. */
  async #attachments(input: UserMessageInput, context: TurnContext): Promise<Attachment[]> {
    const found: Attachment[] = [];
    for (const id of input.attachments) {
      found.push({ ...(await this.#store.loadAttachment(id, context)), thread_id: context.run.threadId });
    }
    return found;
  }

  async #answerMessage(
    thread: ThreadMetadata,
    input: UserMessageInput,
    attachments: Attachment[],
    context: TurnContext,
  ): Promise<void> {
    const message: UserMessageItem = {
      id: newId('message'),
      thread_id: thread.id,
      created_at: new Date().toISOString(),
      type: 'user_message',
      content: input.content,
      attachments,
      ...(input.quoted_text !== undefined && { quoted_text: input.quoted_text }),
      inference_options: input.inference_options,
    };
    for (const attachment of attachments) await this.#store.saveAttachment(attachment, context);
    const speaker = new Speaker(this.#store, thread, context);
    await speaker.tell({ type: 'thread.item.done', item: message });
    // Named before the assistant is asked: later, writing it down would hold up the first word.
    const title = titleOf(textOf(message) || (message.quoted_text ?? ''));
    if (!thread.title && title) {
      speaker.change({ title });
      await speaker.tellChange();
    }
    await this.#process(speaker, context, () => this.#respond(speaker, message, context));
  }

  /** Items that were stored after the call, such as hidden ones, do not hide it. */
  async #takeToolOutput(params: { thread_id: string; result: unknown }, context: TurnContext): Promise<void> {
    const thread = await this.#openThread(params.thread_id, context);
    const items = await this.#store.loadThreadItems(thread.id, { limit: HISTORY_PAGE, order: 'desc' }, context);
    const pending = items.data.flatMap((item) =>
      item.type === 'client_tool_call' && item.status === 'pending' ? [item] : [],
    );
    const [call, ...others] = pending;
    if (!call) throw new UnfitError(`No client tool call is pending in ${thread.id}`);
    const output = params.result ?? undefined;
    const completed = { ...call, status: 'completed', ...(output !== undefined && { output }) } as const;
    await this.#store.addThreadItem(thread.id, completed, context);
    for (const other of others) await this.#store.deleteThreadItem(thread.id, other.id, context);
    const toolResult = { name: call.name, arguments: call.arguments, output: params.result };
    const speaker = new Speaker(this.#store, thread, context);
    await this.#process(speaker, context, () => this.#respond(speaker, undefined, { ...context, toolResult }));
  }

  async #takeForm(
    params: Extract<StreamingRequest, { type: 'threads.add_structured_input' }>['params'],
    context: TurnContext,
  ): Promise<void> {
    const thread = await this.#openThread(params.thread_id, context);
    const form = await this.#store.loadItem(thread.id, params.item_id, context);
    if (form.type !== 'structured_input') throw new UnfitError(`Item ${params.item_id} is no form`);
    const filled = filledIn(form, params.input);
    const speaker = new Speaker(this.#store, thread, context);
    await this.#process(speaker, context, async () => {
      await speaker.tell({ type: 'thread.item.replaced', item: filled });
      await this.#respond(speaker, undefined, { ...context, formId: form.id });
    });
  }

  /** Deletes what came after a question, and answers it anew. Of a question that is not there nothing is told. */
  async #retry(params: { thread_id: string; item_id: string }, context: TurnContext): Promise<void> {
    const thread = await this.#openThread(params.thread_id, context);
    const later: ThreadItem[] = [];
    let message: ThreadItem | undefined;
    for await (const item of this.#newestFirst(thread.id, context)) {
      if (item.id === params.item_id) {
        message = item;
        break;
      }
      later.push(item);
    }
    if (!message) return;
    if (message.type !== 'user_message') throw new UnfitError(`Item ${params.item_id} is no question`);
    const question = message;
    for (const item of later) await this.#store.deleteThreadItem(thread.id, item.id, context);
    const speaker = new Speaker(this.#store, thread, context);
    await this.#process(speaker, context, () => this.#respond(speaker, question, context));
  }

  async #act(
    params: Extract<StreamingRequest, { type: 'threads.custom_action' }>['params'],
    context: TurnContext,
  ): Promise<void> {
    const thread = await this.#openThread(params.thread_id, context);
    const shown = params.item_id ? await this.#store.loadItem(thread.id, params.item_id, context) : undefined;
    const widget = shown?.type === 'widget' ? shown : undefined;
    const speaker = new Speaker(this.#store, thread, context);
    if (shown && !widget) {
      await speaker.tell({ type: 'error', code: 'stream.error', allow_retry: false });
      return;
    }
    await this.#process(speaker, context, async () => {
      const act = this.#assistant.act;
      if (!act) throw new CustomStreamError('This chat does not know that action.');
      const usesModel = this.#assistant.USES_MODEL;
      if (usesModel && !(await this.#limits.hasTokens())) throw new CustomStreamError(BUDGET_USED);
      const question = await this.#asking.question(thread, undefined, context);
      const action = { ...params.action, ...(widget && { widget }) };
      const message = newMessage(thread.id);
      await this.#produce(speaker, message, new Watched(act(action, question), context.run.signal), context);
      if (usesModel) await this.#spend(question, message);
    });
  }

  /** Asks the assistant, and tells what it says or what is said in its place. */
  async #respond(speaker: Speaker, asked: UserMessageItem | undefined, context: TurnContext): Promise<void> {
    const { thread } = speaker;
    const question = await this.#asking.question(thread, asked, context);
    const message = newMessage(thread.id);
    const answering = new Answering(this.#assistant, this.#limits, this.#breaker);
    try {
      await this.#produce(speaker, message, answering.parts(question), context);
    } finally {
      if (answering.asked) await this.#spend(question, message);
    }
    const isNamedByUs = thread.title === titleOf(question.text || question.quotedText);
    if (!this.#assistant.title || !isNamedByUs || !(await answering.mayGoOn())) return;
    // The turn's thread keeps the title that it has: a changed one would be written over the visitor's.
    const title = await ownTitle(this.#assistant, this.#limits, question, message.text);
    if (title && (await this.#store.nameThread(thread.id, title, thread.title, context))) {
      speaker.tellThread({ ...thread, title });
    }
  }

  async #produce(
    speaker: Speaker,
    message: MessageWriter,
    parts: Parameters<Speaker['tellParts']>[0],
    context: TurnContext,
  ): Promise<void> {
    context.run.beginAnswer();
    try {
      await speaker.tellParts(parts, message);
      await speaker.finish(message);
    } finally {
      context.run.finishAnswer();
    }
  }

  /** The events of a turn after its question. Whatever fails in them is told as an event, without its own words. */
  async #process(speaker: Speaker, context: TurnContext, work: () => Promise<void>): Promise<void> {
    const allow_cancel = this.#assistant.MAY_BE_STOPPED ?? true;
    await speaker.tell({ type: 'stream_options', stream_options: { allow_cancel } });
    try {
      await work();
      await speaker.tellChange();
    } catch (error) {
      if (error instanceof InterruptedError) {
        await this.#keepInterrupted(speaker.thread.id, context);
        throw error;
      }
      if (error instanceof CustomStreamError) {
        context.run.fail(error.message, error.allowRetry);
      } else {
        context.run.append({ type: 'error', code: 'stream.error', allow_retry: true });
        log.error('A turn failed', error, { run_id: context.run.id });
      }
      await speaker.tellChange();
    }
  }

  /** Keeps what was said. Only a visitor's own stop leaves a note for the model. */
  async #keepInterrupted(threadId: string, context: TurnContext): Promise<void> {
    for (const item of context.run.openItems()) {
      if (hasText(item)) await this.#store.addThreadItem(threadId, item, context);
    }
    if (context.run.ending !== 'stop') return;
    const created_at = new Date().toISOString();
    const id = newId('sdk_hidden_context');
    const note = { id, thread_id: threadId, created_at, type: 'sdk_hidden_context', content: CANCELLED } as const;
    await this.#store.addThreadItem(threadId, note, context);
  }

  async #spend(question: Question, message: MessageWriter): Promise<void> {
    const texts = [question.text, question.quotedText, message.text];
    for (const earlier of question.history) texts.push(earlier.text, earlier.quotedText ?? '');
    const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    await this.#limits.spend(message.tokens, bytes);
  }

  async #openThread(threadId: string, context: TurnContext): Promise<ThreadMetadata> {
    const thread = await this.#store.loadThread(threadId, context);
    requireOpen(thread);
    return thread;
  }

  async *#newestFirst(threadId: string, context: TurnContext): AsyncIterable<ThreadItem> {
    let after: string | undefined;
    do {
      const page = await this.#store.loadThreadItems(threadId, { limit: DELETED_PAGE, order: 'desc', after }, context);
      yield* page.data;
      after = page.after;
    } while (after !== undefined);
  }
}

/** Throws the reason for which a thread takes nothing more. */
export function requireOpen(thread: ThreadMetadata): void {
  if (thread.status.type !== 'active') {
    throw new CustomStreamError(thread.status.reason ?? 'This conversation is closed.');
  }
}
