import * as React from 'react';
import type { ChatKitControl, OpenAIChatKit } from '@openai/chatkit-react';

export interface SelfHostedChatKitProps extends React.HTMLAttributes<HTMLElement> {
  control: ChatKitControl;
}

/** `chatkit.thread.change` is handled by `onThreadChange`. */
function eventName(handler: string): string {
  return `chatkit${handler.slice(2).replace(/[A-Z]/g, (letter) => `.${letter.toLowerCase()}`)}`;
}

/**
 * `<ChatKit>` of @openai/chatkit-react for the self-hosted element under its own name, with the same props: used where
 * OpenAI's script has taken the name `openai-chatkit`.
 */
export const SelfHostedChatKit = React.forwardRef<OpenAIChatKit, SelfHostedChatKitProps>(function SelfHostedChatKit(
  { control, ...attributes },
  forwarded,
) {
  const element = React.useRef<OpenAIChatKit | null>(null);
  const { options, handlers, setInstance } = control;

  const take = React.useCallback(
    (instance: OpenAIChatKit | null) => {
      element.current = instance;
      setInstance(instance);
      if (typeof forwarded === 'function') forwarded(instance);
      else if (forwarded) forwarded.current = instance;
    },
    [setInstance, forwarded],
  );

  React.useLayoutEffect(() => {
    element.current?.setOptions(options);
  }, [options]);

  React.useEffect(() => {
    const listening = new AbortController();
    for (const [name, handler] of Object.entries(handlers)) {
      const listener = (event: Event) => {
        (handler as (detail: unknown) => void)((event as CustomEvent).detail);
      };
      element.current?.addEventListener(eventName(name), listener, { signal: listening.signal });
    }
    return () => {
      listening.abort();
    };
  }, [handlers]);

  return React.createElement('chatgraft-chatkit', { ...attributes, ref: take });
});
