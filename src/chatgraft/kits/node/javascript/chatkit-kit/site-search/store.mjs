/** The file in which the passages of a site's pages lie, ready for full-text search. The Python kit's has the same form. */
import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setImmediate as breath } from 'node:timers/promises';
import { logger } from '../logs.mjs';

import { loadSqlite } from '../stores/sql/sqlite-driver.mjs';

import { readPage } from './files.mjs';

import { SiteAwayError } from './map.mjs';
import { codeOf, proseOf } from './pages.mjs';

import { spaced } from './words.mjs';

const log = logger('site_store');

const FORM = '3';
const TABLES = `
CREATE TABLE about (form TEXT, site TEXT, built TEXT);
CREATE TABLE files (path TEXT PRIMARY KEY, stamp TEXT, place TEXT, first INTEGER, last INTEGER);
CREATE VIRTUAL TABLE passages USING fts5(
    url UNINDEXED, page UNINDEXED, heading UNINDEXED, text UNINDEXED,
    page_words, heading_words, text_words, code_words, url_words,
    tokenize = 'porter unicode61 remove_diacritics 2');
`;
/** As the Python kit ranks, where the weights were tried on labelled questions: headings weigh most, code little. */
export const RANK = 'bm25(passages, 0, 0, 0, 0, 6.0, 4.0, 1.0, 0.3, 1.0)';
const INSERT = 'INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)';

/**
 * Readers always find a whole file: what changes is written beside it, and put in its place at the end.
 *
 * `site` is the address of a site that is read over the network, empty for one that lies in files.
 */
export class SiteStore {
  #path;
  #driver;

  constructor(path) {
    this.#path = path;
  }

  /** Rows of the file; none where there is none yet. */
  async select(statement, ...values) {
    if (!(await exists(this.#path))) return [];
    const file = await this.#open(this.#path);
    try {
      return file.prepare(statement).all(...values);
    } finally {
      file.close();
    }
  }

  /** Whether it is this site's and no older than that. What is not whole is older than anything. */
  async holds(site, hours = Infinity) {
    const age = "coalesce((julianday('now') - julianday(built)) * 24, 1e9)";
    try {
      const about = await this.select(`SELECT form, site, ${age} AS age FROM about`);
      return about.some((one) => one.form === FORM && one.site === site && one.age < hours);
    } catch {
      return false; // no index, or one that was broken
    }
  }

  /**
   * Make it anew of those passages; their number, null where not all came. Then what is there of this site stays; where
   * nothing is, it gets what came, to be read again soon.
   */
  async fill(site, passages, signal) {
    const came = { count: 0, isWhole: true };
    await this.#write(site, signal, true, async (file) => {
      const insert = file.prepare(INSERT);
      try {
        for await (const passage of passages) {
          insert.run(...valuesOf(passage));
          came.count++;
        }
      } catch (error) {
        if (!(error instanceof SiteAwayError)) throw error;
        came.isWhole = false;
      }
      came.isWhole &&= came.count > 0;
      if (!came.isWhole) file.exec('UPDATE about SET built = NULL');
      return came.isWhole || !(await this.holds(site));
    });
    return came.isWhole ? came.count : null;
  }

  /**
   * Read the files that have changed and forget those that are gone; how many passages there are, null when nothing has
   * changed. Of two files with the same URL the earlier one counts.
   */
  async follow(files, signal) {
    const isOurs = await this.holds('');
    const rows = isOurs ? await this.select('SELECT * FROM files') : [];
    const known = new Map(rows.map((row) => [row.path, row]));
    if (isOurs && known.size === files.length && files.every((file) => known.get(file.path)?.stamp === file.stamp)) {
      return null;
    }
    let count = 0;
    await this.#write('', signal, !isOurs, async (file) => {
      const following = new Following(file);
      for (const page of files) {
        if (signal.aborted) return false;
        await following.follow(page, known.get(page.path));
        await breath(); // whoever else is served by this process comes in between
        known.delete(page.path);
      }
      for (const row of known.values()) following.forget(row);
      count = following.count();
      return true;
    });
    return count;
  }

  async #open(path) {
    this.#driver ??= loadSqlite("The search of the site's pages");
    return (await this.#driver)(path);
  }

  /** `work` says whether the new file is to be put in the place of the old one. */
  async #write(site, signal, isNew, work) {
    const folder = dirname(this.#path);
    await mkdir(folder, { recursive: true });
    const fresh = join(/* turbopackIgnore: true */ folder, `${basename(this.#path)}.${String(process.pid)}`);
    await rm(fresh, { force: true });
    try {
      if (!isNew) await copyFile(this.#path, fresh);
      const file = await this.#open(fresh);
      let isKept = false;
      try {
        file.exec(`BEGIN; ${isNew ? TABLES : ''} DELETE FROM about;`);
        file.prepare("INSERT INTO about VALUES (?, ?, datetime('now'))").run(FORM, site);
        isKept = await work(file);
        file.exec('COMMIT');
      } finally {
        file.close();
      }
      if (isKept && !signal.aborted) await rename(fresh, this.#path);
    } finally {
      await rm(fresh, { force: true });
    }
  }
}

/** Brings one file's rows up to date, page by page. */
class Following {
  #file;
  #taken = new Set();

  constructor(file) {
    this.#file = file;
  }

  /** Leave a page's passages where neither it has changed nor who has its URL; else read it. */
  async follow(page, row) {
    const isShown = row?.first !== null;
    if (row?.stamp === page.stamp && isShown !== this.#taken.has(row.place)) {
      this.#taken.add(row.place);
      return;
    }
    if (row) this.forget(row);
    try {
      this.#add(page, await readPage(page));
    } catch (error) {
      // Such as a file that has just gone; the others are read all the same.
      log.error('A page could not be read', error, { page: page.path });
    }
  }

  forget({ path, first, last }) {
    this.#file.prepare('DELETE FROM passages WHERE rowid BETWEEN ? AND ?').run(first, last);
    this.#file.prepare('DELETE FROM files WHERE path = ?').run(path);
  }

  count() {
    return this.#number('SELECT count(*) AS number FROM passages');
  }

  #add({ path, stamp }, { url, passages }) {
    const place = url.replace(/\/+$/, '');
    let [first, last] = [null, null];
    if (!this.#taken.has(place)) {
      this.#taken.add(place);
      first = this.#number('SELECT coalesce(max(rowid), 0) + 1 AS number FROM passages');
      const insert = this.#file.prepare(INSERT);
      for (const passage of passages) insert.run(...valuesOf(passage));
      last = first + passages.length - 1;
    }
    this.#file.prepare('INSERT INTO files VALUES (?, ?, ?, ?, ?)').run(path, stamp, place, first ?? null, last ?? null);
  }

  #number(statement) {
    const [row] = this.#file.prepare(statement).all();
    return row.number;
  }
}

function valuesOf(passage) {
  const { url, page, heading, text } = passage;
  const words = [page, heading === page ? '' : heading, proseOf(passage), codeOf(passage).join(' '), url];
  return [url, page, heading, text, ...words.map(spaced)];
}

async function exists(path) {
  return stat(path).then(
    () => true,
    () => false,
  );
}
