/** Tells the site's other tabs that something has happened in a conversation. */
export interface Tabs {
  announce: (threadId: string) => void;
  close: () => void;
}

interface Message {
  threadId: string;
}

/** Null in browsers that refuse it, as some do where the visitor blocks site data. */
function openChannel(): BroadcastChannel | null {
  try {
    return new BroadcastChannel('chatkit');
  } catch {
    return null;
  }
}

export function joinTabs(changed: (threadId: string) => void): Tabs {
  const channel = openChannel();
  channel?.addEventListener('message', (event: MessageEvent<Message>) => {
    changed(event.data.threadId);
  });
  return {
    announce(threadId) {
      channel?.postMessage({ threadId } satisfies Message);
    },
    close() {
      channel?.close();
    },
  };
}
