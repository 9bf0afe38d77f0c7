/** Values as ChatKit sends them: JSON without nulls and without what the service notes for itself. */
import type { ThreadStreamEvent } from './events.ts';
import { isHidden } from './items.ts';
import type { Attachment, Page, Thread, ThreadItem, ThreadMetadata } from './items.ts';

const NO_ITEMS: Page<ThreadItem> = { data: [], has_more: false };

/** A thread as visitors see it, with a page of its items. */
export function shownThread(thread: ThreadMetadata, items = NO_ITEMS): Thread {
  const { title, id, created_at, status, allowed_image_domains } = thread;
  return {
    ...(title !== undefined && { title }),
    id,
    created_at,
    status,
    ...(allowed_image_domains && { allowed_image_domains }),
    metadata: {},
    items: shownPage(items),
  };
}

/** A page of items as visitors see it: hidden ones are not there. */
export function shownPage(page: Page<ThreadItem>): Page<ThreadItem> {
  return { ...page, data: page.data.filter((item) => !isHidden(item)).map(shownItem) };
}

/** An item as visitors see it. */
export function shownItem(item: ThreadItem): ThreadItem {
  if (item.type === 'assistant_message' && item.usage) return { ...item, usage: undefined } as unknown as ThreadItem;
  if (item.type !== 'user_message' || item.attachments.length === 0) return item;
  return { ...item, attachments: item.attachments.map(shownAttachment) };
}

export function shownAttachment(attachment: Attachment): Attachment {
  return { ...attachment, metadata: undefined } as unknown as Attachment;
}

/** An event's JSON. */
export function eventJson(event: ThreadStreamEvent): string {
  const isOfItem = event.type === 'thread.item.done' || event.type === 'thread.item.replaced';
  return JSON.stringify(isOfItem ? { type: event.type, item: shownItem(event.item) } : event);
}

/** A text delta's JSON is its text between these. */
export function aroundDelta(itemId: string, index: number): [before: string, after: string] {
  const update = { type: 'assistant_message.content_part.text_delta', content_index: index, delta: '' };
  const whole = JSON.stringify({ type: 'thread.item.updated', item_id: itemId, update });
  return [whole.slice(0, -4), whole.slice(-2)];
}
