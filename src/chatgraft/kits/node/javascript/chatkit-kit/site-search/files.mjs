/** The files that hold a site's pages, and the passages of one of them. */
import { existsSync } from 'node:fs';

import { lstat, readFile, readdir, realpath } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

import { htmlPassages } from './html.mjs';
import { markdownPassages } from './markdown.mjs';

const LARGEST_PAGE = 4 * 1024 * 1024;
const SKIPPED_FOLDERS = new Set(['node_modules', '__pycache__', 'venv']);
const SKIPPED_FILES = new Set(['404.html', '500.html', '50x.html', '_global-error.html', '_not-found.html']);
const HTML = new Set(['.html', '.htm']);
const MARKDOWN = new Set(['.md', '.mdx', '.markdown']);

/** Those of all roots, in a fixed order. The stamps are those of the Python kit, so that either goes on where the other was. */
export async function* pageFiles(roots) {
  for (const [number, named] of roots.entries()) {
    const folder = await realpath(named.folder);
    const root = { ...named, folder };
    const address = `${root.prefix} ${root.clean ? 'True' : 'False'} ${root.flavor}`;
    const hasIndex = existsSync(join(folder, 'index.html'));
    for await (const [path, facts] of filesIn(folder, hasIndex ? HTML : new Set([...HTML, ...MARKDOWN]))) {
      yield { root, path, stamp: `${String(number)} ${address} ${String(facts.mtimeNs)} ${String(facts.size)}` };
    }
  }
}

/** A page's URL and its passages. */
export async function readPage({ path, root }) {
  const text = await readFile(path, 'utf8');
  const below = relative(root.folder, path).split(sep).join('/');
  return HTML.has(extname(path).toLowerCase())
    ? htmlPassages(text, htmlUrl(below, root))
    : markdownPassages(text, below, root);
}

/**
 * Pages below a folder; links are not followed, as they may lead out of it. Where a folder has an index.html its pages
 * are HTML: Markdown beside them is a note to developers.
 */
async function* filesIn(folder, endings) {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  for (const entry of entries) {
    if (!entry.isFile() || !isPage(entry.name, endings)) continue;
    const path = join(folder, entry.name);
    const facts = await lstat(path, { bigint: true });
    if (facts.size <= LARGEST_PAGE) yield [path, facts];
  }
  for (const { name } of entries.filter((entry) => entry.isDirectory())) {
    if (!SKIPPED_FOLDERS.has(name) && !/^[.[]/.test(name)) yield* filesIn(join(folder, name), endings);
  }
}

/** A name in brackets is a page for many addresses, with none of its own. */
function isPage(name, endings) {
  const ending = extname(name).toLowerCase();
  if (SKIPPED_FILES.has(name) || name.startsWith('[') || (MARKDOWN.has(ending) && name.startsWith('_'))) return false;
  return endings.has(ending);
}

function htmlUrl(path, root) {
  const address = `${root.prefix.replace(/\/+$/, '')}/${path}`;
  if (/(?:^|\/)index\.html$/.test(path)) return address.slice(0, -'index.html'.length);
  return root.clean ? address.slice(0, -extname(path).length) : address;
}
