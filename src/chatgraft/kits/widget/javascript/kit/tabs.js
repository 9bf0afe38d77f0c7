/** Null in browsers that refuse it, as some do where the visitor blocks site data. */
function openChannel() {
  try {
    return new BroadcastChannel('chatkit');
  } catch {
    return null;
  }
}

export function joinTabs(changed) {
  const channel = openChannel();
  channel?.addEventListener('message', (event) => {
    changed(event.data.threadId);
  });
  return {
    announce(threadId) {
      channel?.postMessage({ threadId });
    },
    close() {
      channel?.close();
    },
  };
}
