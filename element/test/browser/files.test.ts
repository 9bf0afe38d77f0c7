/** Files: chosen, dropped and pasted, on their way, refused, sent and shown again. */

import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { gate, useStage } from "./harness.js";

const stage = useStage();
const WAYS = {
  two_phase: { type: "two_phase" },
  direct: { type: "direct", uploadUrl: "/chatkit/files" },
};
const PICTURE = { name: "heron.png", mimeType: "image/png", buffer: png(64, 48) };
const NOTES = { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("At the river.") };

async function mount(attachments: object = {}, way: keyof typeof WAYS = "direct"): Promise<void> {
  const api = { url: "/chatkit", domainKey: "ignored", uploadStrategy: WAYS[way] };
  await stage.mount({ api, composer: { attachments: { enabled: true, ...attachments } } });
}

const choose = (...files: { name: string; mimeType: string; buffer: Buffer }[]) =>
  stage.page.locator("input[type=file]").setInputFiles(files);
const inTray = (name: string) => stage.page.getByRole("list", { name: "Attached files" }).getByRole("listitem").filter({ hasText: name });
const settled = (name: string) => inTray(name).and(stage.page.locator("[data-state=there]")).waitFor();
const sendButton = () => stage.page.getByRole("button", { name: "Send message" });

test("a page that does not switch attachments on offers none, and files that it drops stay its own", async () => {
  await stage.mount();
  expect(await stage.page.getByRole("button", { name: "Attach files" }).count()).toBe(0);
  await stage.call("setComposerValue", { text: "Draft", files: [] });
  expect(await drop(NOTES)).toBe(false);
});

test.each(["two_phase", "direct"] as const)("a file goes to the server by the way %s, with its message, and is shown in it", async (way) => {
  await mount({}, way);
  await choose(PICTURE, NOTES);
  await settled("heron.png");
  await settled("notes.txt");
  await stage.send("What are these?");
  const question = stage.page.getByRole("article", { name: "You" });
  const picture = question.getByRole("img", { name: "heron.png" });
  await picture.waitFor();
  expect(await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBe(64);
  await question.getByText("notes.txt").waitFor();
  const asked = stage.server.requests.find(({ type }) => type === "threads.create");
  const { attachments } = asked?.params["input"] as { attachments: string[] };
  expect(attachments.map((id) => stage.server.files.get(id)?.bytes)).toEqual([PICTURE.buffer, NOTES.buffer]);
  expect(await stage.page.getByRole("list", { name: "Attached files" }).count()).toBe(1);
});

test("a message waits for its files, and may be a file alone", async () => {
  const { open, opened } = gate();
  stage.server.holdUpload = opened;
  await mount();
  await choose(NOTES);
  await inTray("Uploading").waitFor();
  await stage.page.getByRole("textbox").fill("Read this");
  expect(await sendButton().isDisabled()).toBe(true);
  await stage.page.getByRole("textbox").press("Enter");
  expect(stage.server.requests).toEqual([]);
  open();
  await settled("notes.txt");
  await stage.page.getByRole("textbox").fill("");
  await sendButton().click();
  await stage.page.getByText("Hello.").waitFor();
  expect(await stage.page.locator("[part=user-message]").count()).toBe(0);
});

test("what may not be attached is refused with a reason, and the rest goes", async () => {
  await mount({ accept: { "image/*": [".png"], "text/plain": [".txt"] }, maxSize: { "text/plain": 20, "*": 1024 }, maxCount: 2 });
  const long = { ...NOTES, name: "long.txt", buffer: Buffer.alloc(21, "x") };
  const page = { name: "page.html", mimeType: "text/html", buffer: Buffer.from("<p>") };
  const empty = { ...NOTES, name: "empty.txt", buffer: Buffer.alloc(0) };
  await choose(long, page, empty, NOTES, PICTURE, PICTURE);
  await settled("notes.txt");
  const reasons = await stage.page.locator(".refused").allTextContents();
  expect(reasons).toEqual([
    "“long.txt” is too large: files may have up to 20 bytes.",
    "“page.html” is of a kind that this chat does not take.",
    "“empty.txt” is empty.",
    "A message can have up to 2 files.",
  ]);
  expect(stage.server.files.size).toBe(2);
});

test("a file that the server refuses says why, and can be tried again or removed", async () => {
  await mount();
  stage.server.refuseNext = { status: 415, body: { error: { message: "The chat does not take files of this kind." } } };
  await choose(NOTES);
  await inTray("The chat does not take files of this kind.").waitFor();
  await stage.page.getByRole("textbox").fill("Read this");
  expect(await sendButton().isDisabled()).toBe(true);
  await stage.page.getByRole("button", { name: "Upload notes.txt again" }).click();
  await settled("notes.txt");
  await stage.page.locator("[role=status].unseen").getByText("notes.txt is attached.").waitFor({ state: "attached" });
  await stage.page.getByRole("button", { name: "Remove notes.txt" }).press("Enter");
  await expect.poll(() => stage.server.files.size).toBe(0);
  expect(await stage.page.getByRole("textbox").evaluate((field) => field.matches(":focus"))).toBe(true);
});

test("files are dropped anywhere on the chat and pasted into the draft", async () => {
  await mount();
  await stage.page.evaluate(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["x"], "x.txt", { type: "text/plain" }));
    window.el.dispatchEvent(new DragEvent("dragenter", { bubbles: true, cancelable: true, dataTransfer: transfer }));
  });
  await stage.page.getByText("Drop files to attach them").waitFor();
  expect(await drop(NOTES)).toBe(true);
  await settled("notes.txt");
  expect(await stage.page.getByText("Drop files to attach them").count()).toBe(0);
  const pasted = await stage.page.getByRole("textbox").evaluate((field) => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File(["y"], "pasted.txt", { type: "text/plain" }));
    return !field.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData }));
  });
  expect(pasted).toBe(true);
  await settled("pasted.txt");
});

test("the page's own files are uploaded by setComposerValue", async () => {
  await mount();
  await stage.page.evaluate(() => window.el["setComposerValue"]?.({ text: "Look", files: [new File(["z"], "mine.txt", { type: "text/plain" })] }));
  await settled("mine.txt");
  expect(await stage.page.getByRole("textbox").inputValue()).toBe("Look");
});

test("a picture that is gone leaves its name", async () => {
  await mount();
  const attachments = [{ type: "image", id: "atc_gone", name: "gone.png", mime_type: "image/png", preview_url: `${stage.server.origin}/chatkit/files/atc_gone` }];
  const thread = stage.server.addThread("Old", [{ type: "user_message", content: [{ type: "input_text", text: "Look" }], attachments }]);
  await stage.call("setThreadId", thread.id);
  await stage.page.getByRole("article", { name: "You" }).getByText("gone.png").waitFor();
});

test("all of it can be reached by the keyboard and fits a phone", async () => {
  await mount();
  await stage.page.setViewportSize({ width: 320, height: 560 });
  const name = `${"a very long name of a file ".repeat(4)}.txt`;
  await choose({ ...NOTES, name }, PICTURE);
  await settled("heron.png");
  await stage.page.getByRole("button", { name: "Attach files" }).focus();
  await stage.page.keyboard.press("Shift+Tab");
  expect(await stage.page.evaluate(() => window.el.shadowRoot?.activeElement?.getAttribute("aria-label"))).toBe("Remove heron.png");
  const wide = await stage.page.locator(".composer").evaluate((form) => form.scrollWidth - form.clientWidth);
  expect(wide).toBe(0);
});

/** Lets a file go over the chat; whether the chat took it. */
function drop(file: { name: string; mimeType: string; buffer: Buffer }): Promise<boolean> {
  return stage.page.evaluate(({ name, mimeType, text }) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], name, { type: mimeType }));
    return !window.el.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer }));
  }, { name: file.name, mimeType: file.mimeType, text: file.buffer.toString() });
}

/** A real picture of one colour, as an encoder would write it. */
function png(width: number, height: number): Buffer {
  const rows = Buffer.concat(Array.from({ length: height }, () => Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, 0x88)])));
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, "latin1"), data]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc(body));
  return Buffer.concat([size, body, sum]);
}

function crc(data: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of data) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}
