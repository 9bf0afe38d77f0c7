import { expect, test } from "vitest";
import { useStage } from "./harness.js";

const stage = useStage();

/** Sends a question whose answer is `text`, in pieces of seven characters, and waits for its end. */
async function answerWith(text: string, setUp?: (thread: { allowed_image_domains?: string[] }) => void): Promise<void> {
  stage.server.answer = async function* (_question, thread) {
    setUp?.(thread);
    yield { event: { type: "thread.updated", thread: { ...thread, items: { data: [], has_more: false } } } };
    for (const piece of text.match(/[\s\S]{1,7}/g) ?? []) yield piece;
  };
  await stage.mount();
  await stage.send("Go");
  await stage.page.getByRole("button", { name: "Copy answer" }).waitFor();
}
const answer = (): ReturnType<typeof stage.page.locator> => stage.page.locator(".answer .markdown");

test("what a model writes never becomes markup", async () => {
  await answerWith("<img src=x onerror=alert(1)> <b>bold</b> <script>alert(2)</script>");
  expect(await answer().locator("img, b, script").count()).toBe(0);
  expect(await answer().innerText()).toContain("<b>bold</b>");
});

test("links lead to the web, to mail and to the page; other schemes are only text", async () => {
  await answerWith("[a](https://x.test/) [b](mailto:a@b.test) [c](/docs) [d](javascript:alert`1`) [e](data:text/html,x)");
  const links = await answer().locator("a[href]").evaluateAll((nodes) => nodes.map((node) => [node.textContent, node.getAttribute("href"), node.getAttribute("rel"), node.getAttribute("target")]));
  expect(links).toEqual([
    ["a", "https://x.test/", "noopener noreferrer", "_blank"],
    ["b", "mailto:a@b.test", "noopener noreferrer", null],
    ["c", `${stage.server.origin}/docs`, "noopener noreferrer", null],
  ]);
  expect(await answer().innerText()).toMatch(/d.*e/);
});

test("images load only from hosts that the thread allows; others become links", async () => {
  const asked: string[] = [];
  stage.page.on("request", (request) => asked.push(new URL(request.url()).host));
  await answerWith("![ours](https://img.test/a.png) ![theirs](https://evil.test/b.png)", (thread) => { thread.allowed_image_domains = ["img.test"]; });
  expect(await answer().locator("img").evaluateAll((nodes) => nodes.map((node) => [node.getAttribute("src"), node.getAttribute("alt")]))).toEqual([["https://img.test/a.png", "ours"]]);
  expect(await answer().getByRole("link", { name: "theirs" }).getAttribute("href")).toBe("https://evil.test/b.png");
  expect(asked).not.toContain("evil.test");
});

test("prose keeps its brackets, prices and full stops", async () => {
  await answerWith("See list[i] and [1]: it costs $5 and $10. Visit https://x.test/a. Then [Foo](https://x.test/Foo_(bar)) ends.");
  expect(await answer().innerText()).toBe("See list[i] and [1]: it costs $5 and $10. Visit https://x.test/a. Then Foo ends.");
  const links = await answer().locator("a[href]").evaluateAll((nodes) => nodes.map((node) => node.getAttribute("href")));
  expect(links).toEqual(["https://x.test/a", "https://x.test/Foo_(bar)"]);
});

test("code, tables and lists have their own form", async () => {
  await answerWith("```python\nprint('<b>')\n```\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n1. one\n2. two\n");
  expect(await answer().locator("pre code").textContent()).toBe("print('<b>')");
  expect(await answer().locator(".code-language").textContent()).toBe("python");
  expect(await answer().locator("th").allInnerTexts()).toEqual(["A", "B"]);
  expect(await answer().locator("td").allInnerTexts()).toEqual(["1", "2"]);
  expect(await answer().locator("ol li").allTextContents()).toEqual(["one", "two"]);
});

test("deeplinks are reported, not followed", async () => {
  await answerWith("[Open order](chatkit-link://orders/open?id=7)");
  await answer().getByRole("link", { name: "Open order" }).click();
  expect(await stage.events()).toContainEqual(["deeplink", { name: "orders/open", data: { id: "7" } }]);
});

test("citations are numbered in the text and listed below it", async () => {
  const text = "Grafting works. It is safe.";
  const cited = (url: string, title: string, index: number): object => ({ type: "annotation", index, source: { type: "url", url, title } });
  stage.server.answer = async function* (_question, thread) {
    yield text;
    const id = "unused";
    yield { event: { type: "thread.item.done", item: { id: "cited", thread_id: thread.id, type: "assistant_message", content: [{ type: "output_text", text, annotations: [cited("/docs/graft", "Grafting", 15), cited("https://x.test/safe", "Safety", 27), { type: "annotation", id }] }] } } };
  };
  await stage.mount();
  await stage.send("Go");
  const article = stage.page.getByRole("article").filter({ has: stage.page.getByRole("region", { name: "Sources" }) });
  await article.waitFor();
  expect(await article.locator(".markdown").innerText()).toBe("Grafting works.1 It is safe.2");
  expect(await article.getByRole("link", { name: "Source 1: Grafting" }).getAttribute("href")).toBe(`${stage.server.origin}/docs/graft`);
  expect(await article.getByRole("listitem").allInnerTexts()).toEqual([expect.stringContaining("Grafting"), expect.stringContaining("Safety")]);
});
