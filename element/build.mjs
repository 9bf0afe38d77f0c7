// Bundles the element into one ES module in the widget kit and refuses one that is too heavy.
import { readFile, copyFile, mkdir } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const MOST_GZIP_BYTES = 45 * 1024;
const out = new URL("../src/chatgraft/kits/widget/typescript/kit/selfhosted/", import.meta.url);
const bundle = new URL("chatgraft-chatkit.js", out);

await mkdir(out, { recursive: true });
await build({
  entryPoints: [new URL("src/index.ts", import.meta.url).pathname],
  outfile: bundle.pathname,
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  legalComments: "none",
  charset: "utf8",
  banner: {
    js: "/* Chatgraft chat element, Apache-2.0. Contains lit (BSD-3-Clause), streaming-markdown (MIT), eventsource-parser (MIT), lucide icons (ISC). */",
  },
});
await copyFile(new URL("chatgraft-chatkit.d.ts", import.meta.url), new URL("chatgraft-chatkit.d.ts", out));

const weight = gzipSync(await readFile(bundle), { level: 9 }).length;
console.log(`chatgraft-chatkit.js: ${weight} bytes gzip of ${MOST_GZIP_BYTES} allowed`);
if (weight > MOST_GZIP_BYTES) process.exit(1);
