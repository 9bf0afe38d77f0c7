/**
 * Following an answer that the chat element itself cannot follow: OpenAI's element after a reload, or an answer that
 * another worker makes. The element reads the stored thread again each second until no run is open.
 */
const EVERY = 1000;

export interface RunPoll {
  api: string;
  transport: typeof fetch;
  threadId: string;
  /** Makes the element read the thread again. */
  refresh: () => Promise<void>;
  signal: AbortSignal;
}

/** Returns whether the server knows runs at all: a stock ChatKit server does not. */
export async function pollRun({ api, transport, threadId, refresh, signal }: RunPoll): Promise<boolean> {
  for (let running = false; !signal.aborted; running = true) {
    const response = await transport(`${api}/threads/${encodeURIComponent(threadId)}/run`, { signal }).catch(
      () => null,
    );
    if (response?.status === 404 || response?.status === 405) return false;
    const open = response?.status === 200;
    if (open || running) await refresh();
    if (!open) return true;
    await new Promise((resolve) => setTimeout(resolve, EVERY));
  }
  return true;
}

/** The newest thread of this visitor: where an answer went whose thread is not known here yet. */
export async function newestThread(api: string, transport: typeof fetch): Promise<string | null> {
  const body = JSON.stringify({ type: 'threads.list', params: { limit: 1, order: 'desc' } });
  const headers = { 'content-type': 'application/json' };
  const response = await transport(api, { method: 'POST', headers, body });
  if (!response.ok) return null;
  const page = (await response.json()) as { data: { id: string }[] };
  return page.data[0]?.id ?? null;
}
