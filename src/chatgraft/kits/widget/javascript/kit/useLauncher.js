import * as React from 'react';
import { settle } from './config.js';
import { createLauncher } from './launcher.js';

/** The class of a CSS module that holds the tokens: bundlers export it by its name, in a default export, or both. */
function tokensOf(styles) {
  return styles.tokens ?? styles.default?.tokens;
}

/**
 * Puts the launcher on the page for as long as the component is mounted. On the server and in the first render there is
 * nothing, so there is nothing to hydrate.
 */
export function useLauncher(config, styles) {
  const className = tokensOf(styles);
  const [state, setState] = React.useState({ launcher: null, panel: null });
  const latest = React.useRef(config);
  React.useEffect(() => {
    latest.current = config;
  });

  React.useEffect(() => {
    let panel = null;
    let gone = false;
    const code = () => import('./panel.js');
    const launcher = createLauncher(settle(latest.current), {
      prefetch: code,
      load: async () => {
        const { ChatPanel } = await code();
        panel = new ChatPanel(launcher);
        if (gone) panel.destroy();
        else setState({ launcher, panel });
        return panel;
      },
    });
    if (className) launcher.host.className = className;
    setState({ launcher, panel: null });
    return () => {
      gone = true;
      launcher.destroy();
      panel?.destroy();
      setState({ launcher: null, panel: null });
    };
  }, [className]);

  const key = JSON.stringify(config);
  React.useEffect(() => {
    state.launcher?.configure(settle(latest.current));
    state.panel?.refresh();
  }, [key, state]);

  return state;
}
