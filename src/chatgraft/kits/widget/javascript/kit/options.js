/** OpenAI's element takes any key on localhost and none at all nowhere. */
const LOCAL_KEY = 'local-dev';

/** What the service takes where neither its settings nor the owner's config say anything else. */
const FILES = {
  accept: {
    'image/png': ['.png'],
    'image/jpeg': ['.jpg', '.jpeg'],
    'image/gif': ['.gif'],
    'image/webp': ['.webp'],
    'application/pdf': ['.pdf'],
    'text/plain': ['.txt'],
    'text/markdown': ['.md'],
    'text/csv': ['.csv'],
  },
  maxCount: 5,
  maxSize: 20 * 1024 * 1024,
};

/**
 * The chat element's options. Only keys that ChatKit documents, and none that is `undefined`: OpenAI's element refuses to
 * start on anything else.
 */
export function chatOptions({ settings, api, transport, scheme, initialThread, close }) {
  const attachments = { ...FILES, ...settings.attachments };
  // The API's own address, which the page knows: no proxy in front can make the service name another.
  const uploads = attachments.enabled ? { uploadStrategy: { type: 'direct', uploadUrl: `${api}/attachments` } } : {};
  const prompts = settings.prompts;
  return {
    api: { url: api, domainKey: settings.domainKey || LOCAL_KEY, fetch: transport, ...uploads },
    theme: {
      colorScheme: scheme,
      radius: 'round',
      color: { accent: { primary: settings.accent, level: 1 } },
    },
    initialThread,
    header: { enabled: true, rightAction: { icon: 'close', onClick: close } },
    history: { enabled: settings.history, showDelete: true, showRename: true },
    startScreen: { greeting: settings.greeting, prompts },
    threadItemActions: { feedback: settings.feedback, retry: settings.retry },
    composer: { placeholder: settings.placeholder, ...(attachments.enabled ? { attachments } : {}) },
  };
}
