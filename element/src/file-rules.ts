/** Which files may be attached, by `composer.attachments`; what may not is refused in a sentence for the visitor. */

import type { Options } from "./options.js";

export type AttachmentOptions = NonNullable<NonNullable<Options["composer"]>["attachments"]>;

const DEFAULT_MOST_BYTES = 100 * 1024 * 1024;
const DEFAULT_MOST_FILES = 10;
/** Browsers know no type for these on every system. */
const TYPES_BY_ENDING: Readonly<Record<string, string>> = {
  csv: "text/csv", json: "application/json", md: "text/markdown", txt: "text/plain",
};

export function mostFiles(options: AttachmentOptions): number {
  return options.maxCount ?? DEFAULT_MOST_FILES;
}

export function typeOf(file: File): string {
  const ending = file.name.split(".").at(-1)?.toLowerCase() ?? "";
  return file.type || (TYPES_BY_ENDING[ending] ?? "application/octet-stream");
}

/** For `<input accept>`; null: any file. */
export function acceptList({ accept }: AttachmentOptions): string | null {
  return accept ? Object.entries(accept).flat(2).join(",") : null;
}

/** Why this file cannot be attached, or null. */
export function refusal(file: File, options: AttachmentOptions): string | null {
  if (file.size === 0) return `“${file.name}” is empty.`;
  if (!isAccepted(file, options)) return `“${file.name}” is of a kind that this chat does not take.`;
  const most = mostBytes(typeOf(file), options);
  return file.size > most ? `“${file.name}” is too large: files may have up to ${inWords(most)}.` : null;
}

function isAccepted(file: File, { accept }: AttachmentOptions): boolean {
  if (!accept) return true;
  const name = file.name.toLowerCase();
  return Object.entries(accept).some(
    ([type, endings]) => fits(typeOf(file), type) || endings.some((ending) => name.endsWith(ending.toLowerCase())),
  );
}

function mostBytes(type: string, { maxSize }: AttachmentOptions): number {
  if (typeof maxSize === "number") return maxSize;
  const fitting = Object.entries(maxSize ?? {}).filter(([pattern]) => pattern.includes("/") && fits(type, pattern));
  // `image/png` says more than `image/*`.
  const [closest] = fitting.sort(([one], [other]) => other.length - one.length);
  return closest?.[1] ?? maxSize?.["*"] ?? maxSize?.[""] ?? DEFAULT_MOST_BYTES;
}

function fits(type: string, pattern: string): boolean {
  return pattern === "*/*" || pattern === type || (pattern.endsWith("/*") && type.startsWith(pattern.slice(0, -1)));
}

/** `1536` becomes `1.5 KB`. */
export function inWords(bytes: number): string {
  const units = ["bytes", "KB", "MB", "GB"];
  const step = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1);
  const amount = bytes / 1024 ** step;
  return `${String(amount < 10 && step > 0 ? Math.round(amount * 10) / 10 : Math.round(amount))} ${units[step] ?? ""}`;
}
