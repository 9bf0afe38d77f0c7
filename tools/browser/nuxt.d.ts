/** What a Nuxt project's `#imports` holds, as far as the plugin that mounts the widget uses it. */
declare module '#imports' {
  export function defineNuxtPlugin(setup: () => void): unknown;
  export function onNuxtReady(callback: () => void): void;
  export function useRuntimeConfig(): { public: { chatkitApi: string } };
}
