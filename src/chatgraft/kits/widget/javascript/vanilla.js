import config from './chatkit.config';
import { settle } from './kit/config';
import { createLauncher } from './kit/launcher';

const MARK = Symbol.for('chatkit-widget');

/**
 * Puts the chat of this site on the page: a button in the corner of the window, which loads the rest when a visitor opens
 * it. Once a page, however often it is called; on the server it does nothing. Values given here win over `chatkit.config`.
 */
export function mountChatKit(values = {}) {
  if (typeof window === 'undefined') return;
  const page = window;
  page[MARK] ??= start(values);
}

function start(values) {
  const code = () => import('./kit/mount-panel');
  const launcher = createLauncher(settle(config, values), {
    prefetch: code,
    load: async () => (await code()).mountPanel(launcher),
  });
  return launcher;
}
