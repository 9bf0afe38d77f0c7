import { askStrings } from './strings.js';
import { surfaceStyle } from './surface-style.js';
import { dress } from './theme.js';

/** Longest quote in UTF-16 units; a longer selection is cut at its end. */
export const QUOTE_LIMIT = 4000;
/** A selection has come to rest when it has not changed for this long, in milliseconds. */
const REST = 200;
const OFF_LIMITS = 'input, textarea, select, [contenteditable]:not([contenteditable="false"]), [data-chatkit-ignore]';

const askStyle = /* css */ `
.ask {
  position: fixed;
  inset: var(--ck-ask-y) auto auto var(--ck-ask-x);
  translate: -50% 0;
  padding: 7px 14px;
  border-radius: 999px;
  font-weight: 500;
  font-size: 14px;
  white-space: nowrap;
  user-select: none;
  color: var(--ck-text);
  background: color-mix(in srgb, var(--ck-surface) max(var(--ck-opaque), 86%), transparent);
  border: 1px solid color-mix(in srgb, var(--ck-text) 14%, transparent);
  box-shadow: 0 2px 6px #0002, 0 8px 24px #0003;
}
:host([look='glass']) .ask {
  backdrop-filter: blur(12px) saturate(1.6);
}
.ask::before {
  content: '';
  display: inline-block;
  inline-size: 8px;
  block-size: 8px;
  margin-inline-end: 8px;
  border-radius: 50%;
  background: var(--ck-accent);
}
@media (pointer: coarse) {
  .ask {
    padding: 12px 18px;
  }
}
`;

/** The selected text fit to be sent: no lone surrogates, no outer blanks, at most `QUOTE_LIMIT` long. */
export function tidyQuote(text) {
  const clean = text
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Surrogate}/gu, '')
    .trim();
  if (clean.length <= QUOTE_LIMIT) return clean;
  return `${clean.slice(0, QUOTE_LIMIT - 1).replace(/\p{Surrogate}$/u, '')}\u2026`;
}

function elementOf(node) {
  return node instanceof Element ? node : (node?.parentElement ?? null);
}

/** The range to ask about, or null when the selection is none of our business. */
function selectedRange(host) {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  if (document.activeElement?.matches('input, textarea, select')) return null;
  for (const node of [selection.anchorNode, selection.focusNode]) {
    const element = elementOf(node);
    if (!element || host.contains(element) || element.closest(OFF_LIMITS)) return null;
  }
  return tidyQuote(selection.toString()) ? selection.getRangeAt(0) : null;
}

/** Below the text, where no system menu of a phone covers it; above, when there is no room. */
function placeFor(range) {
  const box = range.getBoundingClientRect();
  const width = document.documentElement.clientWidth;
  const x = Math.min(Math.max(box.left + box.width / 2, 90), Math.max(width - 90, 90));
  const below = box.bottom + 10;
  const y = below + 48 < window.innerHeight ? below : Math.max(box.top - 48, 8);
  return { x, y };
}

/** Starts offering the button for selections on this page. Returns the way to stop. */
export function offerSelection(launcher) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`:host {} ${surfaceStyle} ${askStyle}`);
  launcher.root.adoptedStyleSheets = [...launcher.root.adoptedStyleSheets, sheet];
  const place = sheet.cssRules[0].style;

  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'ask';
  button.setAttribute('part', 'ask');
  button.setAttribute('aria-keyshortcuts', 'Alt+Q');
  button.title = askStrings.hint;
  button.textContent = askStrings.ask;
  button.hidden = true;
  launcher.root.append(button);

  const undress = dress(launcher);
  const listening = new AbortController();
  let quote = '';
  let used = '';
  let pressed = false;
  let timer = 0;

  function update() {
    const range = pressed ? null : selectedRange(launcher.host);
    quote = range ? tidyQuote(document.getSelection()?.toString() ?? '') : '';
    if (!quote) used = '';
    button.hidden = !range || quote === used;
    if (!range || button.hidden) return;
    const { x, y } = placeFor(range);
    place.setProperty('--ck-ask-x', `${String(x)}px`);
    place.setProperty('--ck-ask-y', `${String(y)}px`);
  }

  function settleSoon() {
    clearTimeout(timer);
    timer = window.setTimeout(update, REST);
  }

  function ask() {
    const text = quote;
    used = text;
    button.hidden = true;
    launcher.open({ quote: text });
  }

  function on(target, types, listener, options = {}) {
    for (const type of types) target.addEventListener(type, listener, { signal: listening.signal, ...options });
  }

  on(document, ['selectionchange'], settleSoon);
  on(document, ['pointerdown'], (event) => {
    pressed = event.target !== launcher.host;
  });
  on(document, ['pointerup', 'pointercancel'], () => {
    pressed = false;
    settleSoon();
  });
  on(window, ['scroll', 'resize'], settleSoon, { capture: true, passive: true });
  on(document, ['keydown'], (event) => {
    const { altKey, code, key } = event;
    if (key === 'Escape') button.hidden = true;
    if (button.hidden || !altKey || code !== 'KeyQ') return;
    event.preventDefault();
    ask();
  });
  // A press on the button must not take the selection away before the click arrives.
  on(button, ['pointerdown', 'mousedown'], (event) => {
    event.preventDefault();
  });
  on(button, ['click'], ask);
  update();

  return () => {
    clearTimeout(timer);
    undress();
    listening.abort();
    button.remove();
    launcher.root.adoptedStyleSheets = launcher.root.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}
