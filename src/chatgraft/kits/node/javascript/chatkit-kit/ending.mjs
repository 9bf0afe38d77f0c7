/** The end of a process that carries the chat and is not ours. */

/**
 * Lets running answers be written to their end, or as far as they came, when the process is told to go. Where nobody else
 * heeds the signal it then does what it would have done without us.
 */
export function endWithProcess(close) {
  process.once('SIGTERM', () => {
    void close().finally(() => {
      if (process.listenerCount('SIGTERM') === 0) process.kill(process.pid, 'SIGTERM');
    });
  });
}
