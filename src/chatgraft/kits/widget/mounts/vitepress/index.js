import DefaultTheme from 'vitepress/theme';
import { mountChatKit } from './chatkit-widget';

/** The default theme with the chat: https://vitepress.dev/guide/extending-default-theme */
export default {
  extends: DefaultTheme,
  enhanceApp() {
    mountChatKit();
  },
};
