/** Full-text search over the site's own pages: an SQLite FTS5 file that follows the pages, changed ones alone. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { logger } from '../logs.mjs';

import { pageFiles } from './files.mjs';
import { siteMapPages } from './map.mjs';
import { RANK, SiteStore } from './store.mjs';
import { loadParser } from './tree.mjs';
import { begunTerms, searchTerms } from './words.mjs';

const log = logger('site_index');

const INDEX_FILE = 'site_index.sqlite3';
const WAIT_MILLISECONDS = 10_000;
const MAP_HOURS = 24;
const MOST_OF_A_PAGE = 2;
/** How long a look at the pages is good for, once somebody asks. */
const LOOK_MILLISECONDS = 30_000;
/** And where a site that is read over the network could not be read, or not to its end. */
const RETRY_MILLISECONDS = 300_000;

/** The search over one site. Reads it when somebody asks first, or when `build` is called; a search waits a little. */
export class SiteIndex {
  #settings;
  #store;
  #stopping = new AbortController();
  #first;
  #building;
  #nextLook = 0;

  constructor(settings) {
    this.#settings = settings;
    this.#store = new SiteStore(join(settings.dataDir, INDEX_FILE));
  }

  /** Bring the index up to date; keeps the old one when the pages cannot be read. One at a time, for all who call. */
  build() {
    this.#building ??= this.#refresh()
      .catch((error) => {
        log.error('The site index could not be built', error); // whatever one page has in it, the service goes on
      })
      .finally(() => {
        this.#building = undefined;
      });
    this.#first ??= this.#building;
    return this.#building;
  }

  /** Let go of a site that is still being read; resolves when nothing more is written. */
  async stop() {
    this.#stopping.abort();
    await this.#building;
  }

  /**
   * The passages that fit best, best first; empty when nothing fits. Of a heading at most one, of a page at most two,
   * and a text that several pages have once. Words of other endings count where there is room left: Porter's stems are
   * for English.
   */
  async search(words, limit = 4) {
    let found = distinct(await this.#matching(searchTerms(words), limit));
    if (found.length < limit) found = distinct([...found, ...(await this.#matching(begunTerms(words), limit))]);
    return found.slice(0, limit);
  }

  /** The pages that lie least deep, without their text: what the site is about at a glance. */
  async mainPages(limit = 8) {
    const rows = await this.#select(
      "SELECT substr(url, 1, instr(url || '#', '#') - 1) AS place, page FROM passages GROUP BY place " +
        "ORDER BY length(rtrim(place, '/')) - length(replace(rtrim(place, '/'), '/', '')), min(rowid) LIMIT ?",
      limit,
    );
    return rows.map(({ place, page }) => ({ url: place, page, heading: '', text: '' }));
  }

  #matching(terms, limit) {
    return this.#select(
      `SELECT url, page, heading, text FROM passages WHERE passages MATCH ? ORDER BY ${RANK} LIMIT ?`,
      terms.join(' OR ') || '""',
      limit * 4,
    );
  }

  /** Waits a little for the first index, and has the pages looked at again when the last look is a while ago. */
  async #select(statement, ...values) {
    if (performance.now() > this.#nextLook) void this.build();
    await waitedFor(this.#first);
    return this.#store.select(statement, ...values);
  }

  #isStopped() {
    return this.#stopping.signal.aborted;
  }

  async #refresh() {
    this.#nextLook = performance.now() + LOOK_MILLISECONDS;
    const { signal } = this.#stopping;
    if (this.#isStopped()) return;
    await loadParser();
    const { siteUrl: site } = this.#settings;
    const roots = this.#settings.siteRoots.filter(({ folder }) => existsSync(folder));
    let count = null;
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

async function waitedFor(first) {
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, WAIT_MILLISECONDS);
  });
  await Promise.race([first, late]);
  clearTimeout(timer);
}

async function collected(values) {
  const found = [];
  for await (const value of values) found.push(value);
  return found;
}

function distinct(passages) {
  const seen = new Set();
  const ofPage = new Map();
  return passages.filter(({ url, text }) => {
    const page = url.split('#')[0] ?? url;
    const count = ofPage.get(page) ?? 0;
    if (seen.has(url) || seen.has(text) || count >= MOST_OF_A_PAGE) return false;
    ofPage.set(page, count + 1);
    seen.add(url).add(text);
    return true;
  });
}
