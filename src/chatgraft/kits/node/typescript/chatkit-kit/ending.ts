/** The end of a process that carries the chat and is not ours. */
import { logger } from './logs.ts';

const log = logger('ending');

/** What ends a process in good order: from a host, and from a terminal or a process manager. */
const SIGNALS: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGINT'];
/** nodemon's. Any other program that listens to it means something else by it. Windows does not know it. */
const RESTART: readonly NodeJS.Signals[] = process.platform === 'win32' ? [] : ['SIGUSR2'];

/** nodemon tells a process twice; a person who tells it again does so later. */
const TWICE_MILLISECONDS = 500;

const closes: (() => Promise<void>)[] = [];
let toldAt: number | undefined;

/**
 * Lets running answers be written to their end, or as far as they came, when the process is told to go. Where the
 * application does not heed the signal itself the process then ends as it would have without us; told again, at once.
 */
export function endWithProcess(close: () => Promise<void>): void {
  closes.push(close);
  if (closes.length === 1) for (const signal of [...SIGNALS, ...RESTART]) process.prependListener(signal, end);
}

/** Listens until all is written: `tsx watch` ends a process to whose signals nobody listens. */
function end(signal: NodeJS.Signals): void {
  const isHeeded = process.listenerCount(signal) > 1;
  if (isHeeded && RESTART.includes(signal)) return;
  const leave = (): void => {
    if (isHeeded) return;
    process.off(signal, end);
    process.kill(process.pid, signal);
  };
  if (toldAt !== undefined) {
    if (Date.now() - toldAt > TWICE_MILLISECONDS) leave();
    return;
  }
  toldAt = Date.now();
  Promise.all(closes.map((close) => close())).then(leave, (error: unknown) => {
    log.error('The chat did not end in good order', error);
    leave();
  });
}
