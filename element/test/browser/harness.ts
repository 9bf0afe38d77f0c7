/** The built module in a real Chromium, on a page with a strict policy, against the scripted server. */

import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { ScriptedServer } from "./scripted-server.js";

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
const EVENTS = [
  "ready", "error", "effect", "deeplink", "response.start", "response.end", "thread.change", "thread.load.start",
  "thread.load.end", "tool.change", "history.open", "history.close", "log",
];

export interface Stage {
  server: ScriptedServer;
  page: Page;
  /** Puts an element on a fresh page and gives it options; functions in options cannot cross, so tests add them there. */
  mount: (options?: object) => Promise<void>;
  /** Names and details of the events so far, in order. */
  events: () => Promise<[string, unknown][]>;
  /** Calls a method of the element and waits for it. */
  call: (method: string, ...values: unknown[]) => Promise<void>;
  send: (text: string) => Promise<void>;
}

declare global {
  interface Window {
    el: HTMLElement & Record<string, (...values: unknown[]) => Promise<void>>;
    seen: [string, unknown][];
  }
}

/** One browser a file, one page and one server a test; an uncaught error on the page fails the test. */
export function useStage(settings: { runs: boolean } = { runs: false }): Stage {
  let browser: Browser;
  const troubles: string[] = [];
  const stage = {} as Stage;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args: FLAGS });
  });
  afterAll(async () => { await browser.close(); });

  beforeEach(async () => {
    stage.server = new ScriptedServer(settings);
    await stage.server.start();
    stage.page = await browser.newPage({ viewport: { width: 480, height: 640 } });
    stage.page.on("pageerror", (error) => troubles.push(error.message));
    stage.page.on("console", (line) => {
      if (line.type() === "error" && !line.text().startsWith("Failed to load resource")) troubles.push(line.text());
    });
  });
  afterEach(async () => {
    await stage.page.close();
    await stage.server.stop();
    expect(troubles.splice(0)).toEqual([]);
  });

  stage.mount = async (options = {}) => {
    await stage.page.goto(stage.server.origin);
    await stage.page.waitForFunction(() => customElements.get("chatgraft-chatkit") !== undefined);
    await stage.page.evaluate(({ given, names }) => {
      window.seen = [];
      window.el = document.createElement("chatgraft-chatkit") as typeof window.el;
      for (const name of names) {
        window.el.addEventListener(`chatkit.${name}`, (event) => {
          const { detail } = event as CustomEvent<{ error?: Error } | null>;
          window.seen.push([name, detail?.error ? detail.error.message : detail]);
        });
      }
      document.querySelector("main")?.append(window.el);
      void window.el["setOptions"]?.({ api: { url: "/chatkit", domainKey: "ignored" }, ...given });
    }, { given: options, names: EVENTS });
  };
  stage.events = () => stage.page.evaluate(() => window.seen);
  stage.call = (method, ...values) =>
    stage.page.evaluate(async ({ name, given }) => { await window.el[name]?.(...given); }, { name: method, given: values });
  stage.send = async (text) => {
    await stage.page.getByRole("textbox").fill(text);
    await stage.page.keyboard.press("Enter");
  };
  return stage;
}

/** A promise that the test settles, to hold an answer in the middle. */
export function gate(): { open: () => void; opened: Promise<void> } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => { open = resolve; });
  return { open, opened };
}
