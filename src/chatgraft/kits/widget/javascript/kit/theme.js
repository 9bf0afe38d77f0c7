const MARKS = ['data-theme', 'data-bs-theme', 'data-color-scheme', 'data-color-mode', 'data-mode', 'class'];

function named(text) {
  const words = (text ?? '').toLowerCase().split(/[\s,]+/);
  const dark = words.some((word) => /^(theme-)?dark(-mode|-theme)?$/.test(word));
  const light = words.some((word) => /^(theme-)?light(-mode|-theme)?$/.test(word));
  return dark === light ? null : dark ? 'dark' : 'light';
}

/**
 * Light or dark, as the page is now: the site's own switch first (the attributes and classes that theme switches set on
 * `<html>` or `<body>`, then `<meta name="color-scheme">`, then CSS `color-scheme`), then the visitor's system.
 */
export function currentScheme(theme) {
  if (theme !== 'auto') return theme;
  for (const element of [document.documentElement, document.body]) {
    for (const mark of MARKS) {
      const scheme = named(element.getAttribute(mark));
      if (scheme) return scheme;
    }
  }
  const meta = document.querySelector('meta[name="color-scheme"]');
  return (
    named(meta?.getAttribute('content')) ??
    named(getComputedStyle(document.documentElement).colorScheme) ??
    (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
  );
}

/**
 * Calls `changed` whenever the answer of `currentScheme` may be another one, also when the page gets another `<body>`.
 * Returns the way to stop.
 */
export function watchScheme(changed) {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const watch = () => {
    observer.observe(document.documentElement, { attributes: true, attributeFilter: MARKS, childList: true });
    observer.observe(document.body, { attributes: true, attributeFilter: MARKS });
  };
  const observer = new MutationObserver(() => {
    watch();
    changed();
  });
  watch();
  system.addEventListener('change', changed);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', changed);
  };
}

/** Keeps the launcher's shadow root in the site's colours. Returns the way to stop. */
export function dress(launcher) {
  function paint() {
    const { host, settings } = launcher;
    host.setAttribute('look', settings.look);
    host.setAttribute('scheme', currentScheme(settings.theme));
  }
  paint();
  return watchScheme(paint);
}
