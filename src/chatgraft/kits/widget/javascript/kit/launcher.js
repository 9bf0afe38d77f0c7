import { labels } from './labels.js';
import { launcherStyle } from './launcher-style.js';
import { recall, remember } from './storage.js';

/** Whether this tab's panel is open: a reload in mid-answer brings the answer back. */
const OPEN_KEY = 'chatkit_open';
const BUBBLE = 'M21 12a8.5 8.5 0 0 1-12.4 7.6L4 21l1.4-4.5A8.5 8.5 0 1 1 21 12Z';
const CROSS = 'M6 6l12 12M18 6L6 18';

export function make(tag, name) {
  const element = document.createElement(tag);
  element.className = name;
  element.setAttribute('part', name);
  return element;
}

function icon(path) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const line = document.createElementNS(svg.namespaceURI, 'path');
  const attributes = { viewBox: '0 0 24 24', width: '24', height: '24', 'aria-hidden': 'true' };
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

/** The `--ck-*` values of a configuration. Safe areas keep the button off notches and home bars. */
function values({ corner, offset, size, zIndex, accent }) {
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

function buildButton() {
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
function awaitSelection(launcher) {
  const waiting = new AbortController();
  let stop = () => {
    waiting.abort();
  };
  const first = () => {
    if (!launcher.settings.selection || document.getSelection()?.isCollapsed !== false) return;
    waiting.abort();
    import('./selection.js').then(
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

export function createLauncher(settings, source) {
  const host = document.createElement('div');
  host.id = 'chatkit-widget';
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`:host {} ${launcherStyle}`);
  root.adoptedStyleSheets = [sheet];
  const own = sheet.cssRules[0].style;
  const { button, badge, note } = buildButton();
  root.append(note, button);
  let chat = null;

  async function open(how = {}) {
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

  const launcher = {
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
