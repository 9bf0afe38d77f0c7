/** What our mount for Next's Pages Router needs of Next, which is not installed here. */
declare module 'next/app' {
  export interface AppProps {
    Component: import('react').ComponentType;
    pageProps: Record<string, unknown>;
  }
}
