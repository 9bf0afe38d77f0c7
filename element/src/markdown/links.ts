/** Which addresses written by a model may become links and images. */

/** Deeplinks of the page's own: reported as `chatkit.deeplink`, never navigated to. */
export const DEEPLINK_SCHEME = "chatkit-link:";

const LINK_SCHEMES: ReadonlySet<string> = new Set(["http:", "https:", "mailto:", DEEPLINK_SCHEME]);

/** The address, resolved against the page, when its scheme is harmless; else null. */
export function safeLink(address: string): URL | null {
  const url = parse(address);
  return url && LINK_SCHEMES.has(url.protocol) ? url : null;
}

/**
 * Images load without a click, so an answer could report to any host: only hosts that the thread allows.
 * A leading `*.` allows every host below a domain.
 */
export function allowedImage(address: string, domains: readonly string[]): URL | null {
  const url = parse(address);
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:")) return null;
  return domains.some((domain) => matches(url.hostname, domain.toLowerCase())) ? url : null;
}

/** Points an anchor at an address: another site opens beside the chat and learns nothing of this page. */
export function aim(anchor: HTMLAnchorElement, url: URL): void {
  anchor.href = url.href;
  anchor.rel = "noopener noreferrer";
  if (url.origin !== location.origin && url.protocol.startsWith("http")) anchor.target = "_blank";
}

export function deeplinkOf(address: string): { name: string; data: Record<string, string> } | null {
  const url = parse(address);
  if (url?.protocol !== DEEPLINK_SCHEME) return null;
  const name = `${url.host}${url.pathname}`.replace(/^\/+|\/+$/g, "");
  return { name, data: Object.fromEntries(url.searchParams) };
}

function matches(host: string, domain: string): boolean {
  return domain.startsWith("*.") ? host.endsWith(domain.slice(1)) : host === domain;
}

function parse(address: string): URL | null {
  try {
    return new URL(address.trim(), document.baseURI);
  } catch {
    return null;
  }
}
