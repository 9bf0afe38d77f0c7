import * as React from 'react';
import { mountChatKit } from '@site/src/chatkit-widget';

/** Wraps the whole site and is never unmounted: https://docusaurus.io/docs/swizzling#wrapper-your-site-with-root */
export default function Root({ children }: { children: React.ReactNode }): React.ReactElement {
  React.useEffect(() => {
    mountChatKit();
  }, []);
  return <>{children}</>;
}
