/** Full-text search over the site's own pages: an SQLite FTS5 file that follows the pages, changed ones alone. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { logger } from '../logs.ts';
import type { Passage, SitePages } from '../questions.ts';
import type { Settings } from '../settings.ts';
import { pageFiles } from './files.ts';
import { siteMapPages } from './map.ts';
import { RANK, SiteStore } from './store.ts';
import { loadParser } from './tree.ts';
import { begunTerms, searchTerms } from './words.ts';

const log = logger('site_index');

const INDEX_FILE = 'site_index.sqlite3';
const WAIT_MILLISECONDS = 10_000;
const MAP_HOURS = 24;
const MOST_OF_A_PAGE = 2;
/** How long a look at the pages is good for, once somebody asks. */
const LOOK_MILLISECONDS = 30_000;
/** And where a site that is read over the network could not be read, or not to its end. */
const RETRY_MILLISECONDS = 300_000;

/** What the index reads of the service's settings. */
export type SiteSettings = Pick<Settings, 'dataDir' | 'siteRoots' | 'siteUrl'>;

/** The search over one site. Reads it when somebody asks first, or when `build` is called; a search waits a little. */
export class SiteIndex implements SitePages {
  readonly #settings: SiteSettings;
  readonly #store: SiteStore;
  readonly #stopping = new AbortController();
  #first: Promise<void> | undefined;
  #building: Promise<void> | undefined;
  #nextLook = 0;

  constructor(settings: SiteSettings) {
    this.#settings = settings;
    this.#store = new SiteStore(join(settings.dataDir, INDEX_FILE));
  }

  /** Bring the index up to date; keeps the old one when the pages cannot be read. One at a time, for all who call. */
  build(): Promise<void> {
    this.#building ??= this.#refresh()
      .catch((error: unknown) => {
        log.error('The site index could not be built', error); // whatever one page has in it, the service goes on
      })
      .finally(() => {
        this.#building = undefined;
      });
    this.#first ??= this.#building;
    return this.#building;
  }

  /** Let go of a site that is still being read; resolves when nothing more is written. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#building;
  }

  /**
   * The passages that fit best, best first; empty when nothing fits. Of a heading at most one, of a page at most two,
   * and a text that several pages have once. Words of other endings count where there is room left: Porter's stems are
   * for English.
   */
  async search(words: string, limit = 4): Promise<Passage[]> {
    let found = distinct(await this.#matching(searchTerms(words), limit));
    if (found.length < limit) found = distinct([...found, ...(await this.#matching(begunTerms(words), limit))]);
    return found.slice(0, limit);
  }

  /** The pages that lie least deep, without their text: what the site is about at a glance. */
  async mainPages(limit = 8): Promise<Passage[]> {
    const rows = await this.#select<{ place: string; page: string }>(
      "SELECT substr(url, 1, instr(url || '#', '#') - 1) AS place, page FROM passages GROUP BY place " +
        "ORDER BY length(rtrim(place, '/')) - length(replace(rtrim(place, '/'), '/', '')), min(rowid) LIMIT ?",
      limit,
    );
    return rows.map(({ place, page }) => ({ url: place, page, heading: '', text: '' }));
  }

  #matching(terms: readonly string[], limit: number): Promise<Passage[]> {
    return this.#select<Passage>(
      `SELECT url, page, heading, text FROM passages WHERE passages MATCH ? ORDER BY ${RANK} LIMIT ?`,
      terms.join(' OR ') || '""',
      limit * 4,
    );
  }

  /** Waits a little for the first index, and has the pages looked at again when the last look is a while ago. */
  async #select<T>(statement: string, ...values: (string | number)[]): Promise<T[]> {
    if (performance.now() > this.#nextLook) void this.build();
    await waitedFor(this.#first);
    return this.#store.select<T>(statement, ...values);
  }

  #isStopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  async #refresh(): Promise<void> {
    this.#nextLook = performance.now() + LOOK_MILLISECONDS;
    const { signal } = this.#stopping;
    if (this.#isStopped()) return;
    await loadParser();
    const { siteUrl: site } = this.#settings;
    const roots = this.#settings.siteRoots.filter(({ folder }) => existsSync(folder));
    let count: number | null = null;
    if (roots.length || !site) {
      count = await this.#store.follow(await collected(pageFiles(roots)), signal);
    } else if (!(await this.#store.holds(site, MAP_HOURS))) {
      count = await this.#store.fill(site, siteMapPages(site, signal), signal);
      if (count === null && !this.#isStopped()) {
        this.#nextLook = performance.now() + RETRY_MILLISECONDS;
        log.warning('Not all of the site could be read, which is tried again later', { site });
      }
    }
    if (count !== null && !this.#isStopped()) log.info('The site index was built', { passages: count });
  }
}

async function waitedFor(first: Promise<void> | undefined): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, WAIT_MILLISECONDS);
  });
  await Promise.race([first, late]);
  clearTimeout(timer);
}

async function collected<T>(values: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const value of values) found.push(value);
  return found;
}

function distinct(passages: readonly Passage[]): Passage[] {
  const seen = new Set<string>();
  const ofPage = new Map<string, number>();
  return passages.filter(({ url, text }) => {
    const page = url.split('#')[0] ?? url;
    const count = ofPage.get(page) ?? 0;
    if (seen.has(url) || seen.has(text) || count >= MOST_OF_A_PAGE) return false;
    ofPage.set(page, count + 1);
    seen.add(url).add(text);
    return true;
  });
}
