/** As much of Astro's published types as the files that mount the widget use. */
declare module 'astro' {
  interface Setup {
    injectScript: (stage: 'page', content: string) => void;
    updateConfig: (change: { vite: { server: { proxy: Record<string, string> } } }) => unknown;
  }

  export interface AstroIntegration {
    name: string;
    hooks: { 'astro:config:setup': (setup: Setup) => void };
  }
}
