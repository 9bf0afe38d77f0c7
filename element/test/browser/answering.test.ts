import { expect, test } from "vitest";
import { gate, useStage } from "./harness.js";

const stage = useStage();
const answers = (): ReturnType<typeof stage.page.getByRole> => stage.page.getByRole("article", { name: "Assistant" });

test("an answer appears while it is being written", async () => {
  const rest = gate();
  stage.server.answer = async function* () { yield "The first half, "; await rest.opened; yield "the second."; };
  await stage.mount();
  await stage.send("Tell me");
  await answers().getByText("The first half,").waitFor();
  expect(await answers().innerText()).not.toContain("second");
  rest.open();
  await answers().getByText("the second.").waitFor();
  await stage.page.getByRole("button", { name: "Send message" }).waitFor();
  expect((await stage.events()).map(([name]) => name)).toEqual(["ready", "response.start", "thread.change", "response.end"]);
});

test("stop keeps what was said and leaves the composer ready", async () => {
  const never = gate();
  stage.server.answer = async function* () { yield "As far as this"; await never.opened; };
  await stage.mount();
  await stage.send("Go on");
  await answers().getByText("As far as").waitFor();
  await stage.page.getByRole("button", { name: "Stop answering" }).click();
  await stage.page.getByRole("button", { name: "Send message" }).waitFor();
  expect(await answers().innerText()).toContain("As far as");
  expect(await stage.page.getByRole("alert").count()).toBe(0);
  never.open();
});

test("Shift+Enter starts a line, Enter sends", async () => {
  await stage.mount();
  await stage.page.getByRole("textbox").fill("one");
  await stage.page.keyboard.press("Shift+Enter");
  await stage.page.keyboard.type("two");
  await stage.page.keyboard.press("Enter");
  await answers().waitFor();
  expect(stage.server.requests[0]?.params).toMatchObject({ input: { content: [{ text: "one\ntwo" }] } });
});

test("Enter that ends an input method's composition does not send", async () => {
  await stage.mount();
  await stage.page.getByRole("textbox").fill("にほん");
  await stage.page.getByRole("textbox").dispatchEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, composed: true });
  expect(stage.server.requests).toEqual([]);
});

test("a quote in any language is shown and sent as quoted text", async () => {
  const quote = "選択したテキスト、\n“curly quotes” — 🎉";
  await stage.mount();
  await stage.call("setComposerValue", { reply: quote });
  await stage.page.getByText("選択したテキスト").waitFor();
  await stage.send("What does it mean?");
  await answers().waitFor();
  expect(stage.server.requests[0]?.params).toMatchObject({ input: { quoted_text: quote } });
  const asked = await stage.page.getByRole("article", { name: "You" }).innerText();
  expect(asked).toContain("“curly quotes” — 🎉");
  expect(await stage.page.getByRole("button", { name: "Remove the quote" }).count()).toBe(0);
});

test("a starter prompt is sent by a click", async () => {
  await stage.mount({ startScreen: { greeting: "Welcome", prompts: [{ label: "Begin", prompt: "How do I begin?", icon: "bolt" }] } });
  await stage.page.getByRole("heading", { name: "Welcome" }).waitFor();
  await stage.page.getByRole("button", { name: "Begin" }).click();
  await answers().waitFor();
  expect(stage.server.requests[0]?.params).toMatchObject({ input: { content: [{ text: "How do I begin?" }] } });
});

test("a refused message can be sent again, and nothing of it is lost", async () => {
  await stage.mount();
  stage.server.refuseNext = { status: 500 };
  await stage.send("Important");
  await stage.page.getByText("The chat server has a problem").waitFor();
  await stage.page.getByRole("button", { name: "Try again" }).click();
  await answers().getByText("Hello.").waitFor();
  expect(await stage.page.getByRole("article", { name: "You" }).count()).toBe(1);
  expect(await stage.page.getByRole("alert").count()).toBe(0);
});

test("a rate limit says when to try again", async () => {
  await stage.mount();
  stage.server.refuseNext = { status: 429, headers: { "retry-after": "2" } };
  await stage.send("Too soon");
  await stage.page.getByText(/try again in [12] s\./).waitFor();
  const spoken = await stage.page.getByRole("alert").innerText();
  await stage.page.getByText("try again in 1 s.").waitFor();
  expect(await stage.page.getByRole("alert").innerText()).toBe(spoken);
  expect(await stage.page.getByRole("button", { name: "Try again" }).isDisabled()).toBe(true);
  await stage.page.getByRole("button", { name: "Try again" }).click({ timeout: 5000 });
  await answers().waitFor();
});

test("a rate limit without a time has one, too", async () => {
  await stage.mount();
  stage.server.refuseNext = { status: 429 };
  await stage.send("Too soon");
  await stage.page.getByText(/try again in [45] s\./).waitFor();
});

test("a message written offline is sent when the network is back", async () => {
  await stage.mount();
  await stage.page.context().setOffline(true);
  await stage.send("Anyone?");
  await stage.page.getByText("You are offline").waitFor();
  await stage.page.context().setOffline(false);
  await stage.page.getByText("You are offline").waitFor({ state: "detached" });
  await answers().getByText("Hello.").waitFor();
  expect(await stage.page.getByRole("article", { name: "You" }).count()).toBe(1);
});

test("an error in mid-answer keeps the text and offers a retry of that question", async () => {
  stage.server.answer = async function* () {
    yield "Half an answer";
    yield { event: { type: "error", code: "custom", message: "The model is tired.", allow_retry: true } };
  };
  await stage.mount();
  await stage.send("Go");
  await stage.page.getByText("The model is tired.").waitFor();
  expect(await answers().innerText()).toContain("Half an answer");
  stage.server.answer = async function* () { yield "All of it"; };
  await stage.page.getByRole("button", { name: "Try again" }).click();
  await answers().getByText("All of it").waitFor();
  expect(await answers().count()).toBe(1);
  expect(stage.server.requests.at(-1)?.type).toBe("threads.retry_after_item");
});

test("an answer can be asked for again, rated and copied", async () => {
  await stage.mount({ threadItemActions: { feedback: true, retry: true } });
  await stage.send("Rate me");
  await stage.page.getByRole("button", { name: "Good answer" }).click();
  await stage.page.locator("[aria-pressed=true]").waitFor();
  expect(stage.server.requests.at(-1)).toMatchObject({ type: "items.feedback", params: { kind: "positive" } });
  await stage.page.getByRole("button", { name: "Answer again" }).click();
  await stage.page.waitForFunction(() => window.seen.filter(([name]) => name === "response.end").length === 2);
  await expect.poll(() => answers().count()).toBe(1);
});

test("an empty answer from a broken server is said, not shown as nothing", async () => {
  await stage.mount();
  stage.server.refuseNext = { status: 200 };
  await stage.send("Hello?");
  await stage.page.getByText("sent no answer").waitFor();
});

test("progress, notices and effects are shown and passed on", async () => {
  const rest = gate();
  stage.server.answer = async function* () {
    yield { event: { type: "progress_update", text: "Reading the manual", icon: "search" } };
    yield { event: { type: "client_effect", name: "highlight", data: { id: 7 } } };
    yield { event: { type: "notice", level: "warning", title: "Careful", message: "This is **old**." } };
    await rest.opened;
    yield "Done";
  };
  await stage.mount();
  await stage.send("Go");
  await stage.page.getByText("Reading the manual").waitFor();
  await stage.page.getByText("Careful").waitFor();
  rest.open();
  await answers().getByText("Done").waitFor();
  expect(await stage.page.getByText("Reading the manual").count()).toBe(0);
  expect(await stage.events()).toContainEqual(["effect", { name: "highlight", data: { id: 7 } }]);
});

test("unknown events, unknown items and hidden items do no harm and show nothing", async () => {
  stage.server.answer = async function* () {
    yield { event: { type: "thread.danced" } };
    yield { event: { type: "thread.item.done", item: { type: "hologram", id: "h1", thread_id: "t" } } };
    yield { event: { type: "thread.item.added", item: { type: "hidden_context_item", id: "h2", content: "SECRET" } } };
    yield { event: { type: "thread.item.done", item: { type: "widget", id: "w1", widget: { type: "Card", children: [{ type: "Chart", children: [{ type: "Text", value: "In a chart" }] }] } } } };
    yield "Fine";
  };
  await stage.mount();
  await stage.send("Go");
  await answers().getByText("Fine").waitFor();
  await stage.page.getByText("In a chart").waitFor();
  expect(await stage.page.locator(".frame").innerText()).not.toContain("SECRET");
});

test("a tool of the page's own runs and the answer goes on", async () => {
  stage.server.answer = async function* (question) {
    if (question === "threads.add_client_tool_output") yield "It is warm";
    else yield { event: { type: "thread.item.done", item: { type: "client_tool_call", id: "c1", status: "pending", call_id: "1", name: "weather", arguments: { city: "Oslo" } } } };
  };
  await stage.mount();
  await stage.page.evaluate(() => {
    void window.el["setOptions"]?.({ api: { url: "/chatkit" }, onClientTool: ({ name, params }: { name: string; params: object }) => ({ name, params }) });
  });
  await stage.send("Weather?");
  await answers().getByText("It is warm").waitFor();
  const output = stage.server.requests.find(({ type }) => type === "threads.add_client_tool_output");
  expect(output?.params["result"]).toEqual({ name: "weather", params: { city: "Oslo" } });
  expect((await stage.events()).filter(([name]) => name.startsWith("response")).map(([name]) => name)).toEqual(["response.start", "response.end"]);
});
