/**
 * The token by which the site's own framework tells its pages from forgeries (CSRF): Django puts it into a cookie,
 * Flask-WTF and others into the page's head. Both read it from the header `X-CSRFToken`.
 *
 * It is the page's secret: it goes to the page's own origin alone.
 */
export function csrfHeaders(url: string): Record<string, string> {
  if (new URL(url, document.baseURI).origin !== window.location.origin) return {};
  // The head first: a cookie may be left over from another site of this host, on another port.
  const inHead = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content;
  const token = inHead ?? /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie)?.[1];
  // What cannot stand in a header would fail the whole request.
  return token && /^[\x21-\x7e]+$/.test(token) ? { 'x-csrftoken': token } : {};
}
