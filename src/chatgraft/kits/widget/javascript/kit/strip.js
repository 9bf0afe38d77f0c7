/** The line above the chat that says, in plain words, what is the matter and what can be done. */
import { countdown, strings } from './strings.js';

const style = /* css */ `
.strip {
  display: flex;
  align-items: center;
  gap: 10px;
  padding: 10px 16px;
  font-size: 13px;
  line-height: 1.4;
  color: var(--ck-text);
  background: color-mix(in srgb, var(--ck-tone) 16%, transparent);
  border-block-end: 1px solid color-mix(in srgb, var(--ck-tone) 30%, transparent);
}
.strip::before {
  content: '';
  flex: none;
  inline-size: 8px;
  block-size: 8px;
  border-radius: 50%;
  background: var(--ck-tone);
}
.strip[data-tone='trouble'] { --ck-tone: #e5484d; }
.strip[data-tone='waiting'] { --ck-tone: #f5a524; }
.strip[data-tone='good'] { --ck-tone: #30a46c; }
.strip p { margin: 0; flex: 1; }
.strip .left { font-variant-numeric: tabular-nums; font-weight: 600; }
.strip button {
  padding: 5px 12px;
  border-radius: 999px;
  font-weight: 500;
  background: color-mix(in srgb, var(--ck-text) 10%, transparent);
}
.strip button:hover { background: color-mix(in srgb, var(--ck-text) 18%, transparent); }
@media (forced-colors: active) {
  .strip, .strip button { border: 1px solid; }
}
`;

export function createStrip(root, dialog) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];

  const strip = document.createElement('div');
  strip.className = 'strip';
  strip.setAttribute('part', 'status');
  strip.hidden = true;
  const text = document.createElement('p');
  text.setAttribute('role', 'status');
  // Counts every second: shown, but not read aloud each time.
  const left = document.createElement('span');
  left.className = 'left';
  left.setAttribute('aria-hidden', 'true');
  const button = document.createElement('button');
  button.type = 'button';
  strip.append(text, left, button);
  dialog.prepend(strip);

  let timer = 0;
  let isBrief = false;
  let run;
  button.addEventListener('click', () => run?.());

  function hide() {
    clearTimeout(timer);
    isBrief = false;
    strip.hidden = true;
    text.textContent = '';
  }

  function count(until) {
    const seconds = Math.ceil((until - Date.now()) / 1000);
    if (seconds <= 0) {
      hide();
      return;
    }
    left.textContent = countdown(seconds);
    timer = window.setTimeout(count, 1000, until);
  }

  return {
    get isBrief() {
      return isBrief;
    },
    hide,
    show(notice) {
      clearTimeout(timer);
      strip.setAttribute('data-tone', notice.tone);
      strip.hidden = false;
      if (text.textContent !== notice.text) text.textContent = notice.text;
      left.hidden = notice.until === undefined;
      run = notice.action?.run;
      button.hidden = !run;
      button.textContent = notice.action?.label ?? strings.tryNow;
      if (notice.until !== undefined) count(notice.until);
      isBrief = notice.brief !== undefined;
      if (isBrief) timer = window.setTimeout(hide, notice.brief);
    },
    destroy() {
      hide();
      strip.remove();
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
    },
  };
}
