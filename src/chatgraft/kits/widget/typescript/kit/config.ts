/** What an owner may write in `chatkit.config`, and what applies where nothing is written. */

export type Interface = 'auto' | 'openai' | 'selfhosted';
export type Theme = 'auto' | 'light' | 'dark';
export type Look = 'glass' | 'solid';
export type Corner = 'bottom-right' | 'bottom-left' | 'top-right' | 'top-left';

/** One suggestion on the first screen; `icon` is a name of ChatKit's icon set. */
export interface Prompt {
  label: string;
  prompt: string;
  icon?: string;
}

/** Files that visitors may attach, as ChatKit's `composer.attachments`. */
export interface Attachments {
  enabled: boolean;
  /** MIME types with the endings that go with them. */
  accept?: Record<string, string[]>;
  /** Most files of one message. */
  maxCount?: number;
  /** Most bytes of a file, or of a file of some type. */
  maxSize?: number | Record<string, number>;
}

export interface ChatConfig {
  /** Full URL or path of the ChatKit endpoint. */
  api: string;
  ui?: Interface;
  /** OpenAI's domain key; not needed on localhost nor for the self-hosted element. */
  domainKey?: string;
  theme?: Theme;
  look?: Look;
  /** Any CSS colour. */
  accent?: string;
  corner?: Corner;
  /** Distance from the corner in CSS pixels. */
  offset?: { x: number; y: number };
  /** Largest size of the panel in CSS pixels; it shrinks with the window. */
  size?: { width: number; height: number };
  zIndex?: number;
  greeting?: string;
  prompts?: Prompt[];
  placeholder?: string;
  history?: boolean;
  selection?: boolean;
  feedback?: boolean;
  retry?: boolean;
  attachments?: Attachments;
  /** Extra headers for requests to the chat server's origin, asked for before each of them. */
  headers?: () => HeadersInit | Promise<HeadersInit>;
}

/** A configuration with every default applied. */
export type Settings = Required<Omit<ChatConfig, 'headers'>> & Pick<ChatConfig, 'headers'>;

const defaults: Settings = {
  api: '/chatkit',
  ui: 'auto',
  domainKey: '',
  theme: 'auto',
  look: 'glass',
  accent: '#2563eb',
  corner: 'bottom-right',
  offset: { x: 20, y: 20 },
  size: { width: 400, height: 680 },
  zIndex: 2147483000,
  greeting: 'How can we help?',
  prompts: [],
  placeholder: 'Ask a question',
  history: true,
  selection: true,
  feedback: true,
  retry: true,
  attachments: { enabled: false },
};

const OBJECT = 'an object';
const KINDS: Record<string, string> = {
  object: OBJECT,
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
};

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'a list' : (KINDS[typeof value] ?? '');
}

/** Later sources win; a value that is `undefined` or of the wrong kind does not count as given, the latter with a warning. */
export function settle(...sources: Partial<ChatConfig>[]): Settings {
  const settings: Record<string, unknown> = { ...defaults };
  const entries = sources.flatMap((source) => Object.entries(source) as [string, unknown][]);
  for (const [name, value] of entries) {
    const usual = (defaults as unknown as Record<string, unknown>)[name];
    if (value === undefined) continue;
    if (usual !== undefined && (value === null || kindOf(value) !== kindOf(usual))) {
      console.warn(`[chat] chatkit.config: "${name}" must be ${kindOf(usual)}; its default applies.`);
    } else settings[name] = kindOf(usual) === OBJECT ? { ...(usual as object), ...(value as object) } : value;
  }
  return settings as unknown as Settings;
}
