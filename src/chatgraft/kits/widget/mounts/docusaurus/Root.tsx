import * as React from 'react';
import ChatKitBot from '@site/src/components/ChatKitBot';

/** Wraps the whole site and is never unmounted: https://docusaurus.io/docs/swizzling#wrapper-your-site-with-root */
export default function Root({ children }: { children: React.ReactNode }): React.ReactElement {
  return (
    <>
      {children}
      <ChatKitBot />
    </>
  );
}
