'use client';

import * as React from 'react';
import { createPortal } from 'react-dom';
import type { UseChatKitOptions } from '@openai/chatkit-react';
import config from './chatkit.config';
import type { ChatConfig } from './kit/config';
import { useLauncher } from './kit/useLauncher';
import * as styles from './styles.module.css';

const ChatPanel = React.lazy(() => import('./kit/ChatPanel'));

export interface ChatKitBotProps extends Partial<ChatConfig> {
  /** Options and event handlers of `useChatKit` (@openai/chatkit-react), over those that the config leads to. */
  options?: Partial<UseChatKitOptions>;
}

/**
 * The chat of this site. Mount it once, anywhere: it draws a button in the corner of the window, and loads the rest when a
 * visitor opens it. Props win over `chatkit.config`.
 */
export default function ChatKitBot({ options, ...props }: ChatKitBotProps): React.ReactElement | null {
  const { launcher, panel } = useLauncher({ ...config, ...props }, styles);
  if (!launcher || !panel) return null;
  return createPortal(
    <React.Suspense fallback={null}>
      <ChatPanel panel={panel} options={options} />
    </React.Suspense>,
    launcher.host,
  );
}
