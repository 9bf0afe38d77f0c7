/** What went wrong, in words for the visitor; one vocabulary for HTTP errors, broken connections and error events. */

export type ProblemKind = "offline" | "limited" | "refused" | "unreachable" | "failed";

export interface Problem {
  kind: ProblemKind;
  message: string;
  /** Another try is welcome after so many seconds, which is at `until` (epoch milliseconds); HTTP 429 and 5xx. */
  wait?: { seconds: number; until: number };
  canRetry: boolean;
}

const LONGEST_SERVER_MESSAGE = 400;
/** Where a 429 does not say, or CORS hides what it says. */
const USUAL_WAIT_SECONDS = 5;

/** An HTTP answer that is not a success. `said` is the server's own sentence, if it sent one fit for a visitor. */
export class HttpError extends Error {
  override readonly name = "ChatKitHttpError";
  constructor(
    readonly status: number,
    readonly said: string | null,
    readonly retryAfterSeconds: number | null,
  ) {
    super(`The chat server answered ${String(status)}${said ? `: ${said}` : ""}`);
  }
}

/** A turn that failed on this page, with a sentence for the visitor. */
export class TurnError extends Error {
  override readonly name = "ChatKitTurnError";
}

export function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === "AbortError" || error.name === "ChatKitDetach");
}

export async function httpErrorFrom(response: Response): Promise<HttpError> {
  let said: string | null = null;
  try {
    said = sentenceIn(JSON.parse((await response.text()).slice(0, 20_000)));
  } catch {
    // A proxy's HTML page or an empty body: the status says enough.
  }
  return new HttpError(response.status, said, retryAfter(response.headers.get("retry-after")));
}

export function problemFrom(error: unknown, now = Date.now()): Problem {
  if (error instanceof HttpError) return problemFromStatus(error, now);
  if (error instanceof TurnError) return { kind: "failed", message: error.message, canRetry: true };
  if (!navigator.onLine) {
    return { kind: "offline", message: "You are offline. Check your connection, then try again.", canRetry: true };
  }
  return {
    kind: "unreachable",
    message: "The chat server cannot be reached at the moment. Please try again shortly.",
    canRetry: true,
  };
}

/** The sentence for an `error` event; custom messages come from the owner's code and are meant to be read. */
export function problemFromEvent(event: { code: string; message?: string | null; allow_retry?: boolean }): Problem {
  const message = event.message?.trim() || "Something went wrong while answering.";
  return { kind: "failed", message, canRetry: event.allow_retry ?? false };
}

function problemFromStatus(error: HttpError, now: number): Problem {
  const { status, said, retryAfterSeconds } = error;
  const waiting = (seconds: number) => ({ wait: { seconds, until: now + seconds * 1000 } });
  if (status === 429) {
    const wait = waiting(retryAfterSeconds ?? USUAL_WAIT_SECONDS);
    return { kind: "limited", message: said ?? "Too many messages in a short time.", canRetry: true, ...wait };
  }
  if (status === 404) return { kind: "refused", message: "This chat is no longer there.", canRetry: false };
  if (status === 413) {
    return { kind: "refused", message: "That message is too long. Shorten it and send it again.", canRetry: false };
  }
  if (status === 401 || status === 403) {
    const message = "The chat could not confirm your session. Reload the page and try again.";
    return { kind: "refused", message, canRetry: true };
  }
  if (status >= 500) {
    const message = "The chat server has a problem. Please try again shortly.";
    return { kind: "unreachable", message, canRetry: true, ...(retryAfterSeconds ? waiting(retryAfterSeconds) : {}) };
  }
  return { kind: "refused", message: said ?? "The chat server did not accept this request.", canRetry: false };
}

/** Looks where common servers put their sentence: {message}, {detail}, {error}, {error: {message}}. */
function sentenceIn(body: unknown): string | null {
  if (typeof body !== "object" || body === null) return null;
  const { message, detail, error } = body as Record<string, unknown>;
  for (const candidate of [message, detail, error]) {
    if (typeof candidate === "string" && candidate.length <= LONGEST_SERVER_MESSAGE) return candidate;
  }
  return sentenceIn(error);
}

/** Retry-After in seconds; the header holds seconds or an HTTP date. */
function retryAfter(header: string | null): number | null {
  if (!header) return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - Date.now()) / 1000));
}
