import type { ChatKitOptions, StartScreenPrompt } from '@openai/chatkit';
import type { Settings } from './config';
import type { Scheme } from './theme';

/** OpenAI's element takes any key on localhost and none at all nowhere. */
const LOCAL_KEY = 'local-dev';

export interface OptionParts {
  settings: Settings;
  /** Absolute URL of the ChatKit endpoint. */
  api: string;
  transport: typeof fetch;
  scheme: Scheme;
  initialThread: string | null;
  close: () => void;
}

/**
 * The chat element's options. Only keys that ChatKit documents, and none that is `undefined`: OpenAI's element refuses to
 * start on anything else.
 */
export function chatOptions({ settings, api, transport, scheme, initialThread, close }: OptionParts): ChatKitOptions {
  const prompts = settings.prompts as StartScreenPrompt[];
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
