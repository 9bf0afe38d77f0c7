import { recall, remember } from './storage.js';

export const OFFICIAL_SCRIPT = 'https://cdn.platform.openai.com/deployments/chatkit/chatkit.js';
/** Milliseconds from the insertion of the script until it must have defined its element. */
const DEFINE_LIMIT = 8000;
/** Milliseconds from then until `chatkit.ready`. */
const READY_LIMIT = 5000;
/** This tab's verdict that OpenAI's element does not work here. */
const VERDICT_KEY = 'chatkit_element';

export function isLocal(hostname) {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

export function chooseProvider({ ui, domainKey }) {
  if (ui !== 'auto') return ui;
  if (recall('sessionStorage', VERDICT_KEY) === 'selfhosted') return 'selfhosted';
  return domainKey || isLocal(window.location.hostname) ? 'openai' : 'selfhosted';
}

/** Keeps OpenAI's element from being tried again in this tab. */
export function ruleOutOfficial(why) {
  remember('sessionStorage', VERDICT_KEY, 'selfhosted');
  console.info(`[chat] OpenAI's ChatKit element is not used here (${why}); the self-hosted element takes over.`);
}

/** The one script URL we insert, in the form that a page with Trusted Types asks for (policy name: `chatkit`). */
function trustedScriptUrl() {
  const factory = window.trustedTypes;
  if (!factory) return OFFICIAL_SCRIPT;
  return factory.createPolicy('chatkit', { createScriptURL: () => OFFICIAL_SCRIPT }).createScriptURL('');
}

function findScript() {
  return document.querySelector(`script[src="${OFFICIAL_SCRIPT}"]`);
}

function insertScript() {
  const script = document.createElement('script');
  script.async = true;
  script.src = trustedScriptUrl();
  document.head.append(script);
  return script;
}

/** Resolves when OpenAI's element is defined; fails when it cannot be loaded or takes too long. */
export async function loadOfficial() {
  if (customElements.get('openai-chatkit')) return 'openai-chatkit';
  const script = findScript() ?? insertScript();
  let timer = 0;
  const failed = new Promise((_, reject) => {
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

export async function loadElement(provider) {
  if (provider === 'openai') {
    officialAttempted = true;
    return loadOfficial();
  }
  const { claimOfficialName } = await import('./selfhosted/chatgraft-chatkit.js');
  const reserved = officialAttempted || findScript() !== null;
  return !reserved && claimOfficialName() ? 'openai-chatkit' : 'chatgraft-chatkit';
}

/** Whether the element has a box at all: not in a closed panel. */
function isShown(element) {
  return element.getClientRects().length > 0;
}

function hasNoHeight(element) {
  const frame = element.shadowRoot?.querySelector('iframe');
  return element.offsetHeight === 0 || frame?.offsetHeight === 0;
}

/**
 * Watches OpenAI's element until it is ready; from then on it stays. `failed` is called at most once, when it is not ready in
 * time, has no height, or reports an error before. Time counts only while the panel is visible. Returns the way to stop.
 */
export function watchOfficial(element, failed) {
  const listening = new AbortController();
  let timer = window.setTimeout(late, READY_LIMIT);

  function stop() {
    clearTimeout(timer);
    listening.abort();
  }
  function fail(why) {
    stop();
    failed(why);
  }
  function late() {
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
      const { error } = event.detail;
      fail(`it reports: ${error.message}`);
    },
    { signal: listening.signal },
  );
  return stop;
}
