import { expect, test } from "vitest";
import { gate, useStage } from "./harness.js";

const stage = useStage();

test("fills its box and is ready once", async () => {
  await stage.mount();
  await stage.page.getByRole("textbox").waitFor();
  const box = await stage.page.locator("chatgraft-chatkit").boundingBox();
  expect(box).toMatchObject({ width: 480, height: 640 });
  await stage.page.evaluate(() => { void window.el["setOptions"]?.({ api: { url: "/chatkit" } }); });
  expect((await stage.events()).filter(([name]) => name === "ready")).toHaveLength(1);
});

test("options may be set before the element is on the page", async () => {
  await stage.mount();
  await stage.page.evaluate(() => {
    const early = document.createElement("chatgraft-chatkit") as typeof window.el;
    void early["setOptions"]?.({ api: { url: "/chatkit" }, startScreen: { greeting: "Early" } });
    void early["setOptions"]?.({ api: { url: "/chatkit" }, startScreen: { greeting: "Early bird" } });
    window.el.replaceWith(early);
  });
  await stage.page.getByRole("heading", { name: "Early bird" }).waitFor();
});

test("new looks keep draft, thread and place; options are replaced, not merged", async () => {
  const thread = stage.server.addThread("Kept", [
    { type: "assistant_message", content: [{ type: "output_text", text: "line\n\n".repeat(60), annotations: [] }] },
  ]);
  await stage.mount({ initialThread: thread.id, composer: { placeholder: "Ask the cook" } });
  await stage.page.getByText("line").first().waitFor();
  await stage.page.getByRole("textbox").fill("A draft");
  await stage.page.getByRole("log").evaluate((log) => { log.scrollTop = 120; });
  await stage.page.evaluate(() => {
    void window.el["setOptions"]?.({ api: { url: "/chatkit" }, theme: { colorScheme: "dark", color: { accent: { primary: "#ff8800", level: 1 } }, radius: "sharp" } });
  });
  await stage.page.locator("[data-scheme=dark]").waitFor();
  expect(await stage.page.getByRole("textbox").inputValue()).toBe("A draft");
  expect(await stage.page.getByRole("textbox").getAttribute("placeholder")).toBe("Message the AI");
  expect(await stage.page.getByRole("log").evaluate((log) => log.scrollTop)).toBe(120);
  expect(await stage.page.getByText("line").count()).toBeGreaterThan(0);
});

test("a custom property on the element outranks the theme", async () => {
  await stage.mount({ theme: { color: { accent: { primary: "rgb(1, 2, 3)" } } } });
  await stage.page.getByRole("textbox").fill("x");
  const colour = (): Promise<string> => stage.page.getByRole("button", { name: "Send message" }).evaluate((node) => getComputedStyle(node).backgroundColor);
  await expect.poll(colour).toBe("rgb(1, 2, 3)");
  await stage.page.evaluate(() => { window.el.style.setProperty("--chatkit-accent", "rgb(9, 8, 7)"); });
  await expect.poll(colour).toBe("rgb(9, 8, 7)");
});

test("unknown options are logged and everything else works", async () => {
  await stage.mount({ telepathy: { enabled: true } });
  await stage.page.getByRole("textbox").waitFor();
  expect(await stage.events()).toContainEqual(["log", { name: "options.unknown", data: { keys: ["telepathy"] } }]);
});

test("options without a server are said on the page and as an event", async () => {
  await stage.mount({ api: { getClientSecret: null } });
  await stage.page.getByText("options.api.url is missing").waitFor();
  expect((await stage.events()).map(([name]) => name)).toEqual(["error"]);
});

test("methods that need an idle chat reject while an answer is written", async () => {
  const rest = gate();
  stage.server.answer = async function* () { yield "Writing it"; await rest.opened; };
  await stage.mount();
  await stage.send("Go");
  await stage.page.getByText("Writing").waitFor();
  await expect(stage.call("sendUserMessage", { text: "Another" })).rejects.toThrow(/busy/);
  rest.open();
});

test("sendUserMessage passes content, model and tool, and can begin a new thread", async () => {
  const thread = stage.server.addThread("Old");
  await stage.mount({ initialThread: thread.id });
  await stage.call("sendUserMessage", { text: "Fresh", newThread: true, model: "small", toolChoice: { id: "search" }, reply: "this" });
  expect(stage.server.requests.at(-1)).toEqual({
    type: "threads.create",
    params: { input: {
      content: [{ type: "input_text", text: "Fresh" }], attachments: [], quoted_text: "this",
      inference_options: { model: "small", tool_choice: { id: "search" } },
    } },
  });
});

test("a custom action is sent to the open thread", async () => {
  const thread = stage.server.addThread("Acting");
  await stage.mount({ initialThread: thread.id });
  await stage.page.waitForFunction(() => window.seen.some(([name]) => name === "thread.load.end"));
  await stage.call("sendCustomAction", { type: "order", payload: { n: 1 } }, "item_1");
  expect(stage.server.requests.at(-1)).toEqual({
    type: "threads.custom_action",
    params: { thread_id: thread.id, item_id: "item_1", action: { type: "order", payload: { n: 1 } } },
  });
});

test("the composer can be filled, focused and set to a tool from outside", async () => {
  await stage.mount({ composer: { tools: [{ id: "web", label: "Web search", icon: "globe" }] } });
  await stage.call("setComposerValue", { text: "Prepared", selectedToolId: "web" });
  await stage.call("focusComposer");
  expect(await stage.page.getByRole("textbox").inputValue()).toBe("Prepared");
  expect(await stage.page.evaluate(() => window.el.shadowRoot?.activeElement?.tagName)).toBe("TEXTAREA");
  expect(await stage.events()).toContainEqual(["tool.change", { toolId: "web" }]);
});

test("the official name is taken once, and only when it is free", async () => {
  await stage.mount();
  const claims = await stage.page.evaluate(() => {
    const { claimOfficialName } = (window as unknown as { element: { claimOfficialName: () => boolean } }).element;
    return [claimOfficialName(), claimOfficialName()];
  });
  expect(claims).toEqual([true, true]);
  const methods = await stage.page.evaluate(() => {
    const official = document.createElement("openai-chatkit") as typeof window.el;
    return ["setOptions", "focusComposer", "setThreadId", "sendUserMessage", "setComposerValue", "fetchUpdates",
      "sendCustomAction", "showHistory", "hideHistory"].filter((name) => typeof official[name] !== "function");
  });
  expect(methods).toEqual([]);
});

test("another script's official element is left alone", async () => {
  await stage.mount();
  expect(await stage.page.evaluate(() => {
    customElements.define("openai-chatkit", class extends HTMLElement {});
    return (window as unknown as { element: { claimOfficialName: () => boolean } }).element.claimOfficialName();
  })).toBe(false);
});
