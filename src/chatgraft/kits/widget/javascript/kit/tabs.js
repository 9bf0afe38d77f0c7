export function joinTabs(changed) {
  const channel = new BroadcastChannel('chatkit');
  channel.addEventListener('message', (event) => {
    changed(event.data.threadId);
  });
  return {
    announce(threadId) {
      channel.postMessage({ threadId });
    },
    close() {
      channel.close();
    },
  };
}
