/** The few words that a page shows before anybody opens the chat. The rest is in `strings`. */
export const labels = {
  open: 'Open chat',
  close: 'Close chat',
  unread: 'New answer',
  failed: 'The chat could not be loaded. Check your connection and try again.',
};
