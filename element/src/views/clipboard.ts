/** Copies text; false when the page may not write to the clipboard (an insecure origin, a refused permission). */
export async function copyToClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
