import config from './chatkit.config';
import { settle, type ChatConfig } from './kit/config';
import { createLauncher, type Launcher } from './kit/launcher';

const MARK = Symbol.for('chatkit-widget');

/**
 * Puts the chat of this site on the page: a button in the corner of the window, which loads the rest when a visitor opens
 * it. Once a page, however often it is called; on the server it does nothing. Values given here win over `chatkit.config`.
 */
export function mountChatKit(values: Partial<ChatConfig> = {}): void {
  if (typeof window === 'undefined') return;
  const page = window as unknown as Record<symbol, Launcher | undefined>;
  page[MARK] ??= start(values);
}

function start(values: Partial<ChatConfig>): Launcher {
  const code = () => import('./kit/mount-panel');
  const launcher = createLauncher(settle(config, values), {
    prefetch: code,
    load: async () => (await code()).mountPanel(launcher),
  });
  return launcher;
}
