const fallback = new Map();

export function recall(area, key) {
  try {
    return window[area].getItem(key);
  } catch {
    return fallback.get(area + key) ?? null;
  }
}

/** Keeps `value` under `key`, or forgets the key when the value is null. */
export function remember(area, key, value) {
  try {
    if (value === null) window[area].removeItem(key);
    else window[area].setItem(key, value);
  } catch {
    if (value === null) fallback.delete(area + key);
    else fallback.set(area + key, value);
  }
}
