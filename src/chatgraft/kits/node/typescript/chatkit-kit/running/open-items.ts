/** The items of a running turn as a client sees them after the events so far. */
import type { ItemUpdate, MessageUpdate, ThreadStreamEvent, WidgetUpdate } from '../protocol/events.ts';
import { hasText } from '../protocol/items.ts';
import type { AssistantContent, AssistantMessageItem, ThreadItem, WidgetNode } from '../protocol/items.ts';

/** Of one message: a slip of an assistant's must not fill the memory. */
const MOST_PARTS = 1000;

/** Items that were added and are not done, by id, each a copy of our own. */
export class OpenItems {
  readonly #items = new Map<string, ThreadItem>();
  readonly #changed = new Set<string>();

  /** Whether there may be something to keep since `takeChanged` was last called. */
  get hasChanged(): boolean {
    return this.#changed.size > 0;
  }

  all(): ThreadItem[] {
    return [...this.#items.values()];
  }

  /** Brings the items up to date with an event that clients are about to see. */
  apply(event: ThreadStreamEvent): void {
    switch (event.type) {
      case 'thread.item.added':
        this.#items.set(event.item.id, copied(event.item));
        break;
      case 'thread.item.done':
      case 'thread.item.replaced':
        this.#forget(event.item.id);
        break;
      case 'thread.item.removed':
        this.#forget(event.item_id);
        break;
      case 'thread.item.updated':
        this.#update(event.item_id, event.update);
        break;
      default:
    }
  }

  /** As `apply` of a text delta. */
  addText(itemId: string, index: number, text: string): void {
    const item = this.#items.get(itemId);
    if (item?.type !== 'assistant_message') return;
    partOf(item, index).text += text;
    this.#changed.add(itemId);
  }

  /** Copies of the items with something to keep that changed since the last call. */
  takeChanged(): ThreadItem[] {
    const changed = [...this.#items.values()].filter((item) => this.#changed.has(item.id) && hasText(item));
    this.#changed.clear();
    return changed.map(copied);
  }

  #update(itemId: string, update: ItemUpdate): void {
    const item = this.#items.get(itemId);
    if (!item) return;
    if (item.type === 'assistant_message') {
      if (isOfMessages(update)) applyUpdate(item, update);
      this.#changed.add(itemId);
    } else {
      applyOtherUpdate(item, update);
    }
  }

  #forget(itemId: string): void {
    this.#items.delete(itemId);
    this.#changed.delete(itemId);
  }
}

function isOfMessages(update: ItemUpdate): update is MessageUpdate {
  return update.type.startsWith('assistant_message.');
}

/** Changes a message in place. An update may name a part that was not announced: the parts before it are empty. */
export function applyUpdate(item: AssistantMessageItem, update: MessageUpdate): void {
  const part = partOf(item, update.content_index);
  switch (update.type) {
    case 'assistant_message.content_part.text_delta':
      part.text += update.delta;
      break;
    case 'assistant_message.content_part.annotation_added':
      part.annotations.splice(update.annotation_index, 0, update.annotation);
      break;
    default:
      item.content[update.content_index] = copiedPart(update.content);
  }
}

/** One's own, as far as events change items: to copy all that a message holds would cost too much. */
function copied(item: ThreadItem): ThreadItem {
  if (item.type !== 'assistant_message') return structuredClone(item);
  return { ...item, content: item.content.map(copiedPart) };
}

function copiedPart(part: AssistantContent): AssistantContent {
  return { ...part, annotations: [...part.annotations] };
}

function partOf(item: AssistantMessageItem, index: number): AssistantContent {
  const place = Number.isInteger(index) ? Math.max(0, Math.min(index, MOST_PARTS - 1)) : 0;
  let part = item.content[place];
  while (!part) {
    item.content.push({ annotations: [], text: '', type: 'output_text' });
    part = item.content[place];
  }
  return part;
}

/** Changes a workflow, an image or a widget in place. What does not fit the item is passed over, as clients do. */
function applyOtherUpdate(item: ThreadItem, update: ItemUpdate): void {
  if (item.type === 'workflow' && update.type === 'workflow.task.added') {
    item.workflow.tasks.splice(update.task_index, 0, update.task);
  } else if (item.type === 'workflow' && update.type === 'workflow.task.updated') {
    if (update.task_index < item.workflow.tasks.length) item.workflow.tasks[update.task_index] = update.task;
  } else if (item.type === 'generated_image' && update.type === 'generated_image.updated') {
    item.image = update.image;
  } else if (item.type === 'widget' && update.type.startsWith('widget.')) {
    item.widget = widgetAfter(item.widget, update as WidgetUpdate);
  }
}

function widgetAfter(widget: WidgetNode, update: WidgetUpdate): WidgetNode {
  if (update.type === 'widget.root.updated') return structuredClone(update.widget);
  for (const node of nodesOf(widget)) {
    if (update.type === 'widget.streaming_text.value_delta') {
      if (node.id === update.component_id && typeof node['value'] === 'string') node['value'] += update.delta;
    } else if (Array.isArray(node.children)) {
      const fresh = structuredClone(update.component);
      node.children = node.children.map((child) => (child.id === update.component_id ? fresh : child));
    }
  }
  return widget;
}

/** A widget's nodes, from its root down. */
function nodesOf(node: WidgetNode): WidgetNode[] {
  const children = Array.isArray(node.children) ? node.children : node.children ? [node.children] : [];
  return [node, ...children.flatMap(nodesOf)];
}
