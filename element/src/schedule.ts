const HIDDEN_TAB_MS = 100;

/** Calls `render` once a frame however often it is asked; a hidden tab has no frames, so there a timer does it. */
export function oncePerFrame(render: () => void): () => void {
  let isPlanned = false;
  const run = (): void => {
    isPlanned = false;
    render();
  };
  return () => {
    if (isPlanned) return;
    isPlanned = true;
    if (document.hidden) setTimeout(run, HIDDEN_TAB_MS);
    else requestAnimationFrame(run);
  };
}
