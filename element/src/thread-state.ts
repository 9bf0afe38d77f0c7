/**
 * What is on screen of one thread, and how each stream event changes it. Pure and idempotent by item id: the same
 * event twice, as after a resumed connection, leaves the same state. `done` outranks every delta before it.
 */

import { normalPart, updateItem } from "./item-updates.js";
import { problemFromEvent, type Problem } from "./problem.js";
import type { OutputText, StreamEvent, Thread, ThreadItem, UserMessageItem } from "./protocol.js";

export interface Notice {
  level: "info" | "warning" | "danger";
  message: string;
  title: string | null;
}

export interface ThreadState {
  thread: Thread | null;
  items: readonly ThreadItem[];
  /** Ids of items that were announced and not yet finished. */
  open: ReadonlySet<string>;
  allowCancel: boolean;
  progress: { text: string; icon: string | null } | null;
  notices: readonly Notice[];
  problem: Problem | null;
}

export const EMPTY_THREAD: ThreadState = {
  thread: null,
  items: [],
  open: new Set(),
  allowCancel: true,
  progress: null,
  notices: [],
  problem: null,
};

/** Prefix of ids given to a message between "send" and the server's own copy of it. */
export const LOCAL_PREFIX = "local:";

/** Types that a server may keep in a thread for itself and that no visitor may see. */
const HIDDEN_TYPES: ReadonlySet<string> = new Set(["hidden_context_item", "sdk_hidden_context", "end_of_turn"]);

export function applyEvent(state: ThreadState, event: StreamEvent): ThreadState {
  switch (event.type) {
    case "thread.created":
    case "thread.updated":
      return { ...state, thread: withoutItems(event.thread) };
    case "thread.item.added":
      return addItem(state, event.item);
    case "thread.item.done":
    case "thread.item.replaced":
      return finishItem(state, event.item);
    case "thread.item.updated":
      return {
        ...state,
        progress: null,
        items: state.items.map((item) => (item.id === event.item_id ? updateItem(item, event.update) : item)),
      };
    case "thread.item.removed":
      return { ...state, items: state.items.filter((item) => item.id !== event.item_id) };
    case "stream_options":
      return { ...state, allowCancel: event.stream_options.allow_cancel };
    case "progress_update":
      return { ...state, progress: { text: event.text, icon: event.icon ?? null } };
    case "notice": {
      const notice = { level: event.level, message: event.message, title: event.title ?? null };
      return { ...state, notices: [...state.notices, notice] };
    }
    case "error":
      return { ...state, progress: null, problem: problemFromEvent(event) };
    default:
      return state;
  }
}

/** A message of the visitor's, shown before the server has confirmed it. */
export function withLocalMessage(state: ThreadState, item: UserMessageItem): ThreadState {
  return { ...state, items: [...withoutLocal(state.items), item], notices: [], problem: null, progress: null };
}

export function withoutLocalMessages(state: ThreadState): ThreadState {
  return { ...state, items: withoutLocal(state.items) };
}

/** After a turn has ended, however it ended: nothing is being written any more, and an empty answer is none. */
export function endTurn(state: ThreadState): ThreadState {
  const isEmpty = (item: ThreadItem): boolean =>
    state.open.has(item.id) && item.type === "assistant_message" && item.content.every((part) => part.text === "");
  const items = state.items.filter((item) => !isEmpty(item));
  return { ...state, items, open: new Set(), progress: null, allowCancel: true };
}

/** Before a retry: the server deletes what followed the question and sends no events about it. */
export function dropAfter(state: ThreadState, itemId: string): ThreadState {
  const at = state.items.findIndex((item) => item.id === itemId);
  const items = at < 0 ? state.items : state.items.slice(0, at + 1);
  return { ...state, items, notices: [], problem: null, progress: null };
}

export function prependItems(state: ThreadState, older: readonly ThreadItem[]): ThreadState {
  const known = new Set(state.items.map((item) => item.id));
  return { ...state, items: [...visible(older).filter((item) => !known.has(item.id)), ...state.items] };
}

/**
 * Takes a fresh read of the newest items. Older pages that were scrolled in before stay, when they join up, and so
 * does a message that could not be sent. A trouble is over when its question has an answer.
 * `whole`: the read reaches back to the thread's first item.
 */
export function refreshItems(state: ThreadState, newest: readonly ThreadItem[], whole: boolean): ThreadState {
  const fresh = visible(newest);
  const first = fresh[0];
  const joint = first && !whole ? state.items.findIndex((item) => item.id === first.id) : -1;
  const older = joint > 0 ? state.items.slice(0, joint) : [];
  const items = [...older, ...fresh, ...state.items.filter(isLocal)];
  const isAnswered = items.at(-1)?.type !== "user_message";
  return { ...state, items, open: new Set(), problem: isAnswered ? null : state.problem };
}

/** The run's open items as of the event from which it will be followed; they replace what was shown of them. */
export function reopenItems(state: ThreadState, items: readonly ThreadItem[]): ThreadState {
  const opened = visible(items);
  let next = state;
  for (const item of opened) next = { ...next, items: upsert(next.items, item) };
  return { ...next, open: new Set(opened.map((item) => item.id)) };
}

export function isLocal(item: ThreadItem): boolean {
  return item.id.startsWith(LOCAL_PREFIX);
}

/** The question that a given answer belongs to; without an id, the last question of the thread. */
export function questionBefore(state: ThreadState, itemId?: string): UserMessageItem | null {
  const at = itemId === undefined ? -1 : state.items.findIndex((item) => item.id === itemId);
  const upTo = at < 0 ? state.items : state.items.slice(0, at);
  return upTo.findLast((item) => item.type === "user_message") ?? null;
}

function addItem(state: ThreadState, item: ThreadItem): ThreadState {
  const known = state.items.some((other) => other.id === item.id);
  if (isHidden(item) || (known && !state.open.has(item.id))) return state;
  const open = new Set(state.open).add(item.id);
  return { ...state, open, progress: null, items: upsert(state.items, normal(item)) };
}

function finishItem(state: ThreadState, item: ThreadItem): ThreadState {
  if (isHidden(item)) return state;
  const open = new Set(state.open);
  open.delete(item.id);
  const items = item.type === "user_message" ? withoutLocal(state.items) : state.items;
  return { ...state, open, progress: null, items: upsert(items, normal(item)) };
}

function upsert(items: readonly ThreadItem[], item: ThreadItem): ThreadItem[] {
  const at = items.findIndex((other) => other.id === item.id);
  return at < 0 ? [...items, item] : items.with(at, item);
}

function visible(items: readonly ThreadItem[]): ThreadItem[] {
  return items.filter((item) => !isHidden(item)).map(normal);
}

function normal(item: ThreadItem): ThreadItem {
  if (item.type !== "assistant_message") return item;
  const parts = item.content as OutputText[] | undefined;
  return { ...item, content: (parts ?? []).map(normalPart) };
}

function isHidden(item: ThreadItem): boolean {
  return HIDDEN_TYPES.has(item.type);
}

function withoutLocal(items: readonly ThreadItem[]): readonly ThreadItem[] {
  return items.some(isLocal) ? items.filter((item) => !isLocal(item)) : items;
}

export function withoutItems(thread: Thread): Thread {
  const { items: _items, ...rest } = thread;
  return rest;
}
