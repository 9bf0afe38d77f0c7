/** The events of a turn on their way to where they are kept and to the run: what is done is stored before it is told. */
import type { TurnContext } from '../context.ts';
import { CustomStreamError } from '../errors.ts';
import { logger } from '../logs.ts';
import type { ThreadStreamEvent } from '../protocol/events.ts';
import { isHidden } from '../protocol/items.ts';
import type { ThreadMetadata } from '../protocol/items.ts';
import { shownThread } from '../protocol/wire.ts';
import { usage } from '../questions.ts';
import type { Part, Usage } from '../questions.ts';
import { InterruptedError } from '../running/run.ts';
import { newId } from '../stores/chat-store.ts';
import type { ChatStore } from '../stores/chat-store.ts';
import { watch } from '../watch.ts';
import { MessageWriter } from './message-writer.ts';

const log = logger('speaking');

/** Tells what happens in one thread's turn. */
export class Speaker {
  readonly thread: ThreadMetadata;
  readonly #store: ChatStore;
  readonly #context: TurnContext;
  #hasChanged = false;

  constructor(store: ChatStore, thread: ThreadMetadata, context: TurnContext) {
    this.#store = store;
    this.thread = thread;
    this.#context = context;
  }

  /** Changes the thread: it is stored, and told, with the next event. */
  change(change: Partial<ThreadMetadata>): void {
    Object.assign(this.thread, change);
    this.#hasChanged = true;
  }

  /** Stores what an event finishes, takes away or replaces, and tells it. Hidden items are stored and not told. */
  async tell(event: ThreadStreamEvent): Promise<void> {
    const { run } = this.#context;
    run.requireGoingOn();
    if (event.type === 'thread.item.done' || event.type === 'thread.item.replaced') {
      await this.#store.addThreadItem(this.thread.id, event.item, this.#context);
    } else if (event.type === 'thread.item.removed') {
      await this.#store.deleteThreadItem(this.thread.id, event.item_id, this.#context);
    }
    if (!('item' in event && isHidden(event.item))) run.append(event);
    if (this.#hasChanged) await this.tellChange();
  }

  /** Stores and tells the thread, where it has changed. */
  async tellChange(): Promise<void> {
    if (!this.#hasChanged) return;
    this.#hasChanged = false;
    await this.#store.saveThread(this.thread, this.#context);
    this.tellThread(this.thread);
  }

  tellThread(thread: ThreadMetadata): void {
    this.#context.run.append({ type: 'thread.updated', thread: shownThread(thread) });
  }

  /** Tells parts: words and sources make up one message. A failure after the first word keeps what was said. */
  async tellParts(parts: AsyncIterable<Part>, message: MessageWriter): Promise<void> {
    const begun = performance.now();
    let isFirst = true;
    try {
      for await (const part of parts) {
        if (isFirst) watch.modelFirst((performance.now() - begun) / 1000);
        isFirst = false;
        if (typeof part !== 'string') await this.#tellPart(part, message);
        else if (message.hasBegun && !this.#hasChanged) this.#sayMore(part, message);
        else if (part) await this.#say(part, message);
      }
    } catch (error) {
      if (error instanceof InterruptedError || !message.hasBegun) throw error;
      log.error('The assistant failed in the middle of an answer', error);
      await this.finish(message);
      if (error instanceof CustomStreamError) throw error;
      const told = 'The answer broke off. You can try again.';
      await this.tell({ type: 'error', code: 'custom', message: told, allow_retry: true });
    } finally {
      watch.modelWhole((performance.now() - begun) / 1000);
    }
  }

  async finish(message: MessageWriter): Promise<void> {
    for (const event of message.finish()) await this.tell(event);
  }

  async #say(text: string, message: MessageWriter): Promise<void> {
    for (const event of message.begin()) await this.tell(event);
    this.#sayMore(text, message);
    if (this.#hasChanged) await this.tellChange();
  }

  /** Once the message has begun, its words go to the run by themselves: there is nothing to store or to wait for. */
  #sayMore(text: string, message: MessageWriter): void {
    message.add(text);
    this.#context.run.requireGoingOn();
    this.#context.run.say(message.id, 0, text);
  }

  /** An assistant of the owner's may have put in what its provider did not say. */
  #note(told: Usage, message: MessageWriter): void {
    const known = usage(told.model, counted(told.inputTokens), counted(told.outputTokens));
    watch.used(known);
    log.info('A model answered', { ...message.note(known) });
  }

  async #tellPart(part: Exclude<Part, string>, message: MessageWriter): Promise<void> {
    switch (part.type) {
      case 'source':
        for (const event of message.cite(part)) await this.tell(event);
        break;
      case 'usage':
        this.#note(part, message);
        break;
      case 'locked':
      case 'closed':
        this.change({ status: part });
        break;
      default:
        await this.tell(part);
    }
  }
}

function counted(tokens: unknown): number {
  return typeof tokens === 'number' && tokens >= 0 ? tokens : 0;
}

/** A message of the assistant's that nothing was said in yet. */
export function newMessage(threadId: string): MessageWriter {
  return new MessageWriter(newId('message'), threadId);
}
