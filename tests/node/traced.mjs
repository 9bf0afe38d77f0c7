/** Prints which files below the current folder a program needs, as hosts find them out: `node traced.mjs NFT PROGRAM`. */
import { createRequire } from 'node:module';

const [nft, program] = process.argv.slice(2);
const { nodeFileTrace } = createRequire(import.meta.url)(nft);
const { fileList } = await nodeFileTrace([program]);
process.stdout.write(JSON.stringify([...fileList]));
