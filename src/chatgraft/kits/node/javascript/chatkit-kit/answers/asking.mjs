import { asked, entered, messageOf, textOf, trim } from '../questions.mjs';

export const HISTORY_PAGE = 40;

/** Makes questions. `pages` and `readFile` are what they may look into. */
export class Asking {
  #store;
  #pages;
  #readFile;

  constructor(store, pages, readFile) {
    this.#store = store;
    this.#pages = pages;
    this.#readFile = readFile;
  }

  /** The question of a message, or of what came back in place of one. */
  async question(thread, message, context) {
    const items = await this.#store.loadThreadItems(thread.id, { limit: HISTORY_PAGE, order: 'desc' }, context);
    const earlier = items.data.filter((item) => item.id !== message?.id).map(messageOf);
    return asked({
      text: message ? textOf(message) : '',
      quotedText: message?.quoted_text ?? '',
      history: trim(earlier.filter((each) => each !== null)),
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

  async #inputs(thread, context) {
    const form = context.formId ? await this.#store.loadItem(thread.id, context.formId, context) : undefined;
    return form?.type === 'structured_input' ? { inputs: entered(form) } : {};
  }

  #files(message) {
    const readFile = this.#readFile;
    if (!message || !readFile) return [];
    return message.attachments.map(({ id, name, mime_type }) => ({
      name,
      mimeType: mime_type,
      read: () => readFile(id),
    }));
  }
}
