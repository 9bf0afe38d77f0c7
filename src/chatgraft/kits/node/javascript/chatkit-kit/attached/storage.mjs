/** Where the bytes of attached files lie. */
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FilesUnavailableError } from '../errors.mjs';
import { logger } from '../logs.mjs';

const log = logger('files');

/** Deletes what belongs to nobody any more. Where that fails now, the service's next round does it. */
export async function forget(files, names) {
  try {
    await files.delete(names);
  } catch (error) {
    if (!(error instanceof FilesUnavailableError)) throw error;
    log.warning('Files that are no longer wanted could not be deleted yet', { why: error.message });
  }
}

/** Files in one folder, written beside their place and renamed into it. */
export class DiskFiles {
  #folder;

  constructor(folder) {
    this.#folder = folder;
  }

  async write(name, content) {
    await mkdir(this.#folder, { recursive: true });
    const beside = join(this.#folder, `${name}.part`);
    try {
      await writeFile(beside, content);
      await rename(beside, join(this.#folder, name));
    } catch (error) {
      await rm(beside, { force: true });
      throw error;
    }
  }

  async read(name) {
    return unlessMissing(readFile(join(this.#folder, name)));
  }

  async delete(names) {
    for (const name of names) await rm(join(this.#folder, name), { force: true });
  }

  async older(seconds) {
    const before = Date.now() - seconds * 1000;
    const found = [];
    for (const name of (await unlessMissing(readdir(this.#folder))) ?? []) {
      const facts = await unlessMissing(stat(join(this.#folder, name))); // other workers clean as well
      if (facts && facts.mtimeMs < before) found.push(name);
    }
    return found;
  }
}

async function unlessMissing(asked) {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
