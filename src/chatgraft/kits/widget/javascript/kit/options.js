/** OpenAI's element takes any key on localhost and none at all nowhere. */
const LOCAL_KEY = 'local-dev';

/**
 * The chat element's options. Only keys that ChatKit documents, and none that is `undefined`: OpenAI's element refuses to
 * start on anything else.
 */
export function chatOptions({ settings, api, transport, scheme, initialThread, close }) {
  const prompts = settings.prompts;
  return {
    api: { url: api, domainKey: settings.domainKey || LOCAL_KEY, fetch: transport },
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
    composer: { placeholder: settings.placeholder },
  };
}
