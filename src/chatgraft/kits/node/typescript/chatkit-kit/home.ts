/** Where the settings and the data of a chat lie, wherever its code was built or moved to. */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ENV_FILE } from './env-file.ts';

export const DATA_FOLDER = '.chatkit';

/** What shows that a folder is the one where settings and data lie, and not one that was built from it. */
const MARKS = [ENV_FILE, '.env.example', DATA_FOLDER];

/**
 * The folder of that name, looked for from where the process was started and from where its program lies, upwards: what
 * is built or bundled lies elsewhere than its settings and data. Where there is none it is the one of a program's own
 * file; a build that was moved away without it has its data in such a folder where it is started.
 */
export function homeOf(name: string, isProgram: boolean): string {
  const own = isProgram ? folders(programFolder(), name) : [];
  // A program that was started from within another project acts on its own data all the same.
  const found = own.length ? own : [process.cwd(), programFolder()].flatMap((start) => folders(start, name));
  const marked = found.find((folder) =>
    MARKS.some((mark) => existsSync(join(/* turbopackIgnore: true */ folder, mark))),
  );
  return marked ?? found[0] ?? (isProgram ? programFolder() : join(/* turbopackIgnore: true */ process.cwd(), name));
}

/** The folders of that name at or above `start`, the nearest first. */
function folders(start: string, name: string): string[] {
  return above(start)
    .map((folder) => join(/* turbopackIgnore: true */ folder, name))
    .filter((folder) => existsSync(/* turbopackIgnore: true */ folder));
}

/** The folder of the file that was started. */
function programFolder(): string {
  return dirname(resolve(/* turbopackIgnore: true */ process.argv[1] ?? '.'));
}

/** A folder and all above it, the nearest first. */
function above(folder: string): string[] {
  return folder === dirname(folder) ? [folder] : [folder, ...above(dirname(folder))];
}
