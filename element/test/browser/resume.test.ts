import { describe, expect, test } from "vitest";
import { gate, useStage } from "./harness.js";

/** Lets every abort's reason be seen, as the page's transport sees it. */
const RECORDING_FETCH = (): void => {
  const reasons: string[] = [];
  Object.assign(window, { reasons });
  const recording = (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    init?.signal?.addEventListener("abort", () => reasons.push((init.signal?.reason as Error).name));
    return fetch(input, init);
  };
  void window.el["setOptions"]?.({ api: { url: "/chatkit", fetch: recording } });
};

describe("a server whose answers outlive the connection", () => {
  const stage = useStage({ runs: true });
  const answers = (): ReturnType<typeof stage.page.getByRole> => stage.page.getByRole("article", { name: "Assistant" });

  test("a reload in mid-answer takes the answer up again", async () => {
    const rest = gate();
    stage.server.answer = async function* () { yield "Before the reload, "; await rest.opened; yield "after it."; };
    await stage.mount();
    await stage.send("Go");
    await answers().getByText("Before the reload").waitFor();
    const threadId = [...stage.server.threads.keys()][0];
    await stage.mount({ initialThread: threadId });
    await answers().getByText("Before the reload").waitFor();
    await stage.page.getByRole("button", { name: "Stop answering" }).waitFor();
    rest.open();
    await answers().getByText("Before the reload, after it.").waitFor();
    await stage.page.getByRole("button", { name: "Send message" }).waitFor();
    expect(await answers().count()).toBe(1);
    expect((await stage.events()).map(([name]) => name).filter((name) => name.startsWith("response"))).toEqual(["response.start", "response.end"]);
  });

  test("a joined answer can be stopped", async () => {
    const rest = gate();
    stage.server.answer = async function* () { yield "So far "; await rest.opened; yield "so bad"; };
    await stage.mount();
    await stage.send("Go");
    await answers().getByText("So far").waitFor();
    await stage.mount({ initialThread: [...stage.server.threads.keys()][0] });
    await stage.page.getByRole("button", { name: "Stop answering" }).click();
    await stage.page.getByRole("button", { name: "Send message" }).waitFor();
    rest.open();
    await stage.call("fetchUpdates");
    expect(await answers().innerText()).toBe("So far");
  });

  test("changing the thread lets go of the answer and coming back finds it", async () => {
    const rest = gate();
    const other = stage.server.addThread("Other");
    stage.server.answer = async function* () { yield "One "; await rest.opened; yield "two"; };
    await stage.mount();
    await stage.page.evaluate(RECORDING_FETCH);
    await stage.send("Go");
    await answers().getByText("One").waitFor();
    await stage.call("setThreadId", other.id);
    expect(await stage.page.evaluate(() => (window as unknown as { reasons: string[] }).reasons)).toContain("ChatKitDetach");
    const first = [...stage.server.threads.keys()].find((id) => id !== other.id);
    await stage.call("setThreadId", first);
    rest.open();
    await answers().getByText("One two").waitFor();
  });

  test("a lost connection shows a way on, and fetchUpdates takes the answer up", async () => {
    const [cut, rest] = [gate(), gate()];
    stage.server.answer = async function* () { yield "Cut "; await cut.opened; yield { cut: true }; await rest.opened; yield "and mended"; };
    await stage.mount();
    await stage.send("Go");
    await answers().getByText("Cut").waitFor();
    cut.open();
    await stage.page.getByText("cannot be reached").waitFor();
    expect(await answers().innerText()).toContain("Cut");
    rest.open();
    await stage.call("fetchUpdates");
    await answers().getByText("Cut and mended").waitFor();
    expect(await stage.page.getByRole("alert").count()).toBe(0);
  });
});

describe("a stock server", () => {
  const stage = useStage({ runs: false });

  test("a move within the page does not interrupt the answer", async () => {
    const rest = gate();
    stage.server.answer = async function* () { yield "Moving "; await rest.opened; yield "house"; };
    await stage.mount();
    await stage.send("Go");
    await stage.page.getByText("Moving").waitFor();
    await stage.page.evaluate(() => {
      const box = document.createElement("div");
      document.querySelector("main")?.append(box);
      box.append(window.el);
    });
    rest.open();
    await stage.page.getByText("Moving house").waitFor();
  });

  test("taking the element away detaches, a stop is an abort of another name", async () => {
    const rest = gate();
    stage.server.answer = async function* () { yield "Text here"; await rest.opened; };
    await stage.mount();
    await stage.page.evaluate(RECORDING_FETCH);
    await stage.send("Go");
    await stage.page.getByText("Text").waitFor();
    await stage.page.getByRole("button", { name: "Stop answering" }).click();
    await stage.page.getByRole("button", { name: "Send message" }).waitFor();
    await stage.send("Again");
    await stage.page.getByRole("button", { name: "Stop answering" }).waitFor();
    await stage.page.evaluate(() => { window.el.remove(); });
    await expect.poll(() => stage.page.evaluate(() => (window as unknown as { reasons: string[] }).reasons.slice(0, 1).concat((window as unknown as { reasons: string[] }).reasons.at(-1) ?? ""))).toEqual(["AbortError", "ChatKitDetach"]);
    rest.open();
  });

  test("an existing thread opens without resume routes", async () => {
    const thread = stage.server.addThread("Plain", [{ type: "assistant_message", content: [{ type: "output_text", text: "Stored", annotations: [] }] }]);
    await stage.mount({ initialThread: thread.id });
    await stage.page.getByText("Stored").waitFor();
    expect(await stage.page.getByRole("alert").count()).toBe(0);
  });
});
