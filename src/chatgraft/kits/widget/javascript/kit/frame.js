/**
 * The panel's frame: a native `<dialog>` in the launcher's shadow root, beside the button on desktops, the whole visible
 * screen on phones and wherever there is as little room, as in a window zoomed to 200 percent. What is in it comes through the slot.
 */
import { frameStyle } from './frame-style.js';
import { make } from './launcher.js';
import { strings } from './strings.js';
import { surfaceStyle } from './surface-style.js';
import { dress } from './theme.js';

const SHEET = '(max-width: 520px), (max-height: 420px)';

/**
 * On phones the sheet is as high as what is visible above the on-screen keyboard, which `100dvh` does not know, and the
 * page behind it does not scroll.
 */
function fitSheet(launcher, dialog) {
  const view = window.visualViewport;
  const still = new CSSStyleSheet();
  still.replaceSync('html { overflow: hidden; }');
  const listening = new AbortController();

  function fit() {
    if (!view) return;
    launcher.setStyle('--ck-view', `${String(Math.round(view.height))}px`);
    launcher.setStyle('--ck-view-top', `${String(Math.round(view.offsetTop))}px`);
  }
  function release() {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== still);
  }
  const observer = new MutationObserver(() => {
    release();
    if (dialog.matches(':modal')) document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
    fit();
  });
  observer.observe(dialog, { attributes: true, attributeFilter: ['open'] });
  for (const type of ['resize', 'scroll']) view?.addEventListener(type, fit, { signal: listening.signal });
  fit();
  return () => {
    observer.disconnect();
    listening.abort();
    release();
  };
}

function buildDialog(close) {
  const dialog = make('dialog', 'panel');
  dialog.setAttribute('aria-label', strings.panel);
  dialog.tabIndex = -1;
  const slot = document.createElement('slot');
  const wait = make('p', 'wait');
  wait.setAttribute('role', 'status');
  wait.textContent = strings.loading;
  slot.append(wait);
  const cross = make('button', 'close');
  cross.type = 'button';
  cross.ariaLabel = strings.close;
  cross.textContent = '\u00d7';
  cross.addEventListener('click', close);
  dialog.append(slot, cross);
  return { dialog, wait };
}

export function createFrame(launcher) {
  const { root, host, button } = launcher;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(surfaceStyle + frameStyle);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  let cameFrom = null;

  function close() {
    if (dialog.open) dialog.close();
    closed();
  }

  const { dialog, wait } = buildDialog(close);
  root.prepend(dialog);
  const undo = [dress(launcher), fitSheet(launcher, dialog)];

  // The browser tells of it a task later, when the panel may be open again.
  function closed() {
    if (dialog.open || !launcher.isOpen) return;
    launcher.showState(false);
    const back =
      cameFrom instanceof HTMLElement && cameFrom.isConnected && cameFrom !== document.body ? cameFrom : button;
    (host.contains(back) ? button : back).focus({ preventScroll: true });
  }

  dialog.addEventListener('close', closed);
  dialog.addEventListener('keydown', (event) => {
    // Escape that ends an input method's composition is not meant for the panel.
    if (event.key === 'Escape' && !event.defaultPrevented && !event.isComposing) close();
  });

  return {
    dialog,
    open(quiet) {
      if (dialog.open) return;
      cameFrom = document.activeElement;
      if (matchMedia(SHEET).matches) dialog.showModal();
      else if (quiet) dialog.setAttribute('open', '');
      else dialog.show();
      launcher.showState(true);
    },
    close,
    say(text) {
      wait.textContent = text;
    },
    destroy() {
      dialog.removeEventListener('close', closed);
      for (const stop of undo) stop();
      dialog.remove();
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
    },
  };
}
