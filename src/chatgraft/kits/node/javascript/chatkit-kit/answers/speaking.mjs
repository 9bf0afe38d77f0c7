import { CustomStreamError } from '../errors.mjs';
import { logger } from '../logs.mjs';

import { isHidden } from '../protocol/items.mjs';

import { shownThread } from '../protocol/wire.mjs';
import { usage } from '../questions.mjs';

import { InterruptedError } from '../running/run.mjs';
import { newId } from '../stores/chat-store.mjs';

import { watch } from '../watch.mjs';
import { MessageWriter } from './message-writer.mjs';

const log = logger('speaking');

/** Tells what happens in one thread's turn. */
export class Speaker {
  thread;
  #store;
  #context;
  #hasChanged = false;

  constructor(store, thread, context) {
    this.#store = store;
    this.thread = thread;
    this.#context = context;
  }

  /** Changes the thread: it is stored, and told, with the next event. */
  change(change) {
    Object.assign(this.thread, change);
    this.#hasChanged = true;
  }

  /** Stores what an event finishes, takes away or replaces, and tells it. Hidden items are stored and not told. */
  async tell(event) {
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
  async tellChange() {
    if (!this.#hasChanged) return;
    this.#hasChanged = false;
    await this.#store.saveThread(this.thread, this.#context);
    this.tellThread(this.thread);
  }

  tellThread(thread) {
    this.#context.run.append({ type: 'thread.updated', thread: shownThread(thread) });
  }

  /** Tells parts: words and sources make up one message. A failure after the first word keeps what was said. */
  async tellParts(parts, message) {
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

  async finish(message) {
    for (const event of message.finish()) await this.tell(event);
  }

  async #say(text, message) {
    for (const event of message.begin()) await this.tell(event);
    this.#sayMore(text, message);
    if (this.#hasChanged) await this.tellChange();
  }

  /** Once the message has begun, its words go to the run by themselves: there is nothing to store or to wait for. */
  #sayMore(text, message) {
    message.add(text);
    this.#context.run.requireGoingOn();
    this.#context.run.say(message.id, 0, text);
  }

  /** An assistant of the owner's may have put in what its provider did not say. */
  #note(told, message) {
    const known = usage(told.model, counted(told.inputTokens), counted(told.outputTokens));
    watch.used(known);
    log.info('A model answered', { ...message.note(known) });
  }

  async #tellPart(part, message) {
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

function counted(tokens) {
  return typeof tokens === 'number' && tokens >= 0 ? tokens : 0;
}

/** A message of the assistant's that nothing was said in yet. */
export function newMessage(threadId) {
  return new MessageWriter(newId('message'), threadId);
}
