import { isLocal } from './loader.js';

const CHOICES = [
  ['ui', ['auto', 'openai', 'selfhosted']],
  ['theme', ['auto', 'light', 'dark']],
  ['look', ['glass', 'solid']],
  ['corner', ['bottom-right', 'bottom-left', 'top-right', 'top-left']],
];
const KNOWN =
  'api ui domainKey theme look accent corner offset size zIndex greeting prompts placeholder history selection feedback retry attachments headers';

/** The endpoint as an absolute address without a slash at its end, or null when `api` is none. */
export function findEndpoint(api) {
  try {
    const { protocol, href } = new URL(api, window.location.href);
    return api && /^https?:$/.test(protocol) ? href.replace(/\/$/, '') : null;
  } catch {
    return null;
  }
}

/** What is wrong with a configuration, each in a sentence that says what to write instead. */
export function findMistakes(settings) {
  const found = [];
  for (const name of Object.keys(settings)) {
    if (!KNOWN.split(' ').includes(name))
      found.push(`There is no setting named "${name}". The settings are: ${KNOWN}.`);
  }
  for (const [name, allowed] of CHOICES) {
    if (!allowed.includes(settings[name])) {
      found.push(`"${name}" is ${JSON.stringify(settings[name])}; it can be ${allowed.join(', ')}.`);
    }
  }
  if (!findEndpoint(settings.api)) {
    found.push(`"api" is "${settings.api}", which is no address; write a path like "/chatkit", or "https://…".`);
  }
  for (const name of ['offset', 'size']) {
    for (const [side, value] of Object.entries(settings[name])) {
      if (typeof value === 'number') continue;
      found.push(`"${name}" takes plain numbers, in pixels: ${side} is ${JSON.stringify(value)}.`);
    }
  }
  if (typeof settings.attachments.enabled !== 'boolean') {
    found.push('"attachments" needs "enabled", which is true or false.');
  }
  if (!CSS.supports('color', settings.accent)) {
    found.push(`"accent" is ${JSON.stringify(settings.accent)}, which is no CSS colour; write for example "#2563eb".`);
  }
  if (/YOUR|PLACEHOLDER|xxx/i.test(settings.domainKey)) {
    found.push(
      '"domainKey" still holds a placeholder. Leave it empty, or take the key from https://platform.openai.com/settings/organization/security/domain-allowlist.',
    );
  }
  if (settings.ui === 'openai' && !settings.domainKey && !isLocal(window.location.hostname)) {
    found.push('"ui" is "openai", which needs a "domainKey" on a public host name. Set one, or choose "auto".');
  }
  if (
    window.location.protocol === 'https:' &&
    settings.api.startsWith('http:') &&
    !/\/\/(localhost|127\.)/.test(settings.api)
  ) {
    found.push(`"api" is ${settings.api}: browsers block http requests of an https page. Use https or a path.`);
  }
  for (const prompt of settings.prompts) {
    if (typeof prompt.label !== 'string' || typeof prompt.prompt !== 'string') {
      found.push('Each of "prompts" needs a "label" and a "prompt", both text.');
    }
  }
  return found;
}

/** Tells the owner, on the console, in plain words. */
export function reportMistakes(settings) {
  for (const mistake of findMistakes(settings)) console.warn(`[chat] chatkit.config: ${mistake}`);
}
