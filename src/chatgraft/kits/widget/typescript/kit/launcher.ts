/**
 * The round button in the corner: all that a page loads before somebody asks for the chat.
 *
 * It lives in a shadow root with a constructable style sheet: no inline style, no markup from strings, so a strict
 * Content-Security-Policy and Trusted Types have nothing to object to. The chat element itself becomes a child of `host`,
 * shown through a slot, so that it is an ordinary element of the page for React, for tests and for the owner's CSS.
 */
import type { Settings } from './config';
import { labels } from './labels';
import { launcherStyle } from './launcher-style';
import { recall, remember } from './storage';

export interface Opening {
  /** Selected text to ask about. */
  quote?: string;
  /** The page opens it, not the visitor: leave the focus where it is. */
  quiet?: boolean;
}

/** The panel behind the button, as far as the button knows it. */
export interface Chat {
  open: (how: Opening) => void;
  close: () => void;
}

/** Where the panel comes from. */
export interface ChatSource {
  /** The visitor's pointer or focus is on the button: load code, but contact no third party. */
  prefetch: () => Promise<unknown>;
  load: () => Promise<Chat>;
}

export interface Launcher {
  /** Light-DOM home of the chat element. */
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  readonly button: HTMLButtonElement;
  readonly isOpen: boolean;
  settings: Settings;
  open: (how?: Opening) => void;
  close: () => void;
  /** Called by the panel whenever it has opened or closed. */
  showState: (open: boolean) => void;
  /** Shows or hides the mark for an answer that came while the panel was closed. */
  setUnread: (unread: boolean) => void;
  /** Sets one of the `--ck-*` values of the style sheets. */
  setStyle: (name: string, value: string) => void;
  configure: (settings: Settings) => void;
  destroy: () => void;
}

/** Whether this tab's panel is open: a reload in mid-answer brings the answer back. */
const OPEN_KEY = 'chatkit_open';
const BUBBLE = 'M21 12a8.5 8.5 0 0 1-12.4 7.6L4 21l1.4-4.5A8.5 8.5 0 1 1 21 12Z';
const CROSS = 'M6 6l12 12M18 6L6 18';

export function make<K extends keyof HTMLElementTagNameMap>(tag: K, name: string): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.className = name;
  element.setAttribute('part', name);
  return element;
}

function icon(path: string): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const line = document.createElementNS(svg.namespaceURI, 'path');
  const attributes = { viewBox: '0 0 24 24', width: '24', height: '24', 'aria-hidden': 'true' };
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

/** The `--ck-*` values of a configuration. Safe areas keep the button off notches and home bars. */
function values({ corner, offset, size, zIndex, accent }: Settings): Record<string, string> {
  const [, vertical = 'bottom', horizontal = 'right'] = /^(top|bottom)-(left|right)$/.exec(corner) ?? [];
  const x = `max(${String(offset.x)}px, env(safe-area-inset-${horizontal}))`;
  const y = `max(${String(offset.y)}px, env(safe-area-inset-${vertical}))`;
  return {
    '--chatkit-accent': accent,
    '--ck-z': String(zIndex),
    '--ck-x': x,
    '--ck-y': y,
    '--ck-width': `${String(size.width)}px`,
    '--ck-height': `${String(size.height)}px`,
    [`--ck-${horizontal}`]: x,
    [`--ck-${vertical}`]: y,
    [`--ck-panel-${vertical}`]: `calc(${y} + 68px)`,
  };
}

function buildButton(): { button: HTMLButtonElement; badge: HTMLElement; note: HTMLElement } {
  const button = make('button', 'launcher');
  button.type = 'button';
  button.setAttribute('aria-haspopup', 'dialog');
  const badge = make('span', 'badge');
  badge.setAttribute('role', 'img');
  badge.setAttribute('aria-label', labels.unread);
  button.append(icon(BUBBLE), icon(CROSS), badge);
  const note = make('p', 'note');
  note.setAttribute('role', 'status');
  note.hidden = badge.hidden = true;
  return { button, badge, note };
}

/** Loads the code of the selection button when somebody selects something for the first time. Returns the way to stop. */
function awaitSelection(launcher: Launcher): () => void {
  const waiting = new AbortController();
  let stop = () => {
    waiting.abort();
  };
  const first = () => {
    if (!launcher.settings.selection || document.getSelection()?.isCollapsed !== false) return;
    waiting.abort();
    import('./selection').then(
      ({ offerSelection }) => {
        if (launcher.host.isConnected) stop = offerSelection(launcher);
      },
      () => undefined,
    );
  };
  document.addEventListener('selectionchange', first, { signal: waiting.signal });
  return () => {
    stop();
  };
}

export function createLauncher(settings: Settings, source: ChatSource): Launcher {
  const host = document.createElement('div');
  host.id = 'chatkit-widget';
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`:host {} ${launcherStyle}`);
  root.adoptedStyleSheets = [sheet];
  const own = (sheet.cssRules[0] as CSSStyleRule).style;
  const { button, badge, note } = buildButton();
  root.append(note, button);
  let chat: Chat | null = null;

  async function open(how: Opening = {}): Promise<void> {
    note.hidden = true;
    button.ariaBusy = 'true';
    try {
      chat ??= await source.load();
      if (host.isConnected) chat.open(how);
    } catch {
      note.textContent = labels.failed;
      note.hidden = false;
    }
    button.ariaBusy = null;
  }

  const launcher: Launcher = {
    host,
    root,
    button,
    settings,
    get isOpen() {
      return button.ariaExpanded === 'true';
    },
    open(how) {
      if (!button.ariaBusy) void open(how);
    },
    close() {
      chat?.close();
    },
    showState(isOpen) {
      // Not when it is made: React's strict mode makes it twice, and the second one must still know.
      if (isOpen !== launcher.isOpen) remember('sessionStorage', OPEN_KEY, isOpen ? '1' : null);
      button.ariaExpanded = String(isOpen);
      button.ariaLabel = isOpen ? labels.close : labels.open;
      if (isOpen) badge.hidden = true;
    },
    setUnread(unread) {
      badge.hidden = !unread;
    },
    setStyle(name, value) {
      own.setProperty(name, value);
    },
    configure(next) {
      launcher.settings = next;
      own.cssText = '';
      for (const [name, value] of Object.entries(values(next))) own.setProperty(name, value);
    },
    destroy() {
      stopSelection();
      host.remove();
    },
  };
  const stopSelection = awaitSelection(launcher);
  const wasOpen = recall('sessionStorage', OPEN_KEY);

  button.addEventListener('click', () => {
    if (launcher.isOpen) launcher.close();
    else launcher.open();
  });
  for (const hint of ['pointerenter', 'focus']) {
    button.addEventListener(hint, () => {
      source.prefetch().catch(() => undefined);
    });
  }
  launcher.configure(settings);
  launcher.showState(false);
  // Beside the body: routers that replace the body on navigation must not take an open chat away.
  document.documentElement.append(host);
  if (wasOpen) launcher.open({ quiet: true });
  return launcher;
}
