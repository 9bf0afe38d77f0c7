/**
 * Which chat element draws the chat, and getting it onto the page.
 *
 * Hosts contacted, beside the chat server itself:
 * - `selfhosted`: none.
 * - `openai`: `cdn.platform.openai.com` (script and frame); the element in turn contacts `api.openai.com` (domain key),
 *   `chatgpt.com`, `sentinel.openai.com` and the telemetry services OpenAI uses. None before the visitor opens the chat.
 * - `auto`: as `openai` where that can work, else as `selfhosted`. On a public host name without a domain key OpenAI's
 *   element would refuse to start, so nothing of OpenAI's is contacted there.
 *
 * The decision is made once a page. Ours is always `chatgraft-chatkit`; it also answers to `openai-chatkit`, so that
 * `@openai/chatkit-react` works on it, but never once OpenAI's script is on the page: that would then fail to define it.
 */
import type { Settings } from './config';
import { recall, remember } from './storage';

export type Provider = 'openai' | 'selfhosted';
export type ElementTag = 'openai-chatkit' | 'chatgraft-chatkit';

export const OFFICIAL_SCRIPT = 'https://cdn.platform.openai.com/deployments/chatkit/chatkit.js';
/** Milliseconds from the insertion of the script until it must have defined its element. */
const DEFINE_LIMIT = 8000;
/** Milliseconds from then until `chatkit.ready`. */
const READY_LIMIT = 5000;
/** This tab's verdict that OpenAI's element does not work here. */
const VERDICT_KEY = 'chatkit_element';

export function isLocal(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

export function chooseProvider({ ui, domainKey }: Settings): Provider {
  if (ui !== 'auto') return ui;
  if (recall('sessionStorage', VERDICT_KEY) === 'selfhosted') return 'selfhosted';
  return domainKey || isLocal(window.location.hostname) ? 'openai' : 'selfhosted';
}

/** Keeps OpenAI's element from being tried again in this tab. */
export function ruleOutOfficial(why: string): void {
  remember('sessionStorage', VERDICT_KEY, 'selfhosted');
  console.info(`[chat] OpenAI's ChatKit element is not used here (${why}); the self-hosted element takes over.`);
}

interface ScriptUrls {
  createScriptURL: (url: string) => string;
}

interface PolicyFactory {
  createPolicy: (name: string, rules: ScriptUrls) => ScriptUrls;
}

/** The one script URL we insert, in the form that a page with Trusted Types asks for (policy name: `chatkit`). */
function trustedScriptUrl(): string {
  const factory = (window as { trustedTypes?: PolicyFactory }).trustedTypes;
  if (!factory) return OFFICIAL_SCRIPT;
  return factory.createPolicy('chatkit', { createScriptURL: () => OFFICIAL_SCRIPT }).createScriptURL('');
}

function findScript(): HTMLScriptElement | null {
  return document.querySelector<HTMLScriptElement>(`script[src="${OFFICIAL_SCRIPT}"]`);
}

function insertScript(): HTMLScriptElement {
  const script = document.createElement('script');
  script.async = true;
  script.src = trustedScriptUrl();
  document.head.append(script);
  return script;
}

/** Resolves when OpenAI's element is defined; fails when it cannot be loaded or takes too long. */
export async function loadOfficial(): Promise<ElementTag> {
  if (customElements.get('openai-chatkit')) return 'openai-chatkit';
  const script = findScript() ?? insertScript();
  let timer = 0;
  const failed = new Promise<never>((_, reject) => {
    script.addEventListener('error', () => {
      reject(new Error('its script cannot be loaded'));
    });
    timer = window.setTimeout(() => {
      reject(new Error('its script did not start in time'));
    }, DEFINE_LIMIT);
  });
  try {
    await Promise.race([customElements.whenDefined('openai-chatkit'), failed]);
  } catch (error) {
    // Out of the document, so that the next attempt is a new request.
    script.remove();
    throw error;
  } finally {
    clearTimeout(timer);
  }
  return 'openai-chatkit';
}

let officialAttempted = false;

export async function loadElement(provider: Provider): Promise<ElementTag> {
  if (provider === 'openai') {
    officialAttempted = true;
    return loadOfficial();
  }
  const { claimOfficialName } = await import('./selfhosted/chatgraft-chatkit.js');
  const reserved = officialAttempted || findScript() !== null;
  return !reserved && claimOfficialName() ? 'openai-chatkit' : 'chatgraft-chatkit';
}

/** Whether the element has a box at all: not in a closed panel. */
function isShown(element: HTMLElement): boolean {
  return element.getClientRects().length > 0;
}

function hasNoHeight(element: HTMLElement): boolean {
  const frame = element.shadowRoot?.querySelector('iframe');
  return element.offsetHeight === 0 || frame?.offsetHeight === 0;
}

/**
 * Watches OpenAI's element until it is ready; from then on it stays. `failed` is called at most once, when it is not ready in
 * time, has no height, or reports an error before. Time counts only while the panel is visible. Returns the way to stop.
 */
export function watchOfficial(element: HTMLElement, failed: (why: string) => void): () => void {
  const listening = new AbortController();
  let timer = window.setTimeout(late, READY_LIMIT);

  function stop(): void {
    clearTimeout(timer);
    listening.abort();
  }
  function fail(why: string): void {
    stop();
    failed(why);
  }
  function late(): void {
    if (isShown(element)) fail('it did not become ready in time');
    else timer = window.setTimeout(late, READY_LIMIT);
  }
  const ready = () => {
    clearTimeout(timer);
    requestAnimationFrame(() => {
      if (listening.signal.aborted) return;
      if (isShown(element) && hasNoHeight(element)) fail('it has no height');
      else stop();
    });
  };
  element.addEventListener('chatkit.ready', ready, { signal: listening.signal });
  element.addEventListener(
    'chatkit.error',
    (event) => {
      const { error } = (event as CustomEvent<{ error: Error }>).detail;
      fail(`it reports: ${error.message}`);
    },
    { signal: listening.signal },
  );
  return stop;
}
