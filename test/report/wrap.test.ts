import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { piece } from "../../src/report/style.ts";
import {
  displayWidth,
  flow,
  glue,
  hang,
  lineWidth,
  padEnd,
  padStart,
  truncate,
} from "../../src/report/wrap.ts";
import { sentence } from "./words.ts";

describe("displayWidth", () => {
  test.each([
    ["abc", 3],
    ["", 0],
    ["漢字", 4],
    ["e\u0301", 1],
    ["🚀", 2],
    ["→✓", 2],
  ])("%j takes %i columns", (text, columns) => {
    expect(displayWidth(text)).toBe(columns);
  });
});

test("padding counts columns, not characters", () => {
  expect(padEnd("漢", 4)).toBe("漢  ");
  expect(padStart("7", 3)).toBe("  7");
  expect(padEnd("too long", 3)).toBe("too long");
});

test("truncate keeps what fits with the ellipsis and never splits a wide character", () => {
  expect(truncate("cancelling", 6, "…")).toBe("cance…");
  expect(truncate("漢字漢字", 5, "…")).toBe("漢字…");
  expect(truncate("short", 6, "…")).toBe("short");
});

test("a word longer than the width stays whole, so that a path can be copied", () => {
  expect(flow([piece("at models/very/long/path.yaml:3 here")], 10).map(text)).toEqual([
    "at",
    "models/very/long/path.yaml:3",
    "here",
  ]);
});

test("a word made of several pieces is not torn apart", () => {
  const lines = flow([piece("aaa bbb"), piece("ccc", "strong"), piece(" ddd")], 8);
  expect(lines.map(text)).toEqual(["aaa", "bbbccc", "ddd"]);
});

test("glued words stay on one line unless they are too long for that", () => {
  expect(flow([piece("aaa "), ...glue([piece("b = c")])], 7).map(text)).toEqual([
    "aaa",
    "b\u00a0=\u00a0c",
  ]);
  expect(glue([piece("a long sentence that no line could hold")])[0]?.text).toContain(" ");
});

test("further lines hang under the first, and a wide prefix stands alone", () => {
  expect(hang([piece("x  ")], [piece("aaaa bbbb cccc dddd eeee ffff")], 30).map(text)).toEqual([
    "x  aaaa bbbb cccc dddd eeee",
    "   ffff",
  ]);
  expect(hang([piece("a prefix that is wide")], [piece("aaaa bbbb")], 30).map(text)).toEqual([
    "a prefix that is wide",
    "    aaaa bbbb",
  ]);
});

test("flow loses no word and exceeds no width", () => {
  fc.assert(
    fc.property(sentence, fc.integer({ min: 10, max: 80 }), (words, width) => {
      const lines = flow([piece(words)], width);
      expect(lines.map(text).join(" ")).toBe(words);
      expect(Math.max(...lines.map(lineWidth))).toBeLessThanOrEqual(width);
    }),
  );
});

function text(line: readonly { text: string }[]): string {
  return line.map(p => p.text).join("");
}
