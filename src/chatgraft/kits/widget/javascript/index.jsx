'use client';

import * as React from 'react';
import { createPortal } from 'react-dom';

import config from './chatkit.config.js';

import { useLauncher } from './kit/useLauncher.js';
import * as styles from './styles.module.css';

const ChatPanel = React.lazy(() => import('./kit/ChatPanel.jsx'));

/**
 * The chat of this site. Mount it once, anywhere: it draws a button in the corner of the window, and loads the rest when a
 * visitor opens it. Props win over `chatkit.config`.
 */
export default function ChatKitBot({ options, ...props }) {
  const { launcher, panel } = useLauncher({ ...config, ...props }, styles);
  if (!launcher || !panel) return null;
  return createPortal(
    <React.Suspense fallback={null}>
      <ChatPanel panel={panel} options={options} />
    </React.Suspense>,
    launcher.host,
  );
}
