/**
 * The chat of this site as a visitor meets it, without a chat server: what is drawn, what is asked of the server, and what
 * is said when something goes wrong. ChatKit's own React package and the chat element have stand-ins here.
 *
 * @jest-environment jsdom
 * @vitest-environment jsdom
 */
import * as React from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import ChatKitBot from './index.jsx';

/** The options that the element was given, and what it was told. */
const mockChat = {
  options: {},
  told: [],
};

vi.mock('@openai/chatkit-react', () => ({
  useChatKit: (options) => {
    mockChat.options = options;
    return { control: { setInstance: () => undefined, options, handlers: {} } };
  },
  ChatKit: mockElement,
}));
vi.mock('./kit/selfhosted/chatgraft-chatkit.js', () => mockSelfHosted());

const mockElement = React.forwardRef(function Element(_props, ref) {
  const attach = React.useCallback(
    (element) => {
      const take = (value) => Promise.resolve(mockChat.told.push(value));
      if (element) Object.assign(element, { setComposerValue: take, focusComposer: take });
      if (typeof ref === 'function') ref(element);
    },
    [ref],
  );
  return <section data-testid="chat" ref={attach} />;
});

/** Stands for the self-hosted element's code: an element that takes options and draws nothing. */
function mockSelfHosted() {
  class Element extends HTMLElement {
    options;
    setOptions(options) {
      this.options = options;
    }
  }
  if (!customElements.get('chatgraft-chatkit')) customElements.define('chatgraft-chatkit', Element);
  return { claimOfficialName: () => true };
}

/** What browsers have and jsdom has not, as far as this needs it. */
function completeJsdom() {
  const missing = [
    [document, { adoptedStyleSheets: [] }],
    [
      globalThis,
      {
        matchMedia: () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined }),
        CSS: { supports: () => true },
        Request: Map,
        Headers: class extends Map {
          constructor(init) {
            super(init && !(Symbol.iterator in init) ? Object.entries(init) : init);
          }
        },
      },
    ],
    [
      CSSStyleSheet.prototype,
      {
        replaceSync() {
          this.insertRule(':host {}');
        },
      },
    ],
    [AbortSignal.prototype, { throwIfAborted: () => undefined }],
    [Range.prototype, { getBoundingClientRect: () => document.body.getBoundingClientRect() }],
  ];
  for (const [object, values] of missing) {
    for (const [name, value] of Object.entries(values)) {
      if (Reflect.get(object, name) === undefined)
        Object.defineProperty(object, name, { value, configurable: true, writable: true });
    }
  }
  Object.assign(HTMLDialogElement.prototype, {
    matches: () => false,
    show() {
      this.setAttribute('open', '');
    },
    close() {
      this.removeAttribute('open');
      this.dispatchEvent(new Event('close'));
    },
  });
}

/** The server's answers, in their order; the last one is given ever after. */
let answers = [];
let sent = [];
const browserFetch = globalThis.fetch;
let page;

function answer(status, headers = {}) {
  const json = () => Promise.resolve({ session_id: null });
  return () => Promise.resolve({ status, ok: status < 400, headers: new Headers(headers), json });
}

function send(url, init) {
  sent.push({ path: new URL(url, window.location.href).pathname, init });
  const next = answers.length > 1 ? answers.shift() : answers[0];
  return next?.() ?? Promise.reject(new Error('nobody answers'));
}

beforeEach(() => {
  completeJsdom();
  localStorage.clear();
  sessionStorage.clear();
  answers = [answer(200)];
  sent = [];
  mockChat.told = [];
  globalThis.fetch = send;
  document.body.innerHTML = '<main><p>Rivers are fed by springs.</p><div id="app"></div></main>';
});

afterEach(() => {
  page.unmount();
  globalThis.fetch = browserFetch;
});

/** Tries again until it holds, for as long as React and the chat's own code may take to load. */
async function until(check) {
  for (let left = 150; ; left -= 1) {
    try {
      check();
      return;
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

/** Shows the chat and gives its shadow root, in which the button and the panel are. */
async function show(props = { ui: 'selfhosted' }) {
  const app = document.getElementById('app');
  if (!app) throw new Error('the page has no place for the app');
  page = createRoot(app);
  page.render(<ChatKitBot api="/chatkit" {...props} />);
  await until(() => {
    expect(document.getElementById('chatkit-widget')).not.toBeNull();
  });
  const root = document.getElementById('chatkit-widget')?.shadowRoot;
  if (!root) throw new Error('the chat has no shadow root');
  return root;
}

function find(root, selector) {
  const found = root.querySelector(selector);
  if (!found) throw new Error(`nothing fits ${selector}`);
  return found;
}

const launcher = (root) => find(root, 'button.launcher');
const chat = () => find(document, '[data-testid="chat"]');
const notice = (root) => find(root, '.strip [role="status"]').textContent;

/** Opens the chat and waits until the element is there. */
async function open(root) {
  launcher(root).click();
  await until(() => chat());
}

/** A request of the chat element, by the `fetch` that it was given. */
function ask(type = 'threads.list') {
  const own = mockChat.options.api?.fetch;
  if (!own) throw new Error('the element got no fetch');
  return own('/chatkit', { method: 'POST', body: JSON.stringify({ type, params: {} }) });
}

test('it draws a button, and asks nobody for anything', async () => {
  const root = await show();
  expect(launcher(root).ariaLabel).toBe('Open chat');
  expect(root.querySelector('dialog')).toBeNull();
  expect(document.querySelector('script')).toBeNull();
  expect(sent).toEqual([]);
});

test('it is gone when the component is', async () => {
  await show();
  page.unmount();
  await until(() => {
    expect(document.getElementById('chatkit-widget')).toBeNull();
  });
});

test('the button opens the chat and closes it', async () => {
  const root = await show();
  await open(root);
  const dialog = find(root, 'dialog');
  expect(dialog.hasAttribute('open')).toBe(true);
  expect(launcher(root).ariaExpanded).toBe('true');
  dialog.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
  expect(dialog.hasAttribute('open')).toBe(false);
  expect(launcher(root).ariaExpanded).toBe('false');
});

test('what the config says reaches the chat', async () => {
  const root = await show({ ui: 'selfhosted', greeting: 'Ahoy', placeholder: 'Ask the captain', history: false });
  await open(root);
  expect(mockChat.options.startScreen?.greeting).toBe('Ahoy');
  expect(mockChat.options.composer?.placeholder).toBe('Ask the captain');
  expect(mockChat.options.history?.enabled).toBe(false);
});

test('one session serves all requests', async () => {
  const root = await show();
  await open(root);
  await ask();
  await ask();
  expect(sent.map(({ path }) => path)).toEqual(['/chatkit/session', '/chatkit', '/chatkit']);
  expect(sent[0]?.init).toMatchObject({ method: 'POST', body: '{"as":"cookie"}' });
});

test('a session that has ended is replaced', async () => {
  const root = await show();
  await open(root);
  await ask();
  sent = [];
  answers = [answer(401), answer(200)];
  expect((await ask()).status).toBe(200);
  expect(sent.map(({ path }) => path)).toEqual(['/chatkit', '/chatkit/session', '/chatkit']);
});

test('selected text can be asked about', async () => {
  const root = await show();
  document.getSelection()?.selectAllChildren(find(document, 'p'));
  document.dispatchEvent(new Event('selectionchange'));
  await until(() => {
    expect(find(root, 'button.ask').hidden).toBe(false);
  });
  find(root, 'button.ask').click();
  await until(() => chat());
  chat().dispatchEvent(new CustomEvent('chatkit.ready'));
  await until(() => {
    expect(mockChat.told).toContainEqual({ reply: 'Rivers are fed by springs.' });
  });
});

test('a server that cannot be reached is said, and asked again', async () => {
  const root = await show();
  await open(root);
  await ask();
  answers = [() => Promise.reject(new TypeError('Failed to fetch')), answer(200)];
  const asked = ask();
  await until(() => {
    expect(notice(root)).toContain('cannot be reached');
  });
  find(root, '.strip button').click();
  expect((await asked).status).toBe(200);
  expect(notice(root)).toBe('');
});

test('a limit is said, and waited out', async () => {
  const root = await show();
  await open(root);
  await ask();
  answers = [answer(429, { 'retry-after': '1' }), answer(200)];
  const asked = ask();
  await until(() => {
    expect(notice(root)).toContain('Many messages at once');
  });
  expect((await asked).status).toBe(200);
});

test("where OpenAI's script cannot be loaded, the self-hosted element takes over", async () => {
  const root = await show({ ui: 'auto' });
  launcher(root).click();
  await until(() => find(document, 'script[src^="https://cdn.platform.openai.com/"]'));
  find(document, 'script').dispatchEvent(new Event('error'));
  await until(() => find(document, 'chatgraft-chatkit'));
  expect(document.querySelector('script')).toBeNull();
});
