/** An address by its parts; null where the text is none. `URL.canParse` came only with Node 18.17. */
export function addressOf(text: string, base?: string): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}
