import { applyUpdate } from '../running/open-items.mjs';

/** Text becomes deltas, sources become annotations at its end; nothing is begun before something is said. */
export class MessageWriter {
  /** What models said that they took; 0 while they said nothing. */
  tokens = 0;
  #item;
  #begun = performance.now();
  #text = '';
  #finished = false;

  constructor(itemId, threadId) {
    const created_at = new Date().toISOString();
    this.#item = { id: itemId, thread_id: threadId, created_at, type: 'assistant_message', content: [] };
  }

  get id() {
    return this.#item.id;
  }

  get hasBegun() {
    return this.#item.content.length > 0;
  }

  get text() {
    return this.#text;
  }

  /** Text was said: the events that it takes, beside the delta, are those of `begin`. */
  add(text) {
    this.#text += text;
  }

  /** The events that begin the message, once. */
  begin() {
    if (this.hasBegun) return [];
    const added = { type: 'thread.item.added', item: { ...this.#item, content: [] } };
    this.#item.content.push(empty());
    const begun = { type: 'assistant_message.content_part.added', content_index: 0, content: empty() };
    return [added, this.#updated(begun)];
  }

  /** The events of a source. */
  cite(source) {
    const events = this.begin();
    const update = {
      type: 'assistant_message.content_part.annotation_added',
      content_index: 0,
      annotation_index: this.#item.content[0]?.annotations.length ?? 0,
      annotation: { type: 'annotation', source: shown(source), index: this.#text.length },
    };
    applyUpdate(this.#item, update);
    return [...events, this.#updated(update)];
  }

  /** Keeps with the message what a model took for it; of several the sum. Returns what is kept. */
  note(usage) {
    this.tokens += usage.inputTokens + usage.outputTokens;
    const before = this.#item.usage;
    this.#item.usage = {
      model: usage.model,
      input_tokens: (before?.input_tokens ?? 0) + usage.inputTokens,
      output_tokens: (before?.output_tokens ?? 0) + usage.outputTokens,
      seconds: Math.round(performance.now() - this.#begun) / 1000,
    };
    return this.#item.usage;
  }

  /** The events that end the message, once; none when nothing was said. */
  finish() {
    const content = this.#item.content[0];
    if (this.#finished || !content) return [];
    this.#finished = true;
    content.text = this.#text;
    return [
      this.#updated({ type: 'assistant_message.content_part.done', content_index: 0, content }),
      { type: 'thread.item.done', item: this.#item },
    ];
  }

  #updated(update) {
    return { type: 'thread.item.updated', item_id: this.#item.id, update };
  }
}

function shown({ title, url, snippet }) {
  const told = { title, ...(snippet && { description: snippet }) };
  return url ? { ...told, type: 'url', url } : { ...told, type: 'file', filename: title };
}

function empty() {
  return { annotations: [], text: '', type: 'output_text' };
}
