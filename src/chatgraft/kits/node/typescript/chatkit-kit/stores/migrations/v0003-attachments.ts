/** What visitors attach to their messages: a row for each file; its bytes lie in the data folder. */
import type { Compiled } from '../sql/builder.ts';
import { index, table, tiedToThread, type Spelling } from './columns.ts';

export function upgrade(spelling: Spelling): Compiled[] {
  const columns = {
    id: 'key primary',
    owner: 'owner',
    thread_id: 'key optional',
    created_us: 'moment',
    data: 'json',
  } as const;
  const made = table(spelling, 'chatkit_attachments', columns);
  return [
    // Holds only once the attachment is sent with a message: until then it has no thread.
    tiedToThread(made, 'chatkit_attachments_thread', true).compile(),
    index(spelling, 'chatkit_attachments_owner', 'chatkit_attachments', ['owner', 'thread_id']),
  ];
}
