/** The end of a process that carries the chat and is not ours. */
import { logger } from './logs.mjs';

const log = logger('ending');

/** What ends a process in good order: from a host, and from a terminal or a process manager. */
const SIGNALS = ['SIGTERM', 'SIGINT'];

/**
 * Lets running answers be written to their end, or as far as they came, when the process is told to go. Where the
 * application does not heed the signal itself the process then ends as it would have without us.
 */
export function endWithProcess(close) {
  for (const signal of SIGNALS) {
    process.prependOnceListener(signal, () => {
      const isHeeded = process.listenerCount(signal) > 0;
      const end = () => {
        if (!isHeeded) process.kill(process.pid, signal);
      };
      close().then(end, (error) => {
        log.error('The chat did not end in good order', error);
        end();
      });
    });
  }
}
