function nothing() {
  // Nobody keeps metrics.
}

const NOT_KEPT = {
  turnEnded: nothing,
  error: nothing,
  streams: nothing,
  resumed: nothing,
  refused: nothing,
  stoodIn: nothing,
  breaker: nothing,
  used: nothing,
  modelFirst: nothing,
  modelWhole: nothing,
  stored: nothing,
  page: () => Promise.resolve({ body: '', contentType: '' }),
};

/** One per process, as the numbers are the process's. */
export let watch = NOT_KEPT;

export function keepNumbers(numbers) {
  watch = numbers;
}

export function areKept() {
  return watch !== NOT_KEPT;
}

/** Times a statement of the store; does no more than run it where nobody keeps metrics. */
export async function timed(operation, run) {
  if (!areKept()) return run();
  const begun = performance.now();
  try {
    return await run();
  } finally {
    watch.stored(operation, (performance.now() - begun) / 1000);
  }
}
