const fallback = new Map();

export function recall(area, key) {
  try {
    return fallback.get(area + key) ?? window[area].getItem(key);
  } catch {
    return null;
  }
}

/** Keeps `value` under `key`, or forgets the key when the value is null. */
export function remember(area, key, value) {
  fallback.delete(area + key);
  try {
    if (value === null) window[area].removeItem(key);
    else window[area].setItem(key, value);
  } catch {
    if (value !== null) fallback.set(area + key, value);
  }
}
