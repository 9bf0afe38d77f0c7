/** Pages of a site that is only reachable over the network: those in its sitemap.xml, of the same host alone. */
import { gunzipSync } from 'node:zlib';
import { addressOf } from '../addresses.ts';
import { logger } from '../logs.ts';
import type { Passage } from '../questions.ts';
import { htmlPassages } from './html.ts';
import { unescaped } from './tree.ts';

const log = logger('site_map');

const MOST_PAGES = 1000;
const MOST_MAPS = 20;
const LARGEST_PAGE = 4 * 1024 * 1024;
const MOST_REDIRECTS = 10;
const MILLISECONDS = 10_000;
const IS_GZIP = Buffer.from([0x1f, 0x8b]);

/** The site no longer answers. */
export class SiteAwayError extends Error {}

/** An address of the site answered, but not with a page. */
class RefusedError extends Error {}

/**
 * The passages of every page that the sitemap names, until told to stop; what cannot be read is passed over. Throws
 * `SiteAwayError` when that is so as the whole site has gone away meanwhile.
 */
export async function* siteMapPages(site: string, signal: AbortSignal): AsyncIterableIterator<Passage> {
  const maps = [mapOf(site)];
  const pages = new Set<string>();
  for (const [number, address] of maps.entries()) {
    if (number >= MOST_MAPS) break;
    const text = await read(address, site, signal);
    const found = Array.from(text.matchAll(/<loc>\s*(.*?)\s*<\/loc>/g), (place) => unescaped(place[1] ?? ''));
    if (text.includes('<sitemapindex')) maps.push(...found);
    else for (const page of found) pages.add(page);
  }
  for (const address of [...pages].filter((page) => isOf(page, site)).slice(0, MOST_PAGES)) {
    if (signal.aborted) return;
    yield* htmlPassages(await read(address, site, signal), new URL(address).pathname).passages;
  }
}

/** Text of an address of the site; empty for other hosts, redirects to them, and what fails by itself. */
async function read(address: string, site: string, signal: AbortSignal): Promise<string> {
  if (!isOf(address, site)) return '';
  try {
    const body = await fetched(address, site, signal);
    const isPacked = address.endsWith('.gz') && body.subarray(0, 2).equals(IS_GZIP);
    return (isPacked ? gunzipSync(body, { maxOutputLength: LARGEST_PAGE }) : body).toString('utf8');
  } catch (error) {
    log.warning('A page of the site could not be read', { page: address, error: String(error) });
    if (!(error instanceof RefusedError) && address !== mapOf(site)) await requireAnswer(site, signal);
    return '';
  }
}

/** Throws `SiteAwayError` where the site does not even have its sitemap any more. */
async function requireAnswer(site: string, signal: AbortSignal): Promise<void> {
  await fetched(mapOf(site), site, signal).catch(() => {
    throw new SiteAwayError(`${site} no longer answers`);
  });
}

function mapOf(site: string): string {
  return `${site}/sitemap.xml`;
}

async function fetched(address: string, site: string, signal: AbortSignal): Promise<Buffer> {
  const ending = new AbortController();
  const stop = (): void => {
    ending.abort();
  };
  const timer = setTimeout(stop, MILLISECONDS);
  signal.addEventListener('abort', stop);
  try {
    return await bodyOf(await within(address, site, ending.signal));
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    stop(); // what is longer than any page is not read to its end
  }
}

/** Follows redirects within the site. One that leads elsewhere, into an inner network perhaps, is not asked. */
async function within(address: string, site: string, signal: AbortSignal): Promise<Response> {
  let at = address;
  for (let count = 0; count < MOST_REDIRECTS; count++) {
    const response = await fetch(at, { redirect: 'manual', signal, headers: { 'User-Agent': 'chatkit-site-index' } });
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || !location) {
      if (response.ok) return response;
      const answered = `It answered ${String(response.status)}.`;
      throw response.status < 500 ? new RefusedError(answered) : new Error(answered);
    }
    at = new URL(location, at).href;
    if (!isOf(at, site)) throw new RefusedError('It leads to another host.');
  }
  throw new RefusedError('It leads round in a circle.');
}

async function bodyOf(response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= LARGEST_PAGE) break;
  }
  return Buffer.concat(chunks).subarray(0, LARGEST_PAGE);
}

function isOf(address: string, site: string): boolean {
  const there = addressOf(address);
  return there !== null && ['http:', 'https:'].includes(there.protocol) && there.host === addressOf(site)?.host;
}
