/** The button beside selected text. */
export const askStrings = {
  ask: 'Ask about this',
  hint: 'Ask about this (Alt+Q)',
};

/** Everything the open panel says, beyond what the chat element itself says. */
export const strings = {
  panel: 'Chat',
  loading: 'Loading the chat\u2026',
  close: 'Close chat',
  offline: 'You are offline. The chat goes on as soon as you are back.',
  backOnline: 'Back online.',
  unreachable: 'The chat server cannot be reached. Trying again\u2026',
  gaveUp: 'The chat server cannot be reached.',
  tryNow: 'Try now',
  // A countdown follows these two; read aloud, they stand alone.
  waiting: 'Many messages at once: yours is sent shortly.',
  limited: 'Too many messages: you can ask again soon.',
  blocked: 'The chat could not be loaded: something blocks it on this network.',
  reload: 'Try again',
};

/** `75` becomes `1:15`, `9` becomes `9 s`. */
export function countdown(seconds: number): string {
  if (seconds < 60) return `${String(seconds)} s`;
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
}
