import { defineNuxtPlugin, onNuxtReady, useRuntimeConfig } from '#imports';
import { mountChatKit } from '~/chatkit-widget';

/** Runs in the browser alone. The address is NUXT_PUBLIC_CHATKIT_API where that is set, else that of `chatkit.config`. */
export default defineNuxtPlugin(() => {
  const { chatkitApi } = useRuntimeConfig().public;
  onNuxtReady(() => {
    mountChatKit(chatkitApi ? { api: chatkitApi } : {});
  });
});
