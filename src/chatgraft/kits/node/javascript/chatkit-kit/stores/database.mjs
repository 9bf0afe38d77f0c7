/** Whether its worker stopped renewing the lease: it was killed, or cut off from the database. */
export function isExpired(row) {
  return row.state === 'running' && row.leaseUs < nowUs();
}

/** What lies between the fine clock, which runs on its own, and that of the machine. */
let anchor = 0;

/** The time, in microseconds since 1970 UTC: that of the machine's clock, which knows milliseconds, and a finer one's. */
export function nowUs() {
  const machine = Date.now() * 1000;
  const fine = Math.floor(performance.now() * 1000) + anchor;
  if (fine >= machine && fine < machine + 1000) return fine;
  anchor += machine - fine;
  return machine;
}
