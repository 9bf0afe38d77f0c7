import { expect, test } from "vitest";
import { cite, MARK_CLOSE, MARK_OPEN } from "../../src/markdown/citations.js";
import type { Annotation } from "../../src/protocol.js";

const page = (url: string, index?: number): Annotation => ({
  type: "annotation", source: { type: "url", url, title: url }, ...(index === undefined ? {} : { index }),
});
const readable = (marked: string): string => marked.replaceAll(MARK_OPEN, "[").replaceAll(MARK_CLOSE, "]");

test("a source cited twice has one number", () => {
  const { marked, sources } = cite("One. Two. Three.", [page("/a", 4), page("/b", 9), page("/a", 16)]);
  expect(readable(marked)).toBe("One.[1] Two.[2] Three.[1]");
  expect(sources).toHaveLength(2);
});

test("places are counted in code points", () => {
  expect(readable(cite("🎉🎉 done", [page("/a", 2)]).marked)).toBe("🎉🎉[1] done");
});

test("a source without a place joins the list alone", () => {
  expect(cite("Text", [page("/a")])).toMatchObject({ marked: "Text", sources: [{ url: "/a" }] });
});

test("a place beyond the text is its end", () => {
  expect(readable(cite("Text", [page("/a", 99)]).marked)).toBe("Text[1]");
});

test("a place at the start of the next sentence moves back to the one it proves", () => {
  expect(readable(cite("One.\n\nTwo.", [page("/a", 6)]).marked)).toBe("One.[1]\n\nTwo.");
});

test("annotations of unknown kinds are skipped", () => {
  expect(cite("Text", [{ type: "annotation" }])).toEqual({ marked: "Text", sources: [] });
});

test("marks that a model wrote itself are taken out", () => {
  expect(cite(`a${MARK_OPEN}1${MARK_CLOSE}b`, []).marked).toBe("a1b");
});
