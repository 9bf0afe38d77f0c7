import * as React from 'react';
import { ChatKit, useChatKit, type OpenAIChatKit, type UseChatKitOptions } from '@openai/chatkit-react';
import type { ChatPanel as PanelController } from './panel';
import { SelfHostedChatKit } from './SelfHostedChatKit';

export interface ChatPanelProps {
  panel: PanelController;
  /** The owner's own ChatKit options and event handlers, over those of the config. */
  options?: Partial<UseChatKitOptions> | undefined;
}

/** The chat itself: OpenAI's `<ChatKit>` on whichever element answers to its name, else the self-hosted one. */
export default function ChatPanel({ panel, options }: ChatPanelProps): React.ReactElement | null {
  const state = React.useSyncExternalStore(panel.subscribe, panel.getState, panel.getState);
  // The header one level deep: an owner's title must not take the close button away.
  const header = { ...state.options.header, ...options?.header };
  const { control } = useChatKit({ ...state.options, ...options, header });
  // As a ref, because it must come before the element is given its options.
  const attach = React.useCallback(
    (element: OpenAIChatKit | null) => {
      if (element) panel.attach(element);
    },
    [panel],
  );
  if (state.tag === null) return null;
  if (state.tag === 'openai-chatkit') return <ChatKit control={control} ref={attach} />;
  return <SelfHostedChatKit control={control} ref={attach} />;
}
