/**
 * Builds what lands in projects from their TypeScript: the JavaScript variants of the widget and of the Node kit, and
 * the framework-free widget. Deterministic; `--check` builds beside and compares, for CI.
 */
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import esbuild from 'esbuild';
import prettier from 'prettier';
import { toJavaScript } from './javascript.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const kits = join(root, 'src/chatgraft/kits/widget');
const source = join(kits, 'typescript');
const node = join(root, 'src/chatgraft/kits/node');

/** What a kit's TypeScript becomes: the endings of the files, and how imports name them. */
const BUNDLED = { script: '.js', markup: '.jsx', named: withEndings };
const RUN = { script: '.mjs', markup: '.jsx', named: withOtherEndings };

/** Most bytes after gzip: what a page loads before a visitor shows interest (the first two), and what follows then. */
const LIMITS = { 'widget.js': 3072, ChatKitBot: 3584, 'selection.js': 2560, 'panel.js': 12288 };

const BANNER = `/* eslint-disable */
/*!
 * Chat widget, framework-free build. Licence: Apache-2.0.
 * Settings: chatkit.config.js. Not affiliated with OpenAI.
 */`;

async function files(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

async function put(path, text) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

/** Relative imports by the whole name of their file, as bundlers want them where a package is of ES modules. */
function withEndings(text, name, names) {
  return text.replace(/(\bfrom |\bimport\(|\bimport )'(\.{1,2}\/[^']+)'/g, (whole, before, path) => {
    const target = join(dirname(name), path);
    const ending = names.has(`${target}.ts`) ? '.js' : names.has(`${target}.tsx`) ? '.jsx' : '';
    return `${before}'${path}${ending}'`;
  });
}

/** Relative imports of `.ts` files by what those are built into. */
function withOtherEndings(text) {
  return text.replace(/(\bfrom |\bimport\(|\bimport )'(\.{1,2}\/[^']+)\.ts'/g, "$1'$2.mjs'");
}

/** The JavaScript variant of a folder of TypeScript; files of types alone have none, other files are copied. */
async function buildJavaScript(from, out, kind) {
  const style = await prettier.resolveConfig(join(from, 'index.ts'));
  const names = new Set(await files(from));
  for (const name of names) {
    if (name.endsWith('.d.ts')) continue;
    if (/\.tsx?$/.test(name)) {
      const text = await toJavaScript(await readFile(join(from, name), 'utf8'), name, style);
      if (/^\s*$/.test(text.replace(/\/\*[^]*?\*\//g, ''))) continue;
      const built = name.replace(/\.tsx?$/, name.endsWith('x') ? kind.markup : kind.script);
      await put(join(out, built), kind.named(text, name, names));
    } else {
      await mkdir(dirname(join(out, name)), { recursive: true });
      await cp(join(from, name), join(out, name));
    }
  }
}

/** Style sheets are template literals marked with a `css` comment; their blanks are no concern of a visitor's. */
const minifyStyles = {
  name: 'minify-styles',
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const parts = text.split(/\/\* css \*\/ `([^`]*)`/);
      for (let i = 1; i < parts.length; i += 2) {
        const { code } = await esbuild.transform(parts[i], { loader: 'css', minify: true, target: 'chrome120' });
        parts[i] = JSON.stringify(
          code.trim().replace(/^(?!:host\{)/, parts[i].trimStart().startsWith(':host {}') ? ':host{}' : ''),
        );
      }
      return { contents: parts.join(''), loader: 'ts' };
    });
  },
};

/** Modules that stay files of their own; each is a request that a page makes only when it needs it. */
function external(specifiers) {
  return {
    name: 'external',
    setup(build) {
      build.onResolve({ filter: /^\.{1,2}\// }, ({ path }) => {
        const target = specifiers[path];
        return target ? { path: target, external: true } : null;
      });
    },
  };
}

async function bundle(out, name, entry, specifiers) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(root, entry)],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    banner: { js: BANNER },
    plugins: [minifyStyles, external(specifiers)],
    write: false,
  });
  await put(join(out, name), outputFiles[0].text);
}

/** The plain JavaScript twins of the TypeScript files that mount the widget in a framework. */
async function buildMounts(out) {
  const mounts = join(kits, 'mounts');
  const style = await prettier.resolveConfig(mounts);
  for (const name of (await files(mounts)).filter((each) => /\.tsx?$/.test(each))) {
    const text = await readFile(join(mounts, name), 'utf8');
    await put(join(out, name.replace(/\.tsx?$/, '.js')), await toJavaScript(text, name, style));
  }
}

async function buildHtml(out) {
  const kit = 'src/chatgraft/kits/widget/typescript/kit';
  await bundle(out, 'widget.js', 'tools/browser/html/widget.ts', {
    './chatkit.config': './chatkit.config.js',
    './kit/mount-panel': './panel.js',
    './selection': './selection.js',
  });
  await bundle(out, 'selection.js', `${kit}/selection.ts`, {});
  await bundle(out, 'panel.js', `${kit}/mount-panel.ts`, {
    './selfhosted/chatgraft-chatkit.js': './selfhosted/chatgraft-chatkit.js',
  });
  const style = await prettier.resolveConfig(join(source, 'index.tsx'));
  const config = await readFile(join(source, 'chatkit.config.ts'), 'utf8');
  await put(join(out, 'chatkit.config.js'), await toJavaScript(config, 'chatkit.config.ts', style));
  await mkdir(join(out, 'selfhosted'), { recursive: true });
  const element = 'chatgraft-chatkit.js';
  await cp(join(source, 'kit/selfhosted', element), join(out, 'selfhosted', element));
}

/** What the React component adds to a page's first load, React itself aside. */
async function reactFirstLoad() {
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(source, 'index.tsx')],
    bundle: true,
    format: 'esm',
    splitting: true,
    minify: true,
    packages: 'external',
    loader: { '.module.css': 'empty' },
    plugins: [
      minifyStyles,
      external({
        './chatkit.config': './chatkit.config',
        './panel': './panel.js',
        './selection': './selection.js',
        './kit/ChatPanel': './p.js',
      }),
    ],
    outdir: source,
    write: false,
  });
  return outputFiles[0].contents;
}

async function weigh(out) {
  for (const [name, limit] of Object.entries(LIMITS)) {
    const bytes = name === 'ChatKitBot' ? await reactFirstLoad() : await readFile(join(out, name));
    const weight = gzipSync(bytes, { level: 9 }).length;
    console.log(`${name}: ${weight} bytes gzip (limit ${limit})`);
    if (weight > limit) throw new Error(`${name} weighs ${weight} bytes, more than its limit of ${limit}`);
  }
}

/** Names of files that differ between what was built and what is kept. Among the mounts, some are written by hand. */
async function differences(built, kept) {
  const names = [...(await files(built)), ...(kept === join(kits, 'mounts') ? [] : await files(kept))];
  const differing = [];
  for (const name of [...new Set(names)].sort()) {
    const [a, b] = await Promise.all([built, kept].map((folder) => readFile(join(folder, name)).catch(() => null)));
    if (!a || !b || !a.equals(b)) differing.push(name);
  }
  return differing;
}

async function buildWidget(out) {
  for (const variant of ['javascript', 'html']) await rm(join(out, variant), { recursive: true, force: true });
  await buildJavaScript(source, join(out, 'javascript'), BUNDLED);
  await buildMounts(join(out, 'mounts'));
  await buildHtml(join(out, 'html'));
  await weigh(join(out, 'html'));
}

async function buildNode(out) {
  await rm(join(out, 'javascript'), { recursive: true, force: true });
  await buildJavaScript(join(node, 'typescript'), join(out, 'javascript'), RUN);
}

/** Each kit: where it is kept, what is built there, and how. */
const KITS = [
  { kept: kits, variants: ['javascript', 'html', 'mounts'], build: buildWidget },
  { kept: node, variants: ['javascript'], build: buildNode },
];

async function check({ kept, variants, build }) {
  const out = await mkdtemp(join(tmpdir(), 'chatgraft-kit-'));
  try {
    await build(out);
    for (const variant of variants) {
      const stale = await differences(join(out, variant), join(kept, variant));
      const folder = relative(root, join(kept, variant));
      if (stale.length) throw new Error(`${folder} is stale (npm run build): ${stale.join(', ')}`);
    }
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

const named = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const asked = KITS.filter(({ kept }) => !named.length || named.includes(relative(dirname(kits), kept)));
for (const kit of asked) await (process.argv.includes('--check') ? check(kit) : kit.build(kit.kept));
