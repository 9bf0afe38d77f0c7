/** What an assistant is asked, put together from the thread, the message and what the request brought. */
import type { TurnContext, Context } from '../context.ts';
import type { ThreadMetadata, UserMessageItem } from '../protocol/items.ts';
import { asked, entered, messageOf, textOf, trim } from '../questions.ts';
import type { AttachedFile, Message, Question, SitePages } from '../questions.ts';
import type { ChatStore } from '../stores/chat-store.ts';

export const HISTORY_PAGE = 40;

/** Reads the bytes of an attachment. */
export type ReadFile = (attachmentId: string) => Promise<Uint8Array>;

/** Makes questions. `pages` and `readFile` are what they may look into. */
export class Asking {
  readonly #store: ChatStore;
  readonly #pages: SitePages;
  readonly #readFile: ReadFile | undefined;

  constructor(store: ChatStore, pages: SitePages, readFile?: ReadFile) {
    this.#store = store;
    this.#pages = pages;
    this.#readFile = readFile;
  }

  /** The question of a message, or of what came back in place of one. */
  async question(
    thread: ThreadMetadata,
    message: UserMessageItem | undefined,
    context: Context | TurnContext,
  ): Promise<Question> {
    const items = await this.#store.loadThreadItems(thread.id, { limit: HISTORY_PAGE, order: 'desc' }, context);
    const earlier = items.data.filter((item) => item.id !== message?.id).map(messageOf);
    return asked({
      text: message ? textOf(message) : '',
      quotedText: message?.quoted_text ?? '',
      history: trim(earlier.filter((each): each is Message => each !== null)),
      owner: context.owner,
      threadId: thread.id,
      site: context.site ?? '',
      pages: this.#pages,
      attachments: this.#files(message),
      headers: context.headers ?? {},
      ...(context.page && { page: context.page }),
      ...(message && { message }),
      ...(context.toolResult && { toolResult: context.toolResult }),
      ...(await this.#inputs(thread, context)),
      ...(context.run && { signal: context.run.signal }),
    });
  }

  async #inputs(thread: ThreadMetadata, context: Context): Promise<Pick<Question, 'inputs'>> {
    const form = context.formId ? await this.#store.loadItem(thread.id, context.formId, context) : undefined;
    return form?.type === 'structured_input' ? { inputs: entered(form) } : {};
  }

  #files(message: UserMessageItem | undefined): AttachedFile[] {
    const readFile = this.#readFile;
    if (!message || !readFile) return [];
    return message.attachments.map(({ id, name, mime_type }) => ({
      name,
      mimeType: mime_type,
      read: () => readFile(id),
    }));
  }
}
