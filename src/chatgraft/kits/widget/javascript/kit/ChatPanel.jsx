import * as React from 'react';
import { ChatKit, useChatKit } from '@openai/chatkit-react';

import { SelfHostedChatKit } from './SelfHostedChatKit.jsx';

/** The chat itself: OpenAI's `<ChatKit>` on whichever element answers to its name, else the self-hosted one. */
export default function ChatPanel({ panel, options }) {
  const state = React.useSyncExternalStore(panel.subscribe, panel.getState, panel.getState);
  // The header one level deep: an owner's title must not take the close button away.
  const header = { ...state.options.header, ...options?.header };
  const { control } = useChatKit({ ...state.options, ...options, header });
  // As a ref, because it must come before the element is given its options.
  const attach = React.useCallback(
    (element) => {
      if (element) panel.attach(element);
    },
    [panel],
  );
  if (state.tag === null) return null;
  if (state.tag === 'openai-chatkit') return <ChatKit control={control} ref={attach} />;
  return <SelfHostedChatKit control={control} ref={attach} />;
}
