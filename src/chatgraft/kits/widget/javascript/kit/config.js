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
};

/** Later sources win; a value that is `undefined` does not count as given. */
export function settle(...sources) {
  const entries = sources.flatMap((source) => Object.entries(source));
  return { ...defaults, ...Object.fromEntries(entries.filter(([, value]) => value !== undefined)) };
}
