import { expect, test } from "vitest";
import { gate, useStage } from "./harness.js";

const stage = useStage();
const talk = (count: number): Record<string, unknown>[] =>
  Array.from({ length: count }, (_, index) =>
    index % 2 === 0
      ? { type: "user_message", content: [{ type: "input_text", text: `Question ${String(index)}.` }], attachments: [] }
      : { type: "assistant_message", content: [{ type: "output_text", text: `Answer ${String(index)}.`, annotations: [] }] },
  );
const shown = async (): Promise<string[]> =>
  (await stage.page.getByRole("article").allInnerTexts()).map((text) => text.trim());

test("a long thread opens at its end and pages upward in order, keeping the reader's place", async () => {
  const thread = stage.server.addThread("Long", talk(100));
  await stage.mount({ initialThread: thread.id });
  await stage.page.getByText("Answer 99.").waitFor();
  expect(await shown()).toHaveLength(30);
  const firstBefore = stage.page.getByText("Question 70.");
  await stage.page.getByRole("log").evaluate((log) => { log.scrollTop = 100; });
  await stage.page.getByText("Question 40.").waitFor({ state: "attached" });
  expect(await firstBefore.isVisible()).toBe(true);
  const top = await firstBefore.evaluate((node) => node.getBoundingClientRect().top);
  expect(top).toBeGreaterThan(-400);
  expect(top).toBeLessThan(640);
  for (const start of ["Question 10.", "Question 0."]) {
    await stage.page.getByRole("log").evaluate((log) => { log.scrollTop = 0; });
    await stage.page.getByText(start, { exact: true }).waitFor({ state: "attached" });
  }
  expect(await shown()).toEqual(talk(100).map((_, index) => `${index % 2 === 0 ? "Question" : "Answer"} ${String(index)}.`));
});

test("pages that hold only hidden items are passed over", async () => {
  const hidden = Array.from({ length: 40 }, () => ({ type: "hidden_context_item", content: "SECRET" }));
  const thread = stage.server.addThread("Hidden", [...talk(2), ...hidden]);
  await stage.mount({ initialThread: thread.id });
  await stage.page.getByText("Answer 1.").waitFor();
  expect(await stage.page.locator(".frame").innerText()).not.toContain("SECRET");
});

test("scrolling up while an answer grows stays up, and one button leads back", async () => {
  const rest = gate();
  const thread = stage.server.addThread("Talk", talk(20));
  stage.server.answer = async function* () { yield "Begin "; await rest.opened; yield "\n\nmore".repeat(60); };
  await stage.mount({ initialThread: thread.id });
  await stage.send("More");
  await stage.page.getByText("Begin").waitFor();
  await stage.page.getByRole("log").evaluate((log) => { log.scrollTop = 0; });
  await stage.page.getByRole("button", { name: "Jump to the latest message" }).waitFor();
  rest.open();
  await stage.page.getByRole("button", { name: "Send message" }).waitFor();
  expect(await stage.page.getByRole("log").evaluate((log) => log.scrollTop)).toBeLessThan(50);
  await stage.page.getByRole("button", { name: "Jump to the latest message" }).click();
  await stage.page.getByRole("button", { name: "Jump to the latest message" }).waitFor({ state: "detached" });
});

test("the end stays in sight while an answer grows", async () => {
  stage.server.answer = async function* () { yield "\n\nline".repeat(80); };
  await stage.mount();
  await stage.send("Go");
  await stage.page.getByRole("button", { name: "Copy answer" }).waitFor();
  const fromEnd = await stage.page.getByRole("log").evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight);
  expect(fromEnd).toBeLessThan(2);
});

test("history: list, open, rename, delete", async () => {
  stage.server.addThread("About cats", talk(2));
  stage.server.addThread("About dogs", talk(4));
  await stage.mount();
  await stage.page.getByRole("button", { name: "Show chat history" }).click();
  await stage.page.getByRole("button", { name: "Rename About cats" }).click();
  await stage.page.getByLabel("New title").fill("About lions");
  await stage.page.keyboard.press("Enter");
  await stage.page.getByText("About lions").waitFor();
  await stage.page.getByRole("button", { name: "Delete About dogs" }).click();
  await stage.page.getByRole("button", { name: "Delete", exact: true }).click();
  await stage.page.getByText("About dogs").waitFor({ state: "detached" });
  await stage.page.getByText("About lions").click();
  await stage.page.getByText("Answer 1.").waitFor();
  await stage.page.getByRole("heading", { name: "About lions" }).waitFor();
  expect([...stage.server.threads.values()].map((thread) => thread.title)).toEqual(["About lions"]);
  const names = (await stage.events()).map(([name]) => name);
  expect(names).toEqual(["ready", "history.open", "history.close", "thread.change", "thread.load.start", "thread.load.end"]);
});

test("history pages and hides what the options forbid", async () => {
  for (let number = 0; number < 45; number += 1) stage.server.addThread(`Chat ${String(number)}`);
  await stage.mount({ history: { enabled: true, showDelete: false, showRename: false } });
  await stage.call("showHistory");
  await stage.page.getByText("Chat 44", { exact: true }).waitFor();
  expect(await stage.page.getByRole("listitem").count()).toBe(30);
  await stage.page.getByRole("button", { name: "Show older chats" }).click();
  await stage.page.getByText("Chat 0", { exact: true }).waitFor();
  expect(await stage.page.getByRole("button", { name: /Rename|Delete/ }).count()).toBe(0);
});

test("Escape closes the history and gives the focus back", async () => {
  await stage.mount();
  await stage.page.getByRole("button", { name: "Show chat history" }).click();
  await stage.page.getByText("No chats yet").waitFor();
  await stage.page.keyboard.press("Escape");
  await stage.page.getByText("No chats yet").waitFor({ state: "detached" });
  await expect.poll(() => stage.page.evaluate(() => window.el.shadowRoot?.activeElement?.getAttribute("aria-label"))).toBe("Show chat history");
});

test("a thread that is gone leads to an empty chat with a sentence", async () => {
  await stage.mount({ initialThread: "thr_gone" });
  await stage.page.getByText("This chat is no longer there.").waitFor();
  await stage.page.getByRole("heading", { name: "What can I help with today?" }).waitFor();
  expect((await stage.events()).filter(([name]) => name === "thread.change").at(-1)).toEqual(["thread.change", { threadId: null }]);
});

test("a thread that could not be read is read again on request", async () => {
  const thread = stage.server.addThread("Later", talk(2));
  stage.server.refuseNext = { status: 503 };
  await stage.mount({ initialThread: thread.id });
  await stage.page.getByRole("button", { name: "Try again" }).click();
  await stage.page.getByText("Answer 1.").waitFor();
  expect(await stage.page.getByRole("alert").count()).toBe(0);
});

test("a locked thread cannot be written to and says why; a closed one has no composer", async () => {
  const locked = stage.server.addThread("Locked", talk(2));
  locked.status = { type: "locked", reason: "Waiting for a colleague" };
  const closed = stage.server.addThread("Closed", talk(2));
  closed.status = { type: "closed", reason: "This case is solved" };
  await stage.mount({ initialThread: locked.id });
  await stage.page.getByPlaceholder("Waiting for a colleague").waitFor();
  expect(await stage.page.getByRole("textbox").isDisabled()).toBe(true);
  await stage.call("setThreadId", closed.id);
  await stage.page.getByText("This case is solved").waitFor();
  expect(await stage.page.getByRole("textbox").count()).toBe(0);
});

test("a message sent while updates are fetched is not overwritten by them", async () => {
  const thread = stage.server.addThread("Busy", talk(2));
  await stage.mount({ initialThread: thread.id });
  await stage.page.getByText("Answer 1.").waitFor();
  const rest = gate();
  stage.server.answer = async function* () { yield "Still "; await rest.opened; yield "here"; };
  await stage.page.evaluate(() => {
    void window.el["fetchUpdates"]?.();
    void window.el["fetchUpdates"]?.();
    void window.el["sendUserMessage"]?.({ text: "Meanwhile" });
  });
  await stage.page.getByText("Still").waitFor();
  rest.open();
  await stage.page.getByText("Still here").waitFor();
  expect(await shown()).toEqual(["Question 0.", "Answer 1.", "Meanwhile", "Still here"]);
});

test("fetchUpdates shows what changed at the server", async () => {
  const thread = stage.server.addThread("Watched", talk(2));
  await stage.mount({ initialThread: thread.id });
  await stage.page.getByText("Answer 1.").waitFor();
  thread.items.push({ id: "new", type: "assistant_message", content: [{ type: "output_text", text: "News!", annotations: [] }] });
  await stage.call("fetchUpdates");
  await stage.page.getByText("News!").waitFor();
});
