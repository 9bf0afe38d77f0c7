import { describe, expect, test } from "vitest";
import type { StreamEvent, ThreadItem } from "../../src/protocol.js";
import {
  applyEvent, dropAfter, EMPTY_THREAD, endTurn, prependItems, refreshItems, reopenItems, withLocalMessage,
  type ThreadState,
} from "../../src/thread-state.js";

const question = (id: string, text = "Why?"): ThreadItem => ({ type: "user_message", id, content: [{ type: "input_text", text }] });
const answer = (id: string, text = ""): ThreadItem => ({
  type: "assistant_message", id, content: text ? [{ type: "output_text", text, annotations: [] }] : [],
});
const delta = (id: string, text: string, index = 0): StreamEvent => ({
  type: "thread.item.updated", item_id: id,
  update: { type: "assistant_message.content_part.text_delta", content_index: index, delta: text },
});
const after = (events: StreamEvent[], start: ThreadState = EMPTY_THREAD): ThreadState => events.reduce(applyEvent, start);
const texts = (state: ThreadState): string[] =>
  state.items.map((item) => (item.type === "assistant_message" || item.type === "user_message" ? item.content.map((part) => part.text).join("|") : item.type));

describe("an answer that streams in", () => {
  test("grows by its deltas", () => {
    const state = after([{ type: "thread.item.added", item: answer("a") }, delta("a", "Hel"), delta("a", "lo")]);
    expect(texts(state)).toEqual(["Hello"]);
    expect(state.open.has("a")).toBe(true);
  });

  test("is what done says, whatever the deltas said", () => {
    const state = after([{ type: "thread.item.added", item: answer("a") }, delta("a", "Hel"), { type: "thread.item.done", item: answer("a", "Goodbye") }]);
    expect(texts(state)).toEqual(["Goodbye"]);
    expect(state.open.size).toBe(0);
  });

  test("is the same when its events come twice", () => {
    const events: StreamEvent[] = [
      { type: "thread.item.done", item: question("q") },
      { type: "thread.item.added", item: answer("a") },
      { type: "thread.item.done", item: answer("a", "Hello") },
    ];
    expect(after([...events, ...events])).toEqual(after(events));
  });

  test("may be done without having been added", () => {
    expect(texts(after([{ type: "thread.item.done", item: answer("a", "At once") }]))).toEqual(["At once"]);
  });

  test("pads content parts that were never announced", () => {
    expect(texts(after([{ type: "thread.item.added", item: answer("a") }, delta("a", "late", 2)]))).toEqual(["||late"]);
  });

  test("ignores indexes that no answer has", () => {
    const state = after([{ type: "thread.item.added", item: answer("a") }, delta("a", "x", 1e9), delta("a", "y", -1)]);
    expect(texts(state)).toEqual([""]);
  });

  test("collects annotations", () => {
    const annotation = { type: "annotation", source: { type: "url" as const, url: "https://x.test/" } };
    const state = after([
      { type: "thread.item.added", item: answer("a", "Hi") },
      { type: "thread.item.updated", item_id: "a", update: { type: "assistant_message.content_part.annotation_added", content_index: 0, annotation_index: 0, annotation } },
    ]);
    expect(state.items[0]).toMatchObject({ content: [{ text: "Hi", annotations: [annotation] }] });
  });
});

describe("hidden items", () => {
  test.each(["hidden_context_item", "sdk_hidden_context", "end_of_turn"])("%s never enters the state", (type) => {
    const item = { type, id: "h", content: "secret" } as unknown as ThreadItem;
    const state = after([{ type: "thread.item.added", item }, { type: "thread.item.done", item }, { type: "thread.item.replaced", item }]);
    expect(refreshItems(prependItems(state, [item]), [item], true).items).toEqual([]);
  });
});

test("an event of a type nobody knows changes nothing", () => {
  expect(applyEvent(EMPTY_THREAD, { type: "thread.sang" } as unknown as StreamEvent)).toBe(EMPTY_THREAD);
});

test("the server's copy of a message takes the local one's place", () => {
  const local = withLocalMessage(EMPTY_THREAD, question("local:1") as never);
  expect(after([{ type: "thread.item.done", item: question("q") }], local).items.map((item) => item.id)).toEqual(["q"]);
});

test("a removed item goes, a replaced one keeps its place", () => {
  const state = after([
    { type: "thread.item.done", item: question("q") },
    { type: "thread.item.done", item: answer("a", "one") },
    { type: "thread.item.done", item: answer("b", "two") },
    { type: "thread.item.replaced", item: answer("a", "uno") },
    { type: "thread.item.removed", item_id: "b" },
  ]);
  expect(texts(state)).toEqual(["Why?", "uno"]);
});

test("a retry drops what followed the question, and its troubles", () => {
  const state = after([
    { type: "thread.item.done", item: question("q") },
    { type: "thread.item.done", item: answer("a", "bad") },
    { type: "error", code: "stream.error", allow_retry: true },
  ]);
  expect(state.problem?.canRetry).toBe(true);
  expect(dropAfter(state, "q")).toMatchObject({ items: [{ id: "q" }], problem: null });
});

test("after a turn, an answer that said nothing is gone and one that was cut stays", () => {
  const state = after([
    { type: "thread.item.added", item: answer("cut") }, delta("cut", "Half an ans"),
    { type: "thread.item.added", item: answer("empty") },
  ]);
  expect(endTurn(state).items.map((item) => item.id)).toEqual(["cut"]);
});

describe("reading a thread again", () => {
  const shown = prependItems(EMPTY_THREAD, [question("1"), answer("2", "b"), question("3"), answer("4", "d")]);

  test("keeps older pages that join up", () => {
    const state = refreshItems(shown, [question("3"), answer("4", "D"), question("5")], false);
    expect(state.items.map((item) => item.id)).toEqual(["1", "2", "3", "4", "5"]);
    expect(texts(state)[3]).toBe("D");
  });

  test("drops what does not join up", () => {
    expect(refreshItems(shown, [question("9")], false).items.map((item) => item.id)).toEqual(["9"]);
  });

  test("keeps a message that could not be sent, and why", () => {
    const problem = { kind: "offline" as const, message: "Offline", canRetry: true };
    const unsent = { ...withLocalMessage(shown, question("local:1") as never), problem };
    const state = refreshItems(unsent, [question("3"), answer("4", "d")], false);
    expect(state.items.at(-1)?.id).toBe("local:1");
    expect(state.problem).toBe(problem);
  });

  test("forgets a trouble whose question has been answered", () => {
    const problem = { kind: "unreachable" as const, message: "Cut", canRetry: true };
    expect(refreshItems({ ...shown, problem }, [question("3"), answer("4", "d")], false).problem).toBeNull();
  });

  test("trusts a whole read", () => {
    expect(refreshItems(shown, [question("3")], true).items.map((item) => item.id)).toEqual(["3"]);
  });
});

test("older items that are known already are not shown twice", () => {
  const state = prependItems(prependItems(EMPTY_THREAD, [answer("2", "b")]), [question("1"), answer("2", "b")]);
  expect(state.items.map((item) => item.id)).toEqual(["1", "2"]);
});

test("a joined run's open items replace what was shown of them, and grow from there", () => {
  const shown = prependItems(EMPTY_THREAD, [question("q"), answer("a", "Half")]);
  const state = after([delta("a", "way there")], reopenItems(shown, [answer("a", "Half")]));
  expect(texts(state)).toEqual(["Why?", "Halfway there"]);
});

test("widget text grows by its component's id", () => {
  const widget = { type: "Card", children: [{ type: "Row", children: [{ type: "Text", id: "t", value: "a" }] }] };
  const state = after([
    { type: "thread.item.added", item: { type: "widget", id: "w", widget } },
    { type: "thread.item.updated", item_id: "w", update: { type: "widget.streaming_text.value_delta", component_id: "t", delta: "b" } },
  ]);
  expect(JSON.stringify(state.items)).toContain('"value":"ab"');
});
