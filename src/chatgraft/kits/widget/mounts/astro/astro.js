/**
 * Loads the chat on every page of the site. In development, requests for `/chatkit` are passed on to `service`, so that
 * the browser talks to the site's own origin: https://docs.astro.build/en/reference/integrations-reference/
 */
export default function chatkit({ service = '' } = {}) {
  return {
    name: 'chatkit-widget',
    hooks: {
      'astro:config:setup': ({ injectScript, updateConfig }) => {
        injectScript('page', "import { mountChatKit } from '/src/chatkit-widget/index'; mountChatKit();");
        if (service) updateConfig({ vite: { server: { proxy: { '^/chatkit(/|$)': service } } } });
      },
    },
  };
}
