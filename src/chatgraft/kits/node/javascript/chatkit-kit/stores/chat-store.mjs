/** What the service asks of a store of conversations, and what every store of ours has in common. */
import { randomBytes } from 'node:crypto';
import { ImpossibleValueError, NotFoundError } from '../errors.mjs';
import { logger } from '../logs.mjs';

const log = logger('stores');

const PREFIXES = {
  thread: 'thr',
  message: 'msg',
  tool_call: 'tc',
  task: 'tsk',
  workflow: 'wf',
  attachment: 'atc',
  sdk_hidden_context: 'shcx',
};

/** A random id of 128 bits. */
export function newId(kind) {
  return `${PREFIXES[kind]}_${randomBytes(16).toString('hex')}`;
}

/** Conversations. Whatever is not there, or is another's, is a `NotFoundError`; what is deleted twice is not. */
export class ChatStore {
  /** Keeps a thread as it is given, whatever stands there. */

  /**
   * Writes what `change` makes of a stored thread, of a newer one if it is written to at the same moment. False where
   * there is no such thread, or `change` gave nothing: then nothing is written.
   */

  /** Deletes a thread with its items, what was thought of them, and the rows of its attachments. */

  /** Inserts an item, or replaces the one with its id: what was checkpointed or cut is added again when done. */

  /** Keeps an unfinished item. A finished one stays as it is, so that a late checkpoint undoes nothing. */

  /** The checkpointed items of a turn that has not ended. */

  /** Finishes, as they stand, the items that were checkpointed and never done; returns them. */

  /** Keeps the latest opinion on each of the items that are really there. */

  /** Keeps a new attachment, or binds one to the thread that it is sent in: to one, and for good. */

  /** The attachment, where it can be sent in the request's thread: uploaded, and not sent in another. */

  /** Keeps unfinished items of several threads. What cannot be kept keeps none of the others from it. */
  async checkpointItems(drafts) {
    for (const { threadId, item, context } of drafts) {
      try {
        await this.checkpointItem(threadId, item, context);
      } catch (error) {
        if (!(error instanceof NotFoundError || error instanceof ImpossibleValueError)) throw error;
        log.warning('A checkpoint could not be kept', { thread_id: threadId });
      }
    }
  }

  /** Keeps a thread. A turn writes what it read at its beginning: a title that came meanwhile stays. */
  async saveThread(thread, context) {
    const beside = (kept) => {
      const title = kept.title ?? thread.title;
      return title === undefined ? thread : { ...thread, title };
    };
    if (context.run === undefined || !(await this.changeThread(thread.id, beside, context))) {
      await this.putThread(thread, context);
    }
  }

  /** Gives a thread a title in place of another; false where it has been given one by somebody else. */
  nameThread(threadId, title, instead, context) {
    const named = (kept) => (kept.title === instead ? { ...kept, title } : undefined);
    return this.changeThread(threadId, named, context);
  }
}
