/** The requests that are answered by one JSON document. */
import { Asking } from './answers/asking.ts';
import { requireOpen } from './answers/turns.ts';
import type { Assistant } from './assistant.ts';
import type { Attachments } from './attached/attachments.ts';
import type { Context } from './context.ts';
import { NotOfferedError, UnfitError } from './errors.ts';
import { isHidden } from './protocol/items.ts';
import type { Page, ThreadItem } from './protocol/items.ts';
import type { DocumentRequest } from './protocol/requests.ts';
import { shownAttachment, shownItem, shownPage, shownThread } from './protocol/wire.ts';
import type { ChatStore, Paging } from './stores/chat-store.ts';

const PAGE = 20;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Answers what is no stream. */
export class Documents {
  readonly #store: ChatStore;
  readonly #assistant: Assistant;
  readonly #attachments: Attachments | undefined;
  readonly #asking: Asking;

  constructor(store: ChatStore, assistant: Assistant, attachments?: Attachments) {
    this.#store = store;
    this.#assistant = assistant;
    this.#attachments = attachments;
    this.#asking = new Asking(store, assistant.pages);
  }

  /** The document. Throws `NotFoundError`, `UnfitError`, `NotOfferedError` and `CustomStreamError`. */
  async answer(request: DocumentRequest, context: Context): Promise<object> {
    const store = this.#store;
    switch (request.type) {
      case 'threads.get_by_id': {
        const thread = await store.loadThread(request.params.thread_id, context);
        return shownThread(thread, await store.loadThreadItems(thread.id, { limit: PAGE, order: 'asc' }, context));
      }
      case 'threads.list': {
        const page = await store.loadThreads(paging(request.params), context);
        return { ...page, data: page.data.map((thread) => shownThread(thread)) };
      }
      case 'items.list':
        return this.#items(request.params, context);
      case 'threads.update': {
        const { thread_id, title } = request.params;
        const thread = { ...(await store.loadThread(thread_id, context)), title };
        await store.saveThread(thread, context);
        return shownThread(thread);
      }
      case 'threads.delete':
        await store.deleteThread(request.params.thread_id, context);
        return {};
      case 'items.feedback':
        await store.addFeedback(request.params.thread_id, request.params.item_ids, request.params.kind, context);
        return {};
      case 'threads.sync_custom_action':
        return this.#actAtOnce(request.params, context);
      case 'input.transcribe':
        return this.#transcribe(request.params);
      case 'attachments.create':
        return this.#announce(request.params, context);
      case 'attachments.delete':
        await this.#files().delete(request.params.attachment_id, context);
        await store.deleteAttachment(request.params.attachment_id, context);
        return {};
    }
  }

  async #announce(
    params: Extract<DocumentRequest, { type: 'attachments.create' }>['params'],
    context: Context,
  ): Promise<object> {
    const attachment = await this.#files().announce(params, context);
    await this.#store.saveAttachment(attachment, context);
    return shownAttachment(attachment);
  }

  async #items(
    params: Extract<DocumentRequest, { type: 'items.list' }>['params'],
    context: Context,
  ): Promise<Page<ThreadItem>> {
    return shownPage(await this.#store.loadThreadItems(params.thread_id, paging(params), context));
  }

  async #actAtOnce(
    params: Extract<DocumentRequest, { type: 'threads.sync_custom_action' }>['params'],
    context: Context,
  ): Promise<object> {
    const thread = await this.#store.loadThread(params.thread_id, context);
    const shown = params.item_id ? await this.#store.loadItem(thread.id, params.item_id, context) : undefined;
    const widget = shown?.type === 'widget' ? shown : undefined;
    if (shown && !widget) throw new UnfitError(`Item ${shown.id} is no widget`);
    if (!this.#assistant.actAtOnce) throw new NotOfferedError();
    requireOpen(thread);
    const question = await this.#asking.question(thread, undefined, context);
    const item = await this.#assistant.actAtOnce({ ...params.action, ...(widget && { widget }) }, question);
    if (!item) return {};
    await this.#store.addThreadItem(thread.id, item, context);
    return isHidden(item) ? {} : { updated_item: shownItem(item) };
  }

  async #transcribe(params: { audio_base64: string; mime_type: string }): Promise<object> {
    const audio = params.audio_base64;
    if (audio.length % 4 !== 0 || !BASE64.test(audio)) throw new UnfitError('This is no base64');
    if (!this.#assistant.transcribe) throw new NotOfferedError();
    return { text: await this.#assistant.transcribe(Buffer.from(audio, 'base64'), params.mime_type) };
  }

  #files(): Attachments {
    if (!this.#attachments) throw new NotOfferedError();
    return this.#attachments;
  }
}

function paging({ limit, order, after }: { limit?: number; order: 'asc' | 'desc'; after?: string }): Paging {
  // No limit, and a limit of 0, mean the usual one.
  return { limit: limit === undefined || limit === 0 ? PAGE : limit, order, after };
}
