import { index, table, tiedToThread } from './columns.mjs';

export function upgrade(spelling) {
  const columns = {
    id: 'key primary',
    owner: 'owner',
    thread_id: 'key optional',
    created_us: 'moment',
    data: 'json',
  };
  const made = table(spelling, 'chatkit_attachments', columns);
  return [
    // Holds only once the attachment is sent with a message: until then it has no thread.
    tiedToThread(made, 'chatkit_attachments_thread', true).compile(),
    index(spelling, 'chatkit_attachments_owner', 'chatkit_attachments', ['owner', 'thread_id']),
  ];
}
