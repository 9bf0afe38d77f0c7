/**
 * Browser storage that never throws: in private windows, sandboxed frames and where the visitor blocks site data,
 * the mere access raises an error, and a full storage takes nothing. What cannot be kept is kept until the page is left.
 */
export type Area = 'localStorage' | 'sessionStorage';

const fallback = new Map<string, string>();

export function recall(area: Area, key: string): string | null {
  try {
    return fallback.get(area + key) ?? window[area].getItem(key);
  } catch {
    return null;
  }
}

/** Keeps `value` under `key`, or forgets the key when the value is null. */
export function remember(area: Area, key: string, value: string | null): void {
  fallback.delete(area + key);
  try {
    if (value === null) window[area].removeItem(key);
    else window[area].setItem(key, value);
  } catch {
    if (value !== null) fallback.set(area + key, value);
  }
}
