/** What an owner may write in `chatkit.config`, and what applies where nothing is written. */

const defaults = {
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
const KINDS = {
  object: OBJECT,
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
};

function kindOf(value) {
  return Array.isArray(value) ? 'a list' : (KINDS[typeof value] ?? '');
}

/** Later sources win; a value that is `undefined` or of the wrong kind does not count as given, the latter with a warning. */
export function settle(...sources) {
  const settings = { ...defaults };
  const entries = sources.flatMap((source) => Object.entries(source));
  for (const [name, value] of entries) {
    const usual = defaults[name];
    if (value === undefined) continue;
    if (usual !== undefined && (value === null || kindOf(value) !== kindOf(usual))) {
      console.warn(`[chat] chatkit.config: "${name}" must be ${kindOf(usual)}; its default applies.`);
    } else settings[name] = kindOf(usual) === OBJECT ? { ...usual, ...value } : value;
  }
  return settings;
}
