/**
 * The options of `setOptions`, as in the published types of @openai/chatkit 1.9, and what each one defaults to.
 * Unknown keys are reported, never fatal: a newer page must not lose its chat to an older element.
 */

import type { ChatKitOptions } from "@openai/chatkit";
import type { Api } from "./client.js";

export type Options = ChatKitOptions;

const KNOWN_KEYS: ReadonlySet<string> = new Set([
  "api", "locale", "theme", "frameTitle", "initialThread", "onClientTool", "header", "history", "startScreen",
  "threadItemActions", "composer", "disclaimer", "entities", "commands", "widgets", "thread",
]);

export const DEFAULT_GREETING = "What can I help with today?";
export const DEFAULT_PLACEHOLDER = "Message the AI";
export const DEFAULT_FRAME_TITLE = "Chat";

export function unknownKeys(options: object): string[] {
  return Object.keys(options).filter((key) => !KNOWN_KEYS.has(key));
}

/** The endpoint, or a sentence saying why the options name none that this element can use. */
export function apiOf(options: Options): Api | string {
  const api = options.api as Partial<Api> & { getClientSecret?: unknown } | undefined;
  if (typeof api?.url === "string" && api.url !== "") {
    return typeof api.fetch === "function" ? { url: api.url, fetch: api.fetch } : { url: api.url };
  }
  if (api?.getClientSecret) {
    return "options.api.getClientSecret belongs to OpenAI's hosted backend; this element needs options.api.url";
  }
  return "options.api.url is missing: the address of a ChatKit server, for example { url: '/chatkit' }";
}
