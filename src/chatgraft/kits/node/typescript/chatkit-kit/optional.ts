/** Packages that are needed only where a setting asks for what they do. */
import { SettingsError } from './errors.ts';
import { INSTALLED } from './installed.ts';

/** A package's exports. Throws `SettingsError` when it is not installed: `what` begins the sentence, such as "REDIS_URL". */
export async function load<T>(name: string, what: string): Promise<T> {
  try {
    const found = ((await INSTALLED[name]?.()) ?? (await byName(name))) as { default?: T };
    return found.default ?? (found as T);
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new SettingsError(`${what} needs a package that is not installed. Run: npm install ${name}`);
  }
}

/**
 * The name is no literal and the comments are for bundlers, which would otherwise want every package of the kit to be
 * there when the site is built.
 */
function byName(name: string): Promise<unknown> {
  return import(/* webpackIgnore: true */ /* turbopackIgnore: true */ /* @vite-ignore */ name);
}

/** Whether an import failed because there is no such package, or no such module of Node's own. */
export function isMissing(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND' || code === 'ERR_UNKNOWN_BUILTIN_MODULE';
}
