/** What the service asks of a store of conversations, and what every store of ours has in common. */
import { randomBytes } from 'node:crypto';
import { ImpossibleValueError, NotFoundError } from '../errors.ts';
import { logger } from '../logs.ts';
import type { Attachment, FeedbackKind, Page, ThreadItem, ThreadMetadata } from '../protocol/items.ts';

/** Who reads and writes. The request's context is one. */
export interface StoreContext {
  /** Whose rows these are; never empty, never taken from a request's body. */
  readonly owner: string;
  /** The id that a thread made by this request gets, known before the thread is. */
  readonly newThreadId?: string;
  /** The turn that reads and writes. A claim may change its owner meanwhile: the store goes by the run's own row. */
  readonly run?: { readonly id: string } | undefined;
}

/** Which part of a list is asked for. `limit` is held to 1 to 100, `after` is the cursor that a page gave. */
export interface Paging {
  limit: number;
  order: 'asc' | 'desc';
  after?: string | undefined;
}

/** An unfinished item, and for whom it is kept. */
export interface Draft {
  threadId: string;
  item: ThreadItem;
  context: StoreContext;
}

/** What is to stand in place of a stored thread, or nothing if it may stay. */
export type ChangeThread = (kept: ThreadMetadata) => ThreadMetadata | undefined;

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
export function newId(kind: keyof typeof PREFIXES): string {
  return `${PREFIXES[kind]}_${randomBytes(16).toString('hex')}`;
}

/** Conversations. Whatever is not there, or is another's, is a `NotFoundError`; what is deleted twice is not. */
export abstract class ChatStore {
  abstract loadThread(threadId: string, context: StoreContext): Promise<ThreadMetadata>;

  /** Keeps a thread as it is given, whatever stands there. */
  abstract putThread(thread: ThreadMetadata, context: StoreContext): Promise<void>;

  /**
   * Writes what `change` makes of a stored thread, of a newer one if it is written to at the same moment. False where
   * there is no such thread, or `change` gave nothing: then nothing is written.
   */
  abstract changeThread(threadId: string, change: ChangeThread, context: StoreContext): Promise<boolean>;

  abstract loadThreads(paging: Paging, context: StoreContext): Promise<Page<ThreadMetadata>>;

  /** Deletes a thread with its items, what was thought of them, and the rows of its attachments. */
  abstract deleteThread(threadId: string, context: StoreContext): Promise<void>;

  abstract loadThreadItems(threadId: string, paging: Paging, context: StoreContext): Promise<Page<ThreadItem>>;

  abstract loadItem(threadId: string, itemId: string, context: StoreContext): Promise<ThreadItem>;

  /** Inserts an item, or replaces the one with its id: what was checkpointed or cut is added again when done. */
  abstract addThreadItem(threadId: string, item: ThreadItem, context: StoreContext): Promise<void>;

  /** Keeps an unfinished item. A finished one stays as it is, so that a late checkpoint undoes nothing. */
  abstract checkpointItem(threadId: string, item: ThreadItem, context: StoreContext): Promise<void>;

  /** The checkpointed items of a turn that has not ended. */
  abstract openItems(threadId: string, context: StoreContext): Promise<ThreadItem[]>;

  /** Finishes, as they stand, the items that were checkpointed and never done; returns them. */
  abstract closeItems(threadId: string, context: StoreContext): Promise<ThreadItem[]>;

  abstract deleteThreadItem(threadId: string, itemId: string, context: StoreContext): Promise<void>;

  /** Keeps the latest opinion on each of the items that are really there. */
  abstract addFeedback(
    threadId: string,
    itemIds: readonly string[],
    kind: FeedbackKind,
    context: StoreContext,
  ): Promise<void>;

  /** Keeps a new attachment, or binds one to the thread that it is sent in: to one, and for good. */
  abstract saveAttachment(attachment: Attachment, context: StoreContext): Promise<void>;

  /** The attachment, where it can be sent in the request's thread: uploaded, and not sent in another. */
  abstract loadAttachment(attachmentId: string, context: StoreContext): Promise<Attachment>;

  abstract deleteAttachment(attachmentId: string, context: StoreContext): Promise<void>;

  /** Keeps unfinished items of several threads. What cannot be kept keeps none of the others from it. */
  async checkpointItems(drafts: readonly Draft[]): Promise<void> {
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
  async saveThread(thread: ThreadMetadata, context: StoreContext): Promise<void> {
    const beside = (kept: ThreadMetadata): ThreadMetadata => {
      const title = kept.title ?? thread.title;
      return title === undefined ? thread : { ...thread, title };
    };
    if (context.run === undefined || !(await this.changeThread(thread.id, beside, context))) {
      await this.putThread(thread, context);
    }
  }

  /** Gives a thread a title in place of another; false where it has been given one by somebody else. */
  nameThread(threadId: string, title: string, instead: string | undefined, context: StoreContext): Promise<boolean> {
    const named = (kept: ThreadMetadata): ThreadMetadata | undefined =>
      kept.title === instead ? { ...kept, title } : undefined;
    return this.changeThread(threadId, named, context);
  }
}
