/** Entry of the framework-free build: `<script type="module" src="…/chatkit-widget/widget.js"></script>`. */
import { settle } from '../../../src/chatgraft/kits/widget/typescript/kit/config';
import { createLauncher, type Launcher } from '../../../src/chatgraft/kits/widget/typescript/kit/launcher';
import config from './chatkit.config.js';

/** Once a page, however many times the script is included and under whatever address. */
const MARK = Symbol.for('chatkit-widget');

function start(): Launcher {
  const code = () => import('./panel');
  const launcher = createLauncher(settle(config), {
    prefetch: code,
    load: async () => (await code()).mountPanel(launcher),
  });
  return launcher;
}

const page = window as unknown as Record<symbol, Launcher | undefined>;
page[MARK] ??= start();
