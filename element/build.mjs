// Bundles the element into one ES module in the widget kit and refuses one that is too heavy.
// `--check` writes nothing and fails when what is committed differs.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const MOST_GZIP_BYTES = 45 * 1024;
const kit = new URL("../src/chatgraft/kits/widget/typescript/kit/selfhosted/", import.meta.url);

const { outputFiles } = await build({
  entryPoints: [new URL("src/index.ts", import.meta.url).pathname],
  bundle: true,
  write: false,
  format: "esm",
  target: "es2022",
  // The Babel presets of Gatsby and others read private fields, and no private methods.
  supported: { "class-private-method": false, "class-private-accessor": false },
  minify: true,
  legalComments: "none",
  charset: "utf8",
  banner: {
    js: "/* eslint-disable */\n// @ts-nocheck\n/* Chatgraft chat element, Apache-2.0. Contains lit (BSD-3-Clause), streaming-markdown (MIT), eventsource-parser (MIT), lucide icons (ISC). */",
  },
});
// SWC, as Next 15 has it, gives members of its own the name `#_` and then refuses a class that has one already.
const bundled = outputFiles[0].text.replaceAll(/#_(?![\w$])/g, "#own");
const files = {
  "chatgraft-chatkit.js": Buffer.from(bundled),
  "chatgraft-chatkit.d.ts": await readFile(new URL("chatgraft-chatkit.d.ts", import.meta.url)),
};

const weight = gzipSync(files["chatgraft-chatkit.js"], { level: 9 }).length;
console.log(`chatgraft-chatkit.js: ${weight} bytes gzip of ${MOST_GZIP_BYTES} allowed`);
if (weight > MOST_GZIP_BYTES) process.exit(1);

await mkdir(kit, { recursive: true });
for (const [name, bytes] of Object.entries(files)) {
  const path = new URL(name, kit);
  if (!process.argv.includes("--check")) await writeFile(path, bytes);
  else if (!bytes.equals(await readFile(path))) throw new Error(`${name} in the widget kit is stale (npm run build)`);
}
