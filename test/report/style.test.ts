import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printable } from "../../src/base/printable.ts";
import { piece, render, symbols, type Tone } from "../../src/report/style.ts";
import { anything, isCalm } from "./words.ts";

const PLAIN = { width: 80, colour: false, unicode: true };
const TONES: readonly Tone[] = ["plain", "strong", "dim", "good", "bad", "unsure", "accent"];

describe("render", () => {
  test("without colour it is the text and nothing else", () => {
    expect(render([TONES.map(t => piece(t, t))], PLAIN)).toBe(TONES.join(""));
  });

  test("every colour that is switched on is switched off again", () => {
    const coloured = render([TONES.map(t => piece("x", t))], { ...PLAIN, colour: true });
    const codes = coloured
      .split("\u001b[")
      .slice(1)
      .map(c => Number.parseInt(c, 10));
    const closing = codes.filter(c => c === 22 || c === 39);
    expect(codes).toHaveLength(2 * (TONES.length - 1));
    expect(closing).toHaveLength(TONES.length - 1);
  });

  test("no blanks at line ends, also where the last piece is empty", () => {
    expect(render([[piece("a  "), piece("  ", "bad"), piece("")], [piece("  ")]], PLAIN)).toBe(
      "a\n",
    );
  });
});

describe("printable", () => {
  test.each([
    ["\u001b[31mred", "\ufffd[31mred"],
    ["a\nb\tc\r\nd", "a b c d"],
    ["\u202eabc\u2066", "\ufffdabc\ufffd"],
    ["zero\u200bwidth\ufeff", "zero\ufffdwidth\ufffd"],
    ["\ud800", "\ufffd"],
    ["名前 → ✓ é", "名前 → ✓ é"],
  ])("%j is shown as %j", (raw, shown) => {
    expect(printable(raw)).toBe(shown);
  });

  test("no text becomes a control sequence, and cleaning twice changes nothing", () => {
    fc.assert(
      fc.property(anything, text => {
        expect(printable(text)).not.toMatch(/[\p{Cc}\p{Cs}]/u);
        expect(isCalm(printable(text))).toBe(true);
      }),
    );
  });
});

test("symbols are told apart without colour, and ASCII ones are ASCII", () => {
  for (const unicode of [true, false]) {
    const { good, bad, unsure } = symbols({ ...PLAIN, unicode });
    expect(new Set([good, bad, unsure]).size).toBe(3);
  }
  expect(Object.values(symbols({ ...PLAIN, unicode: false })).join("")).toMatch(/^[\x20-\x7e]+$/);
});
