/** Tells the site's other tabs that something has happened in a conversation. */
export interface Tabs {
  announce: (threadId: string) => void;
  close: () => void;
}

interface Message {
  threadId: string;
}

export function joinTabs(changed: (threadId: string) => void): Tabs {
  const channel = new BroadcastChannel('chatkit');
  channel.addEventListener('message', (event: MessageEvent<Message>) => {
    changed(event.data.threadId);
  });
  return {
    announce(threadId) {
      channel.postMessage({ threadId } satisfies Message);
    },
    close() {
      channel.close();
    },
  };
}
