/** What people get who listen to a page, need contrast, or write from right to left. */

import { expect, test } from "vitest";
import { useStage } from "./harness.js";

const stage = useStage();

/** Contrast ratio of an element's text to a background, both as WCAG 2 has it. */
async function contrast(selector: string, property: "surface" | "own"): Promise<number> {
  return stage.page.locator(selector).first().evaluate((element, where) => {
    const canvas = document.createElement("canvas").getContext("2d");
    const luminance = (...colours: string[]): number => {
      if (!canvas) return NaN;
      for (const colour of colours) {
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
      }
      const [r = 0, g = 0, b = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((value) =>
        value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const frame = element.closest(".frame") ?? element;
    const surface = getComputedStyle(frame).backgroundColor;
    const { color, backgroundColor } = getComputedStyle(element);
    const back = luminance(surface, where === "own" ? backgroundColor : surface);
    const front = luminance(color);
    return (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
  }, property);
}

const ACCENTS = ["#ffd400", "#2563eb", "#dc2626", "#16a34a", "#00ff88", "#000000", "#ffffff", "#ec4899"];

test.each(["light", "dark"])("links and text on the accent are readable with any accent: %s", async (colorScheme) => {
  await stage.mount({ header: { enabled: true } });
  stage.server.answer = async function* () { yield "See [the guide](https://example.org/guide)."; };
  await stage.send("Hello");
  await stage.page.getByRole("link", { name: "the guide" }).waitFor();
  await stage.page.getByRole("textbox").fill("Draft");
  for (const primary of ACCENTS) {
    const theme = { colorScheme, color: { accent: { primary, level: 1 } } };
    await stage.call("setOptions", { api: { url: "/chatkit", domainKey: "ignored" }, theme });
    await stage.page.waitForTimeout(220);
    expect(await contrast(".markdown a", "surface"), `link, ${primary}`).toBeGreaterThanOrEqual(4.5);
    expect(await contrast(".send", "own"), `send button, ${primary}`).toBeGreaterThanOrEqual(4.5);
  }
});

test("an answer is announced once, when it is whole", async () => {
  await stage.mount();
  stage.server.answer = async function* () { yield* ["One ", "two ", "**three**", "."]; };
  await stage.page.locator("[role=status].unseen").evaluate((region) => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    new MutationObserver(() => { heard.push(region.textContent); })
      .observe(region, { childList: true, characterData: true, subtree: true });
  });
  await stage.send("Count");
  await stage.page.locator("[role=status].unseen").getByText("The answer is complete.").waitFor({ state: "attached" });
  expect(await stage.page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual(["The answer is complete."]);
  expect(await stage.page.getByRole("log").getAttribute("aria-live")).toBe("off");
});

test("on a page from right to left the title starts at the right", async () => {
  await stage.mount();
  await stage.page.evaluate(() => { document.documentElement.dir = "rtl"; });
  const title = await stage.page.locator(".title bdi").boundingBox();
  const frame = await stage.page.locator(".header").boundingBox();
  expect((frame?.x ?? 0) + (frame?.width ?? 0) - ((title?.x ?? 0) + (title?.width ?? 0))).toBeLessThan(24);
});
