import { isHidden } from './items.mjs';

const NO_ITEMS = { data: [], has_more: false };

/** A thread as visitors see it, with a page of its items. */
export function shownThread(thread, items = NO_ITEMS) {
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
export function shownPage(page) {
  return { ...page, data: page.data.filter((item) => !isHidden(item)).map(shownItem) };
}

/** An item as visitors see it. */
export function shownItem(item) {
  if (item.type === 'assistant_message' && item.usage) return { ...item, usage: undefined };
  if (item.type !== 'user_message' || item.attachments.length === 0) return item;
  return { ...item, attachments: item.attachments.map(shownAttachment) };
}

export function shownAttachment(attachment) {
  return { ...attachment, metadata: undefined };
}

/** An event's JSON. */
export function eventJson(event) {
  const isOfItem = event.type === 'thread.item.done' || event.type === 'thread.item.replaced';
  return JSON.stringify(isOfItem ? { type: event.type, item: shownItem(event.item) } : event);
}

/** A text delta's JSON is its text between these. */
export function aroundDelta(itemId, index) {
  const update = { type: 'assistant_message.content_part.text_delta', content_index: index, delta: '' };
  const whole = JSON.stringify({ type: 'thread.item.updated', item_id: itemId, update });
  return [whole.slice(0, -4), whole.slice(-2)];
}
