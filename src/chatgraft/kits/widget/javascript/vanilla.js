import config from './chatkit.config.js';
import { settle } from './kit/config.js';
import { createLauncher } from './kit/launcher.js';

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
  const code = () => import('./kit/mount-panel.js');
  const launcher = createLauncher(settle(config, values), {
    prefetch: code,
    load: async () => (await code()).mountPanel(launcher),
  });
  return launcher;
}
