/**
 * How the generators of sites make addresses of Markdown files and anchors of headings: one record each.
 *
 * `SITE_ROOT` names one after the prefix: `../docs=/:mkdocs`. Without a name, Docusaurus' rules hold, which its kin
 * share.
 */
import { posix } from 'node:path';

export type Front = Readonly<Record<string, string>>;

export interface Flavor {
  /**
   * A path below the prefix, empty for the root, of a file and its front matter; null of a file that is no page.
   * `isClean`: the site shows pages without `.html`.
   */
  address(path: string, front: Front, isClean: boolean): string | null;
  /** An anchor of a heading as it reads. */
  slug(heading: string): string;
  /** What the second heading of the same name gets. */
  again(slug: string, count: number): string;
}

/** As github-slugger does (github.com/Flet/github-slugger): marks go, each blank becomes a hyphen. */
function githubSlug(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_\- ]/gu, '')
    .replaceAll(' ', '-');
}

/** As `slugify` of @mdit-vue/shared does. */
function vitepressSlug(heading: string): string {
  return heading
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[\0-\x1f]/g, '') // eslint-disable-line no-control-regex -- these are what goes
    .replace(/[\s~`!@#$%^&*()\-_+=[\]{}|\\;:"'\u201c\u201d\u2018\u2019<>,.?/]+/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^-+|-+$/g, '')
    .replace(/^(\d)/, '_$1')
    .toLowerCase();
}

/** As `slugify` of Python-Markdown's toc extension does: what is not ASCII goes. */
function mkdocsSlug(heading: string): string {
  return heading
    .normalize('NFKD')
    .replace(/[^\w\s-]/g, '')
    .trim()
    .toLowerCase()
    .replace(/[-\s]+/g, '-');
}

/** Docusaurus takes numbers that order files off, but not dates and versions (`numberPrefix.ts`). */
export function withoutNumber(name: string): string {
  return name.replace(/^\d+\s*[-_.]+\s*(?=[^\d\s_.-])/, '');
}

/** A path's folders, and its file's name without its ending. */
export function partsOf(path: string): { folders: string[]; stem: string } {
  const folders = path.split('/');
  const name = folders.pop() ?? '';
  return { folders, stem: posix.parse(name).name };
}

function docusaurus(path: string, front: Front): string {
  const { folders: asWritten, stem } = partsOf(path);
  const folders = asWritten.map(withoutNumber);
  const isIndex = ['index', 'readme'].includes(stem.toLowerCase());
  const dated = /^(\d{4})-(\d{2})-(\d{2})-(.+)/.exec(isIndex ? (asWritten.at(-1) ?? '') : stem);
  if (dated && isIndex) folders.pop();
  const own = front['slug'] ?? '';
  const trimmed = own.replace(/^\/+|\/+$/g, '');
  if (own) return own.startsWith('/') ? trimmed : [...folders, trimmed].join('/');
  if (dated) return [...folders, ...dated.slice(1)].join('/');
  const name = front['id'] || withoutNumber(stem); // eslint-disable-line @typescript-eslint/prefer-nullish-coalescing -- '' is none
  const isFolder =
    ['index', 'readme'].includes(name.toLowerCase()) || name.toLowerCase() === folders.at(-1)?.toLowerCase();
  return (isFolder ? folders : [...folders, name]).join('/');
}

function vitepress(path: string, _: Front, isClean: boolean): string {
  const { folders, stem } = partsOf(path);
  if (stem === 'index') return asFolder(folders);
  return [...folders, isClean ? stem : `${stem}.html`].join('/');
}

/** `isClean` is what MkDocs calls `use_directory_urls`. */
function mkdocs(path: string, _: Front, isClean: boolean): string {
  const { folders, stem } = partsOf(path);
  if (['index', 'readme'].includes(stem.toLowerCase())) return asFolder(folders);
  return [...folders, isClean ? `${stem}/` : `${stem}.html`].join('/');
}

/** Each part as a slug, as the loader of content collections makes it (docs.astro.build, `glob()`). */
function astro(path: string, front: Front): string {
  const own = (front['slug'] ?? '').replace(/^\/+|\/+$/g, '');
  const { folders, stem } = partsOf(path);
  const parts = [...folders, stem].map(githubSlug);
  return own || (parts.at(-1) === 'index' ? parts.slice(0, -1) : parts).join('/');
}

/** A folder in brackets is no part of the address. */
function next(path: string): string {
  const { folders, stem } = partsOf(path);
  const shown = folders.filter((part) => !/^\(.*\)$/.test(part));
  return (stem === 'index' ? shown : [...shown, stem]).join('/');
}

/** In the App Router a folder's `page` is one; a folder that begins with @ or _ has none of its own. */
function nextApp(path: string): string | null {
  const { folders, stem } = partsOf(path);
  if (stem !== 'page' || folders.some((part) => /^(?:@|_|\(\.)/.test(part))) return null;
  return next([...folders, 'index'].join('/'));
}

function asFolder(folders: readonly string[]): string {
  return folders.map((folder) => `${folder}/`).join('');
}

function hyphened(slug: string, count: number): string {
  return `${slug}-${String(count)}`;
}

const DOCUSAURUS: Flavor = { address: docusaurus, slug: githubSlug, again: hyphened };

const FLAVORS: Readonly<Record<string, Flavor>> = {
  docusaurus: DOCUSAURUS,
  vitepress: { address: vitepress, slug: vitepressSlug, again: hyphened },
  mkdocs: { address: mkdocs, slug: mkdocsSlug, again: (slug, count) => `${slug}_${String(count)}` },
  astro: { address: astro, slug: githubSlug, again: hyphened },
  next: { address: next, slug: githubSlug, again: hyphened },
  'next-app': { address: nextApp, slug: githubSlug, again: hyphened },
};

/** The names that may stand in `SITE_ROOT`. */
export const FLAVOR_NAMES: readonly string[] = Object.keys(FLAVORS);

/** The rules of that name; without one, Docusaurus'. */
export function flavorOf(name: string): Flavor {
  return FLAVORS[name] ?? DOCUSAURUS;
}
