/**
 * Threads and the items in them, as ChatKit has them on the wire and the database keeps them.
 *
 * Times are ISO 8601 in UTC. A key that is not there stands for "none": nothing is null.
 */

/** Whether an item is for the service alone. */
export function isHidden(item) {
  return item.type === 'hidden_context_item' || item.type === 'sdk_hidden_context';
}

/** Whether an item is a message in which something was said. */
export function hasText(item) {
  return item.type === 'assistant_message' && item.content.some((part) => part.text.trim() !== '');
}
