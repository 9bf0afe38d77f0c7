/** Whether its worker stopped renewing the lease: it was killed, or cut off from the database. */
export function isExpired(row) {
  return row.state === 'running' && row.leaseUs < nowUs();
}

/** The time, in microseconds since 1970 UTC. */
export function nowUs() {
  return Date.now() * 1000;
}
