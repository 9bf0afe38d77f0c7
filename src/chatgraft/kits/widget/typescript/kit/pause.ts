/** Waiting times between attempts, in milliseconds: 0.4, 0.8, 1.6, 3.2, 6.4, 8, 8 … with up to a quarter of jitter. */
export function backoff(attempt: number): number {
  return Math.min(400 * 2 ** attempt, 8000) * (1 + Math.random() / 4);
}

const sleepers = new Set<() => void>();

/** Ends every pause now: the network is back, or the visitor has pressed "Try now". */
export function wakeAll(): void {
  for (const wake of [...sleepers]) wake();
}

/** Waits, but no longer than until `signal` aborts, the browser comes online, or `wakeAll` is called. Never fails. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      sleepers.delete(wake);
      window.removeEventListener('online', wake);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, milliseconds);
    sleepers.add(wake);
    window.addEventListener('online', wake);
    signal.addEventListener('abort', wake);
    if (signal.aborted) wake();
  });
}
