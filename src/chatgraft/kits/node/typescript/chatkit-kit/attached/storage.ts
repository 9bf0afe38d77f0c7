/** Where the bytes of attached files lie. */
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FilesUnavailableError } from '../errors.ts';
import { logger } from '../logs.ts';

const log = logger('files');

/** Bytes by name, whole or not there at all. Who cannot reach a server throws `FilesUnavailableError`. */
export interface Files {
  write(name: string, content: Uint8Array): Promise<void>;
  /** Nothing where there is no such file. */
  read(name: string): Promise<Uint8Array | undefined>;
  /** What is not there is passed over. */
  delete(names: readonly string[]): Promise<void>;
  /** The names of those that were written so many seconds ago, or before. */
  older(seconds: number): Promise<string[]>;
}

/** Deletes what belongs to nobody any more. Where that fails now, the service's next round does it. */
export async function forget(files: Files, names: readonly string[]): Promise<void> {
  try {
    await files.delete(names);
  } catch (error) {
    if (!(error instanceof FilesUnavailableError)) throw error;
    log.warning('Files that are no longer wanted could not be deleted yet', { why: error.message });
  }
}

/** Files in one folder, written beside their place and renamed into it. */
export class DiskFiles implements Files {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async write(name: string, content: Uint8Array): Promise<void> {
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

  async read(name: string): Promise<Uint8Array | undefined> {
    return unlessMissing(readFile(join(this.#folder, name)));
  }

  async delete(names: readonly string[]): Promise<void> {
    for (const name of names) await rm(join(this.#folder, name), { force: true });
  }

  async older(seconds: number): Promise<string[]> {
    const before = Date.now() - seconds * 1000;
    const found: string[] = [];
    for (const name of (await unlessMissing(readdir(this.#folder))) ?? []) {
      const facts = await unlessMissing(stat(join(this.#folder, name))); // other workers clean as well
      if (facts && facts.mtimeMs < before) found.push(name);
    }
    return found;
  }
}

async function unlessMissing<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
