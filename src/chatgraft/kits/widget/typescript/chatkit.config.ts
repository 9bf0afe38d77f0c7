import type { ChatConfig } from './kit/config';

/**
 * Your chat, in one file. Every value is yours to change; delete a line and its default applies.
 */
const config = {
  // Where the chat server answers: a full URL or a path on this site.
  api:
    typeof window !== 'undefined' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(window.location.hostname)
      ? 'http://localhost:8001/chatkit'
      : '/chatkit',

  // Who draws the chat. 'auto': OpenAI's ChatKit where it can be used, else the self-hosted element.
  // 'openai' or 'selfhosted' choose one for good. 'selfhosted' contacts nobody but your own server.
  ui: 'auto',

  // From https://platform.openai.com/settings/organization/security/domain-allowlist
  // Only OpenAI's element needs it, and only on a public host name. Empty: the self-hosted element is used there.
  domainKey: '',

  // 'auto' follows the light/dark switch of your site, then the visitor's system. Or 'light', or 'dark'.
  theme: 'auto',

  // 'glass' or 'solid'. Finer: the custom properties --chatkit-font, --chatkit-radius, --chatkit-surface and others, in
  // your own CSS on #chatkit-widget or, where it lies beside this file, in styles.module.css.
  look: 'glass',

  // Colour of the button and of the visitor's messages: any CSS colour.
  accent: '#2563eb',

  // Where the button sits: 'bottom-right', 'bottom-left', 'top-right' or 'top-left'.
  corner: 'bottom-right',

  // Distance from that corner and size of the panel, in pixels. Phones always get the full screen.
  offset: { x: 20, y: 20 },
  size: { width: 400, height: 680 },

  // Raise it when something of yours covers the button.
  zIndex: 2147483000,

  // The first screen.
  greeting: 'How can we help?',
  prompts: [
    { label: 'What can I find here?', prompt: 'What can I find on this site?', icon: 'compass' },
    { label: 'How do I get started?', prompt: 'How do I get started?', icon: 'lightbulb' },
  ],
  placeholder: 'Ask a question',

  // History: earlier conversations of this visitor. Selection: the "Ask about this" button beside selected text.
  history: true,
  selection: true,

  // Thumbs up and down, and "try again", under each answer.
  feedback: true,
  retry: true,

  // Files that visitors attach to a message. The service must take them as well: CHATKIT_ATTACHMENTS=1.
  // Beside `enabled`: `accept` ({ 'image/*': ['.png'] }), `maxCount` a message, `maxSize` in bytes.
  attachments: { enabled: false },

  // Your own sign-in, if any: headers for requests to the chat server, and only to it.
  // headers: () => ({ Authorization: `Bearer ${myToken()}` }),
} satisfies ChatConfig;

export default config;
